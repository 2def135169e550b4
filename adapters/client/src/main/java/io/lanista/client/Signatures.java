package io.lanista.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The signatures under a match's result.
 *
 * @param readyForSubmission whether both sides have signed
 * @param signatures those received; empty in the answer to a signature
 */
public record Signatures(
    String matchId,
    int signaturesReceived,
    boolean readyForSubmission,
    Optional<List<Entry>> signatures) {
  /**
   * One side's.
   *
   * @param signature 130 hexadecimal digits, without {@code 0x}
   */
  public record Entry(String address, String signature, Optional<Instant> createdAt) {}

  public Signatures {
    Objects.requireNonNull(matchId, "match_id is missing");
    signatures = signatures.map(List::copyOf);
  }
}
