package io.lanista.engine.wager;

import io.lanista.engine.match.MatchAccess;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Coordinates wagers; the money itself moves on chain, by the agents (spec 1, Wagers). Thread-safe.
 * Every command may be repeated.
 */
public final class Wagers {
  private final Storage storage;
  private final WagerSettings settings;
  private final WagerCheck check;
  private final Clock clock;

  @Inject
  public Wagers(Storage storage, WagerSettings settings, WagerCheck check, Clock clock) {
    this.storage = storage;
    this.settings = settings;
    this.check = check;
    this.clock = clock;
  }

  /**
   * The wager of a match, if one was proposed.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  public Optional<Wager> of(MatchId id) {
    return storage.read(
        tx -> {
          MatchAccess.require(tx, id);
          return tx.wagers().find(id);
        });
  }

  /**
   * Proposes a wager to the other side, within the proposal window. If the contract is configured,
   * it must have the same proposal.
   *
   * @throws EngineException MATCH_NOT_FOUND, NOT_YOUR_MATCH, WAGER_REFUSED, INVALID_REQUEST if a
   *     number is out of range, or CHAIN_UNAVAILABLE if the contract cannot be asked
   */
  public Wager propose(MatchId id, TicketId ticket, BigInteger amountWei, BigInteger wagerId) {
    requireUint256("amount_wei", amountWei, 1);
    requireUint256("wager_id", wagerId, 0);
    if (check.isOn()) {
      checkProposal(id, ticket, amountWei, wagerId);
    }
    return storage.transact(
        tx -> {
          Match match = MatchAccess.requireLocked(tx, id);
          Side side = MatchAccess.side(tx, id, ticket);
          Instant now = now();
          Instant answerBy =
              match.createdAt().plus(settings.proposalWindow()).plus(settings.answerWindow());
          Wager proposal =
              new Wager(id, WagerStatus.PROPOSED, amountWei, wagerId, side, now, answerBy);
          Optional<Wager> standing = tx.wagers().find(id);
          if (standing.filter(w -> sameProposal(w, proposal)).isPresent()) {
            return standing.get();
          }
          standing.ifPresent(
              w -> {
                throw refused("There is a wager already; it is " + w.status().word() + ".");
              });
          requirePlaying(match);
          if (now.isAfter(match.createdAt().plus(settings.proposalWindow()))) {
            throw refused(
                "A wager can be proposed for "
                    + settings.proposalWindow().toSeconds()
                    + " seconds after the match was made; that time is over.");
          }
          tx.deadlines().set(new Deadline(Subject.match(id), Deadline.Kind.WAGER_ANSWER, answerBy));
          return save(tx, proposal, now);
        });
  }

  /** Accepts the other side's proposal. Errors as for {@link #propose}. */
  public Wager accept(MatchId id, TicketId ticket) {
    if (check.isOn()) {
      checkAcceptance(id, ticket);
    }
    return answer(id, ticket, WagerStatus.ACCEPTED);
  }

  /** Declines the other side's proposal. Errors as for {@link #propose}. */
  public Wager decline(MatchId id, TicketId ticket) {
    return answer(id, ticket, WagerStatus.DECLINED);
  }

  /**
   * Outside the transaction: a chain may be slow. What it says is not taken back by anyone else.
   */
  private void checkProposal(MatchId id, TicketId ticket, BigInteger amountWei, BigInteger wager) {
    record Found(Match match, Side side, boolean isNew) {}
    Found found =
        storage.read(
            tx -> {
              Match match = MatchAccess.require(tx, id);
              Side side = MatchAccess.side(tx, id, ticket);
              return new Found(
                  match,
                  side,
                  match.status() == MatchStatus.PLAYING && tx.wagers().find(id).isEmpty());
            });
    if (found.isNew()) {
      check.proposed(found.match(), found.side(), wager, amountWei);
    }
  }

  private void checkAcceptance(MatchId id, TicketId ticket) {
    record Found(Match match, Side side, Optional<Wager> open) {}
    Found found =
        storage.read(
            tx -> {
              Match match = MatchAccess.require(tx, id);
              Side side = MatchAccess.side(tx, id, ticket);
              return new Found(
                  match,
                  side,
                  tx.wagers()
                      .find(id)
                      .filter(w -> w.status() == WagerStatus.PROPOSED && w.proposer() != side)
                      .filter(w -> match.status() == MatchStatus.PLAYING));
            });
    found
        .open()
        .ifPresent(w -> check.accepted(found.match(), found.side(), w.wagerId(), w.amountWei()));
  }

  private Wager answer(MatchId id, TicketId ticket, WagerStatus answer) {
    return storage.transact(
        tx -> {
          Match match = MatchAccess.requireLocked(tx, id);
          Side side = MatchAccess.side(tx, id, ticket);
          Wager wager =
              tx.wagers()
                  .find(id)
                  .orElseThrow(() -> refused("Nobody has proposed a wager for this match."));
          if (wager.proposer() == side) {
            throw refused("You cannot answer your own proposal.");
          }
          if (wager.status() == answer) {
            return wager;
          }
          if (wager.status() != WagerStatus.PROPOSED) {
            throw refused("This wager is " + wager.status().word() + " already.");
          }
          Instant now = now();
          if (now.isAfter(wager.answerBy())) {
            // The deadline that makes this the stored truth is due; do not wait for it.
            throw refused("The time to answer this wager is over.");
          }
          if (answer == WagerStatus.ACCEPTED) {
            requirePlaying(match);
          }
          tx.deadlines().cancel(Subject.match(id), Deadline.Kind.WAGER_ANSWER);
          return save(tx, wager.with(answer), now);
        });
  }

  /**
   * Expires a proposal nobody answered.
   *
   * @return when to look again; empty when there is nothing left to wait for
   */
  public Optional<Instant> expireIfUnanswered(MatchId id) {
    return storage.transact(
        tx -> {
          Optional<Wager> open =
              tx.matches()
                  .lock(id)
                  .flatMap(m -> tx.wagers().find(id))
                  .filter(w -> w.status() == WagerStatus.PROPOSED);
          Instant now = now();
          if (open.isEmpty()) {
            return Optional.empty();
          }
          if (open.get().answerBy().isAfter(now)) {
            return Optional.of(open.get().answerBy());
          }
          save(tx, open.get().with(WagerStatus.EXPIRED), now);
          return Optional.empty();
        });
  }

  private static void requireUint256(String field, BigInteger value, long least) {
    if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.bitLength() > 256) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, field, "This number must be " + least + " to 2^256-1.");
    }
  }

  private static boolean sameProposal(Wager standing, Wager proposal) {
    return standing.proposer() == proposal.proposer()
        && standing.amountWei().equals(proposal.amountWei())
        && standing.wagerId().equals(proposal.wagerId());
  }

  private static Wager save(Transaction tx, Wager wager, Instant now) {
    tx.wagers().put(wager);
    tx.emit(new DomainEvent.WagerChanged(wager.match(), wager.status(), now));
    return wager;
  }

  private static void requirePlaying(Match match) {
    if (match.status() != MatchStatus.PLAYING) {
      throw refused("This match is no longer being played.");
    }
  }

  private static EngineException refused(String why) {
    return new EngineException(ErrorCode.WAGER_REFUSED, why);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
