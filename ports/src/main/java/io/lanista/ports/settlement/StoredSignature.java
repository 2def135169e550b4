package io.lanista.ports.settlement;

import io.lanista.ports.match.Side;
import java.time.Instant;
import java.util.Objects;

/** A verified signature of one side under its match's result. */
public record StoredSignature(
    Side side, WalletAddress address, Signature signature, Instant createdAt) {
  public StoredSignature {
    Objects.requireNonNull(side);
    Objects.requireNonNull(address);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(createdAt);
  }
}
