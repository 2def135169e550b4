package io.lanista.distribution.config;

/**
 * Registering players.
 *
 * @param perAddressPerHour how many one address may register in an hour; 0 for no limit
 */
public record RegistrationConfig(int perAddressPerHour) {
  static RegistrationConfig read(Section in) {
    return new RegistrationConfig(in.number("per-address-per-hour", 60, 0, 1_000_000));
  }
}
