package io.lanista.distribution.config;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;

/**
 * What players sign a result under.
 *
 * @param domain the EIP-712 domain; both sides' clients must use the same
 */
public record SigningConfig(SigningDomain domain) {
  private static final String CONTRACT = "0x1CC748475F1F666017771FB49131708446B9f3DF";

  static SigningConfig read(Section in) {
    return new SigningConfig(
        new SigningDomain(
            in.text("name", "NoJohns", 64),
            in.text("version", "1", 16),
            in.value(
                "chain-id",
                BigInteger.valueOf(143),
                "a positive whole number of at most 30 digits",
                SigningConfig::chain),
            WalletAddress.parse(
                in.value(
                    "contract",
                    CONTRACT,
                    "0x and 40 hexadecimal digits",
                    SigningConfig::address))));
  }

  private static BigInteger chain(String text) {
    BigInteger id = text.strip().length() <= 30 ? new BigInteger(text.strip()) : BigInteger.ZERO;
    if (id.signum() <= 0) {
      throw new IllegalArgumentException("out of bounds");
    }
    return id;
  }

  private static String address(String text) {
    try {
      WalletAddress.parse(text.strip());
      return text.strip();
    } catch (EngineException notAnAddress) {
      throw new IllegalArgumentException(notAnAddress.getMessage(), notAnAddress);
    }
  }
}
