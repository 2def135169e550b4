package io.lanista.plugins.fifo;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.settlement.WalletAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who waits, oldest first, grouped by owner (wallet and player). A search passes over a whole group
 * that the newcomer may not meet in one step, so many waiting agents of one owner cost nobody time.
 */
final class Standing {
  /**
   * The oldest first. The number alone does not say it: a player whose opponent declined waits
   * again under a new number, and since when it waited first.
   */
  static final Comparator<Candidate> BY_AGE =
      Comparator.comparing(Candidate::joinedAt).thenComparingLong(Candidate::number);

  /** What makes the members of a group one owner's. */
  private record Owner(Optional<WalletAddress> wallet, Optional<PlayerId> player) {
    static Owner of(Entrant entrant) {
      return new Owner(entrant.wallet(), entrant.player());
    }

    boolean shares(Owner other) {
      return (wallet.isPresent() && wallet.equals(other.wallet))
          || (player.isPresent() && player.equals(other.player));
    }
  }

  private final Map<Long, Candidate> byNumber = new HashMap<>();
  private final Map<Owner, TreeSet<Candidate>> groups = new HashMap<>();
  // The groups by their oldest member.
  private final TreeMap<Candidate, Owner> byOldest = new TreeMap<>(BY_AGE);
  private final SharedCount shared = new SharedCount();

  int size() {
    return byNumber.size();
  }

  boolean has(long number) {
    return byNumber.containsKey(number);
  }

  void add(Candidate candidate) {
    remove(candidate.number());
    byNumber.put(candidate.number(), candidate);
    shared.add(candidate.entrant());
    Owner owner = Owner.of(candidate.entrant());
    TreeSet<Candidate> group = groups.computeIfAbsent(owner, any -> new TreeSet<>(BY_AGE));
    if (!group.isEmpty()) {
      byOldest.remove(group.first());
    }
    group.add(candidate);
    byOldest.put(group.first(), owner);
  }

  void remove(long number) {
    Candidate candidate = byNumber.remove(number);
    if (candidate == null) {
      return;
    }
    shared.remove(candidate.entrant());
    Owner owner = Owner.of(candidate.entrant());
    TreeSet<Candidate> group = groups.get(owner);
    byOldest.remove(group.first());
    group.remove(candidate);
    if (group.isEmpty()) {
      groups.remove(owner);
    } else {
      byOldest.put(group.first(), owner);
    }
  }

  /** The oldest that the newcomer may meet. */
  Optional<Candidate> oldestFor(Candidate newcomer) {
    if (shared.with(newcomer.entrant()) == size()) {
      return Optional.empty();
    }
    Owner own = Owner.of(newcomer.entrant());
    Candidate best = null;
    for (Map.Entry<Candidate, Owner> group : byOldest.entrySet()) {
      if (best != null && BY_AGE.compare(best, group.getKey()) < 0) {
        break;
      }
      if (!group.getValue().shares(own)) {
        best = older(best, firstWithOtherCode(group.getValue(), newcomer));
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Candidate> firstWithOtherCode(Owner owner, Candidate newcomer) {
    return groups.get(owner).stream().filter(newcomer::mayMeet).findFirst();
  }

  private static Candidate older(Candidate best, Optional<Candidate> other) {
    return other.filter(found -> best == null || BY_AGE.compare(found, best) < 0).orElse(best);
  }
}
