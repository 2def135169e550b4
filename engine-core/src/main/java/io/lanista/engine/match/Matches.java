package io.lanista.engine.match;

import io.lanista.engine.memory.Commits;
import io.lanista.engine.memory.Remembered;
import io.lanista.engine.memory.Topic;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.Wager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Matches between their pairing and their end. Thread-safe. */
public final class Matches {
  private static final int MOST_TO_FORGET = 1000;

  /** A match takes about a kilobyte, and at most five. */
  private static final int MOST_REMEMBERED = 4096;

  private final Storage storage;
  private final Registry<GameRunner> runners;
  private final MatchEnding ending;
  private final Presence presence;
  private final MatchSettings settings;
  private final MatchEnded ended;
  private final Clock clock;
  private final Remembered<MatchId, View> views;

  @Inject
  public Matches(
      Storage storage,
      Registry<GameRunner> runners,
      MatchEnding ending,
      Presence presence,
      MatchSettings settings,
      MatchEnded ended,
      Clock clock,
      Commits commits) {
    this.storage = storage;
    this.runners = runners;
    this.ending = ending;
    this.presence = presence;
    this.settings = settings;
    this.ended = ended;
    this.clock = clock;
    this.views = new Remembered<>(commits, (id, view) -> List.of(Topic.match(id)), MOST_REMEMBERED);
  }

  /** A match with its wager. */
  public record View(Match match, Optional<Wager> wager) {}

  /**
   * Looks a match up.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public View view(MatchId id) {
    return views.get(
        id, () -> storage.read(tx -> new View(MatchAccess.require(tx, id), tx.wagers().find(id))));
  }

  /** The same, if it is known without a look at the storage; never waits. */
  public Optional<View> recall(MatchId id) {
    return views.recall(id);
  }

  /** Recent matches, the newest first. */
  public Page<View> recent(Optional<Cursor> after, int limit) {
    return storage.read(
        tx -> {
          Page<Match> page = tx.matches().recent(after, limit);
          return new Page<>(
              page.items().stream().map(m -> new View(m, tx.wagers().find(m.id()))).toList(),
              page.next());
        });
  }

  /** How many matches are being played. */
  public int active() {
    return storage.read(tx -> tx.matches().count(MatchStatus.PLAYING));
  }

  /**
   * Takes a side's report. When it is the second one, the match's game decides what the two amount
   * to. A repeated report changes nothing.
   *
   * @throws EngineException MATCH_NOT_FOUND, NOT_YOUR_MATCH, REPORT_CONFLICT, MATCH_FINISHED or
   *     PLUGIN_FAILED
   */
  public void report(MatchId id, TicketId ticket, Report report) {
    MatchAccess.Seat seat =
        storage.read(
            tx -> {
              Match match = MatchAccess.require(tx, id);
              return new MatchAccess.Seat(match, MatchAccess.side(tx, id, ticket));
            });
    Side side = seat.side();
    if (MatchRules.isRepeat(seat.match(), side, report)) {
      // Whoever repeats a report may have lost the answer to it, and we lost it with them.
      announce(seat.match());
      return;
    }
    presence.alive(id);
    try {
      settle(seat, report);
    } catch (EngineException refused) {
      // It may be over: it ended before the report came, or with it, and the answer was lost.
      announce(storage.read(tx -> MatchAccess.require(tx, id)));
      throw refused;
    }
  }

  private void settle(MatchAccess.Seat seat, Report report) {
    MatchId id = seat.match().id();
    Side side = seat.side();
    // The plugin is asked outside the transaction, because it may be slow. A report never changes,
    // so the only thing that can intervene is the other side's first one: then we ask again.
    Match known = seat.match();
    while (true) {
      Optional<Reconciliation> ruling = reconcile(known.reported(side, report));
      Optional<Report> other = known.report(side.other());
      Optional<Match> result = storage.transact(tx -> accept(tx, id, side, report, other, ruling));
      if (result.isPresent()) {
        announce(result.get());
        return;
      }
      known = storage.read(tx -> MatchAccess.require(tx, id));
    }
  }

  private Optional<Match> accept(
      Transaction tx,
      MatchId id,
      Side side,
      Report report,
      Optional<Report> assumedOther,
      Optional<Reconciliation> ruling) {
    Match match = MatchAccess.requireLocked(tx, id);
    if (MatchRules.isRepeat(match, side, report)) {
      return Optional.of(match);
    }
    if (!match.report(side.other()).equals(assumedOther)) {
      return Optional.empty();
    }
    Instant now = now();
    Match reported = match.reported(side, report);
    tx.emit(new DomainEvent.ReportReceived(id, side, report.outcome(), now));
    if (ruling.isEmpty()) {
      tx.matches().update(reported);
      return Optional.of(reported);
    }
    return Optional.of(ending.conclude(tx, reported, ruling.get(), now));
  }

  private Optional<Reconciliation> reconcile(Match match) {
    if (match.p1Report().isEmpty() || match.p2Report().isEmpty()) {
      return Optional.empty();
    }
    Report p1 = match.p1Report().get();
    Report p2 = match.p2Report().get();
    try (Lease<GameRunner> lease = runners.lease(match.runner())) {
      return Optional.of(
          lease.call("reconcile", runner -> Runners.coordinated(runner).reconcile(p1, p2)));
    }
  }

  /**
   * An operator's word on a disputed match.
   *
   * @param winner empty to void the match
   * @throws EngineException MATCH_NOT_FOUND or MATCH_NOT_DISPUTED
   */
  public Match resolve(MatchId id, Optional<Side> winner, String reason) {
    Match resolved =
        storage.transact(
            tx -> {
              Match match = MatchAccess.requireLocked(tx, id);
              if (match.status() != MatchStatus.DISPUTED) {
                throw new EngineException(
                    ErrorCode.MATCH_NOT_DISPUTED,
                    "Only a disputed match can be resolved; this one is "
                        + match.status().word()
                        + ".");
              }
              String why = "Resolved by an operator: " + reason;
              Reconciliation ruling =
                  winner
                      .map(side -> Reconciliation.decided(scores(match, side), why))
                      .orElseGet(() -> Reconciliation.none(why));
              return ending.conclude(tx, match, ruling, now());
            });
    announce(resolved);
    return resolved;
  }

  /** The winner's own numbers where it gave them and they name it the winner, else 1-0. */
  private static Decision scores(Match match, Side winner) {
    return match
        .report(winner)
        .filter(r -> r.score().isPresent() && r.opponentScore().isPresent())
        .filter(r -> r.score().get() > r.opponentScore().get())
        .map(r -> new Decision(winner, r.score().get(), r.opponentScore().get(), false))
        .orElseGet(() -> new Decision(winner, 1, 0, false));
  }

  /** The outcome of a request to expire a match. */
  public record Expiry(Match match, boolean changed) {}

  /**
   * Expires a match that has no result yet, whatever its last sign of life.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public Expiry expire(MatchId id, String reason) {
    Expiry expiry =
        storage.transact(
            tx -> {
              Match match = MatchAccess.requireLocked(tx, id);
              if (match.status().isFinal()) {
                return new Expiry(match, false);
              }
              return new Expiry(
                  ending.conclude(tx, match, Reconciliation.none(reason), now()), true);
            });
    announce(expiry.match());
    return expiry;
  }

  /**
   * Expires a match that is still being played and showed no sign of life for the allowance.
   *
   * @return when to look again; empty when there is nothing left to wait for
   */
  public Optional<Instant> expireIfSilent(MatchId id) {
    Optional<Match> match = storage.read(tx -> tx.matches().find(id));
    if (match.isEmpty() || match.get().status() != MatchStatus.PLAYING) {
      return Optional.empty();
    }
    if (isAlive(match.get())) {
      return Optional.of(lookAgain(match.get()));
    }
    Optional<Match> expired =
        storage.transact(
            tx ->
                tx.matches()
                    .lock(id)
                    .filter(m -> m.status() == MatchStatus.PLAYING)
                    // Again, because a report may have come before the lock.
                    .filter(m -> !isAlive(m))
                    .map(
                        m ->
                            ending.conclude(
                                tx,
                                m,
                                Reconciliation.none(
                                    "No result and no sign of life for "
                                        + settings.timeout().toMinutes()
                                        + " minutes."),
                                now())));
    expired.ifPresent(this::announce);
    return expired.isEmpty() && isAlive(match.get())
        ? Optional.of(lookAgain(match.get()))
        : Optional.empty();
  }

  /** How long a match may still be silent. */
  private Duration allowance(Match match) {
    Duration silence = presence.silence(match.id());
    Duration age = Duration.between(match.createdAt(), clock.instant());
    // Being made is a sign of life too, even if that was not remembered. A match of the future was
    // made before the clock was set back: that says nothing.
    boolean madeSince = !age.isNegative() && age.compareTo(silence) < 0;
    return settings.timeout().minus(madeSince ? age : silence);
  }

  private boolean isAlive(Match match) {
    return allowance(match).compareTo(Duration.ZERO) > 0;
  }

  private Instant lookAgain(Match match) {
    return clock.instant().plus(allowance(match));
  }

  /**
   * Forgets matches that are over but still remembered: a storage that lost its answer told nobody
   * that it had ended them. To be called now and then.
   */
  public void forgetEnded() {
    List<MatchId> silent = presence.silentFor(settings.timeout(), MOST_TO_FORGET);
    if (!silent.isEmpty()) {
      List<Match> known =
          storage.read(
              tx -> silent.stream().flatMap(id -> tx.matches().find(id).stream()).toList());
      known.forEach(this::announce);
    }
  }

  /** Expires every silent match now; says how many. */
  public int expireSilent() {
    List<MatchId> open = storage.read(tx -> tx.matches().unfinished(Integer.MAX_VALUE));
    int expired = 0;
    for (MatchId id : open) {
      if (presence.silence(id).compareTo(settings.timeout()) < 0) {
        // Most are: that one of thousands is alive is not asked of the database.
        continue;
      }
      boolean playing =
          storage.read(tx -> tx.matches().find(id)).map(Match::status).orElse(null)
              == MatchStatus.PLAYING;
      if (playing && expireIfSilent(id).isEmpty()) {
        expired++;
      }
    }
    return expired;
  }

  private void announce(Match match) {
    if (match.status() != MatchStatus.PLAYING) {
      // In this order: a late upload that overlooks the end has itself forgotten.
      ended.ended(match.id());
      presence.forget(match.id());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
