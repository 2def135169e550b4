package io.lanista.plugins.eloband;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.Pairing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Serves whoever waits longest and has an eligible opponent, with the closest-rated of them, then
 * with the one that waits longest; again and again until nobody has any (spec 3).
 *
 * <p>So no two that stand here after a call are eligible for each other at its instant, and the
 * next call looks only for opponents of who has come or widened since. Serving in order of waiting
 * ranks all possible pairs: by the older's age, then by difference, then by the younger's age. Two
 * that are each other's best pair are served sooner or later whatever happens to the others, so
 * they can be paired at once. They are found by going from anyone to its best opponent, from there
 * to that one's best, and so on, which gets better with every step and ends at such two; who was
 * passed on the way is looked at next. That takes at most about four searches for each that has
 * come or widened.
 *
 * <p>A search costs the logarithm of the span of ratings for each ring of the band and each group
 * of the asker's formats ({@link Group}), whatever the number that waits: groups hold those of one
 * format, asked range and set of common traits, each ordered by rating and age. Whom an agent may
 * not meet is passed over together where a trait is common ({@link CommonTraits}), else one by one.
 * Joining and leaving update the same trees. Widening moves nobody ({@link Finder}). Two things
 * cost more the more wait: an agent put back behind others of its rating and before others, which
 * walks past the latter, and the first that comes without formats, which makes everyone be listed
 * once more.
 */
final class EloBandPool implements MatchPool {
  private final Bands bands;
  private final Choices choices = new Choices();
  private final Standing standing = new Standing(choices);
  private final AskedRanges asked;
  private final Finder finder;
  private final Widening widening;
  private final RecentWaits waits = new RecentWaits();
  private final Reasons reasons;

  /** From one to its best opponent, and on; empty between calls. */
  private final Deque<Waiter> path = new ArrayDeque<>();

  private record Pair(Waiter first, Waiter second) {}

  EloBandPool(Bands bands) {
    this.bands = bands;
    asked = new AskedRanges(bands.start());
    finder = new Finder(bands, standing);
    widening = new Widening(bands);
    reasons = new Reasons(bands, standing, finder);
  }

  @Override
  public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
    long at = Waiter.nanos(now);
    removed.forEach(number -> remove(standing.find(number)));
    List<Waiter> active = new ArrayList<>(added.size());
    widening.widened(at, active::add);
    boolean alone = active.isEmpty() && added.size() == 1;
    for (Candidate candidate : added) {
      remove(standing.find(candidate.number()));
      Waiter waiter = enter(candidate);
      active.add(waiter);
      if (!alone) {
        standing.add(waiter);
      }
    }
    List<Pair> pairs = alone ? pairOne(active.get(0), at) : pair(active, at);
    active.forEach(waiter -> widening.add(waiter, at));
    widening.forget(standing.size());
    List<Pairing> pairings = new ArrayList<>(pairs.size());
    pairs.forEach(pair -> pairings.add(new Pairing(pair.first.number, pair.second.number)));
    return pairings;
  }

  private Waiter enter(Candidate candidate) {
    Waiter waiter =
        new Waiter(
            candidate,
            choices.enter(Waiter.formats(candidate)),
            asked.enter(Waiter.asked(candidate, bands)));
    standing.mark(waiter);
    return waiter;
  }

  private void remove(Waiter waiter) {
    if (waiter != null) {
      standing.remove(waiter);
      leave(waiter);
    }
  }

  private void leave(Waiter waiter) {
    waiter.gone = true;
    asked.leave(waiter.asked);
    choices.leave(waiter.choice);
  }

  /** Only who comes can be eligible for anyone, so its best opponent has nobody else. */
  private List<Pair> pairOne(Waiter newcomer, long now) {
    Waiter partner = finder.partner(newcomer, null, now);
    if (partner == null) {
      standing.add(newcomer);
      return List.of();
    }
    leave(newcomer);
    remove(partner);
    return List.of(paired(newcomer, partner, now));
  }

  private List<Pair> pair(List<Waiter> active, long now) {
    List<Pair> pairs = new ArrayList<>(active.size() / 2 + 1);
    for (Waiter start : active) {
      if (!start.gone) {
        path.push(start);
      }
      while (!path.isEmpty()) {
        Waiter last = path.pop();
        Waiter before = path.peek();
        Waiter partner = finder.partner(last, before, now);
        if (partner != null && partner != before) {
          path.push(last);
          path.push(partner);
        } else if (partner != null) {
          path.pop();
          remove(last);
          remove(partner);
          pairs.add(paired(last, partner, now));
        }
      }
    }
    pairs.sort(Comparator.comparing(Pair::first, Waiter.BY_AGE));
    return pairs;
  }

  private Pair paired(Waiter one, Waiter other, long now) {
    waits.note(one, now);
    waits.note(other, now);
    return one.isOlderThan(other) ? new Pair(one, other) : new Pair(other, one);
  }

  @Override
  public Optional<Instant> nextChange() {
    long next = standing.size() < 2 ? Long.MAX_VALUE : widening.next();
    return next == Long.MAX_VALUE ? Optional.empty() : Optional.of(instant(next));
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  @Override
  public String whyWaiting(long number) {
    Waiter waiter = standing.find(number);
    return waiter == null ? "This agent is not waiting here." : reasons.why(waiter);
  }

  /**
   * Exact if no one comes or leaves and the first that time makes eligible has nobody sooner; else
   * by how long others waited.
   */
  @Override
  public Optional<Duration> estimatedWait(long number, Instant now) {
    Waiter waiter = standing.find(number);
    if (waiter == null) {
      return Optional.empty();
    }
    long at = Waiter.nanos(now);
    return finder
        .first(waiter)
        .filter(this::isFirstFor)
        .map(meeting -> Duration.ofNanos(Math.max(0, meeting.at() - at)))
        .or(() -> waits.median(waiter, at));
  }

  private boolean isFirstFor(Finder.Meeting meeting) {
    return finder.first(meeting.with()).filter(its -> its.at() == meeting.at()).isPresent();
  }
}
