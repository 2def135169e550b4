package io.lanista.distribution.cli;

import io.lanista.distribution.result.RecordedResults;
import io.lanista.ports.settlement.SignatureRecovery;
import java.util.Objects;

/** What a result is verified with. */
public record ResultVerification(SignatureRecovery recovery, RecordedResults recorded) {
  public ResultVerification {
    Objects.requireNonNull(recovery);
    Objects.requireNonNull(recorded);
  }
}
