package io.lanista.distribution.bench;

import io.lanista.ports.queue.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of the Elo bands over a plain list that each join looks through, as {@link
 * PairingCrowd#NOW} has it. Preferences are read once.
 */
final class ListScan {
  private static final Comparator<Standing> BY_WAITING =
      Comparator.<Standing, Instant>comparing(each -> each.candidate.joinedAt())
          .thenComparing(each -> each.candidate.number());

  private record Standing(Candidate candidate, int range, Set<String> formats) {
    static Standing of(Candidate candidate) {
      int asked = Integer.parseInt(candidate.preferences().get("elo_range"));
      long steps = Duration.between(candidate.joinedAt(), PairingCrowd.NOW).toSeconds() / 30;
      return new Standing(
          candidate,
          (int) Math.min(Math.max(500, asked), asked + 100 * steps),
          Set.of(candidate.preferences().get("formats").split(",")));
    }

    boolean isEligibleFor(Standing other) {
      return Math.abs(candidate.rating() - other.candidate.rating()) <= Math.min(range, other.range)
          && formats.stream().anyMatch(other.formats::contains)
          && candidate.mayMeet(other.candidate);
    }
  }

  private final List<Standing> standing = new ArrayList<>();

  ListScan(List<Candidate> candidates) {
    candidates.forEach(each -> standing.add(Standing.of(each)));
  }

  /** The number of the one that waits longest and is eligible; it leaves the list. */
  Optional<Long> join(Candidate newcomer) {
    Standing joining = Standing.of(newcomer);
    Standing oldest = null;
    for (Standing each : standing) {
      if (joining.isEligibleFor(each) && (oldest == null || BY_WAITING.compare(each, oldest) < 0)) {
        oldest = each;
      }
    }
    if (oldest == null) {
      standing.add(joining);
      return Optional.empty();
    }
    standing.remove(oldest);
    return Optional.of(oldest.candidate.number());
  }

  /** The newest leaves. */
  void leaveLast() {
    standing.remove(standing.size() - 1);
  }
}
