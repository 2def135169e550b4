package io.lanista.client;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent, as it introduces itself.
 *
 * @param connectCode how opponents reach it, such as {@code FOX#123}
 * @param fighterName the name of its program
 * @param walletAddress the account that signs its results, {@code 0x} and 40 hexadecimal digits
 * @param agentId its ERC-8004 id
 */
public record JoinRequest(
    String connectCode,
    Optional<String> fighterName,
    Optional<String> walletAddress,
    Optional<BigInteger> agentId) {
  public JoinRequest {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(fighterName);
    Objects.requireNonNull(walletAddress);
    Objects.requireNonNull(agentId);
  }

  /** An agent with nothing but a connect code. */
  public static JoinRequest of(String connectCode) {
    return new JoinRequest(connectCode, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public JoinRequest fighter(String name) {
    return new JoinRequest(connectCode, Optional.of(name), walletAddress, agentId);
  }

  public JoinRequest wallet(String address) {
    return new JoinRequest(connectCode, fighterName, Optional.of(address), agentId);
  }

  public JoinRequest agent(BigInteger id) {
    return new JoinRequest(connectCode, fighterName, walletAddress, Optional.of(id));
  }
}
