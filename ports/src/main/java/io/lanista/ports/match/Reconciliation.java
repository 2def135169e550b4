package io.lanista.ports.match;

import java.util.Objects;
import java.util.Optional;

/**
 * What two reports amount to together.
 *
 * @param decision present exactly when the two agree on a winner
 * @param reason a sentence for the agents: why it was decided, is void, or is disputed
 */
public record Reconciliation(Kind kind, Optional<Decision> decision, String reason) {
  /** The three ways two reports can come together. */
  public enum Kind {
    /** The two agree on a winner, or one forfeits. */
    DECIDED,
    /** Neither side has a result: the match ends without one. */
    VOID,
    /** The two contradict each other: a replay or an operator has to decide. */
    DISPUTED
  }

  public Reconciliation {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(reason);
    if (decision.isPresent() != (kind == Kind.DECIDED)) {
      throw new IllegalArgumentException("A decision belongs to DECIDED, and only to it.");
    }
  }

  /** The two agree on a winner. */
  public static Reconciliation decided(Decision decision, String reason) {
    return new Reconciliation(Kind.DECIDED, Optional.of(decision), reason);
  }

  /** The match ends without a result. */
  public static Reconciliation none(String reason) {
    return new Reconciliation(Kind.VOID, Optional.empty(), reason);
  }

  /** The two contradict each other. */
  public static Reconciliation disputed(String reason) {
    return new Reconciliation(Kind.DISPUTED, Optional.empty(), reason);
  }
}
