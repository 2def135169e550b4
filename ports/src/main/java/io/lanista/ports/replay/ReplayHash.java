package io.lanista.ports.replay;

import io.lanista.ports.settlement.Bytes32;
import java.util.Objects;

/** SHA-256 of a recording's bytes. */
public record ReplayHash(Bytes32 value) {
  public ReplayHash {
    Objects.requireNonNull(value);
  }

  /** 64 lower-case hexadecimal digits, without {@code 0x}. */
  public String hex() {
    return value.toString().substring(2);
  }
}
