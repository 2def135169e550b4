package io.lanista.engine.simulation;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what is durable after each commit with what was durable before it. */
final class Ledger {
  private static final int START = 1500;
  private final InMemoryStorage memory;
  private final CheckedBus bus;
  private final Findings findings;
  private final Map<TicketId, Ticket> tickets = new HashMap<>();
  private final Map<MatchId, Match> matches = new HashMap<>();
  private final Map<MatchId, WagerStatus> wagers = new HashMap<>();
  private final Map<RatingKey, Integer> ratings = new HashMap<>();
  private final Set<ReplayHash> recordings = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final List<String> expected = new ArrayList<>();
  private final List<RatingChange> changes = new ArrayList<>();
  private final Map<MatchId, String> texts = new HashMap<>();
  private int signatures;
  private int players;
  private long lastSequence;
  private long cursor;
  private int completed;

  private record Place(MatchId match, Side side) {}

  private record Line(QueueName queue, String agent) {}

  private record Due(Deadline.Kind kind, String subject) {}

  Ledger(InMemoryStorage memory, CheckedBus bus, Findings findings) {
    this.memory = memory;
    this.bus = bus;
    this.findings = findings;
  }

  /** How many matches have a result. */
  int completed() {
    return completed;
  }

  int matches() {
    return matches.size();
  }

  /** A commit was made; whether it emitted an event. */
  boolean committed() {
    expected.clear();
    changes.clear();
    List<Ticket> allTickets = memory.tickets();
    List<Match> allMatches = memory.matches();
    Map<Place, TicketId> seats = seats(allTickets);
    allMatches.forEach(match -> match(match, seats));
    allTickets.forEach(this::ticket);
    allTickets.forEach(t -> tickets.put(t.id(), t));
    allMatches.forEach(m -> matches.put(m.id(), m));
    ratings();
    wagers();
    for (StoredReplay recording : memory.recordings()) {
      if (recordings.add(recording.hash())) {
        expected.add("recording " + recording.hash());
      }
    }
    boolean emitted = events();
    deadlines();
    return emitted;
  }

  /** Who holds which seat. Nobody shares one, and nobody waits twice in a queue. */
  private Map<Place, TicketId> seats(List<Ticket> all) {
    Map<Place, TicketId> seats = new HashMap<>();
    Set<Line> waiting = new HashSet<>();
    for (Ticket ticket : all) {
      if (ticket.status() == TicketStatus.WAITING) {
        Line agent = new Line(ticket.queue(), ticket.entrant().agentKey());
        findings.unless(waiting.add(agent), "Agent %s waits twice.", agent);
      }
      ticket
          .booking()
          .ifPresent(
              b -> {
                Place seat = new Place(b.match(), b.side());
                findings.unless(
                    seats.put(seat, ticket.id()) == null, "Two tickets hold seat %s.", seat);
              });
    }
    return seats;
  }

  private void ticket(Ticket now) {
    Ticket before = tickets.get(now.id());
    if (now == before) {
      return;
    }
    now.booking()
        .ifPresent(
            b -> {
              Match match = match(b.match());
              findings.unless(
                  match != null && match.entrant(b.side()).equals(now.entrant()),
                  "Ticket %s is booked for a seat that is not its own.",
                  now.number());
              findings.unless(
                  b.briefing().opponentCode().equals(match.entrant(b.side().other()).connectCode()),
                  "Ticket %s was told of another opponent than it has.",
                  now.number());
            });
    if (before == null) {
      return;
    }
    boolean rematch =
        before.status() == TicketStatus.MATCHED
            && now.status() == TicketStatus.MATCHED
            && matches.get(before.booking().orElseThrow().match()).status().isFinal();
    findings.unless(
        before.status() == TicketStatus.WAITING || rematch || now.equals(before),
        "Ticket %s went from %s to %s.",
        now.number(),
        before.status(),
        now.status());
    findings.unless(
        now.entrant().equals(before.entrant())
            && now.number() == before.number()
            && now.idempotencyKey().equals(before.idempotencyKey()),
        "Ticket %s became another one.",
        now.number());
  }

  private Match match(MatchId id) {
    return memory.read(tx -> tx.matches().find(id)).orElse(null);
  }

  private void match(Match now, Map<Place, TicketId> seats) {
    Match before = matches.get(now.id());
    boolean p1 = seats.containsKey(new Place(now.id(), Side.P1));
    boolean p2 = seats.containsKey(new Place(now.id(), Side.P2));
    findings.unless(
        p1 == p2 && (p1 || now.status().isFinal()),
        "Match %s is %s and has the tickets p1 %s, p2 %s.",
        now.id(),
        now.status(),
        p1,
        p2);
    if (now == before) {
      return;
    }
    findings.unless(
        now.status() != MatchStatus.PLAYING || now.p1Report().isEmpty() || now.p2Report().isEmpty(),
        "Match %s has both reports and is still being played.",
        now.id());
    if (before == null) {
      expected.add("made " + now.id());
      findings.unless(!now.p1().sameAgent(now.p2()), "Match %s is of one agent.", now.id());
      return;
    }
    findings.unless(
        !before.status().isFinal() || now.equals(before),
        "Match %s was %s and changed.",
        now.id(),
        before.status());
    findings.unless(
        before.status() != MatchStatus.DISPUTED || now.status() != MatchStatus.PLAYING,
        "Match %s is played again.",
        now.id());
    for (Side side : Side.values()) {
      if (before.report(side).isPresent()) {
        findings.unless(
            now.report(side).equals(before.report(side)), "A report of %s changed.", now.id());
      } else if (now.report(side).isPresent()) {
        expected.add("report " + now.id() + " " + side);
      }
    }
    if (now.status() != before.status()) {
      expected.add(now.status() + " " + now.id());
      findings.unless(
          now.reason().filter(r -> r.startsWith("No result and no sign")).isEmpty()
              || !now.endedAt().orElseThrow().isBefore(now.createdAt().plus(Core.MATCH_TIMEOUT)),
          "Match %s expired before its time.",
          now.id());
      now.result()
          .ifPresent(
              result -> {
                completed++;
                changes.add(result.p1Rating());
                changes.add(result.p2Rating());
                Side winner = result.decision().winner();
                findings.unless(
                    result.rating(winner).delta() >= 0
                        && result.p1Rating().delta() == -result.p2Rating().delta(),
                    "Match %s was rated wrongly.",
                    now.id());
              });
    }
  }

  /** Ratings change by completed matches alone, each once; what one gains another loses. */
  private void ratings() {
    Map<RatingKey, Integer> should = new HashMap<>(ratings);
    for (RatingChange change : changes) {
      findings.unless(
          should.getOrDefault(change.key(), START) == change.before(),
          "A match found the rating of %s to be %s.",
          change.key().name(),
          change.before());
      should.put(change.key(), change.after());
    }
    long sum = 0;
    int wins = 0;
    int losses = 0;
    for (Rating rating : memory.ratings()) {
      findings.unless(
          Integer.valueOf(rating.value()).equals(should.get(rating.key())),
          "The rating of %s is %s, not %s.",
          rating.displayName(),
          rating.value(),
          should.get(rating.key()));
      ratings.put(rating.key(), rating.value());
      sum += rating.value() - START;
      wins += rating.wins();
      losses += rating.losses();
    }
    findings.unless(
        ratings.size() == should.size() && sum == 0 && wins == completed && losses == completed,
        "After %s matches there are %s wins, %s losses, and ratings are off by %s.",
        completed,
        wins,
        losses,
        sum);
  }

  private void wagers() {
    for (Wager wager : memory.wagers()) {
      WagerStatus before = wagers.put(wager.match(), wager.status());
      if (before != wager.status()) {
        expected.add("wager " + wager.match() + " " + wager.status());
        findings.unless(
            before == null
                ? wager.status() == WagerStatus.PROPOSED
                : before == WagerStatus.PROPOSED,
            "A wager went from %s to %s.",
            before,
            wager.status());
      }
    }
  }

  /** Each change has its event in its own commit, each event its change, and none comes twice. */
  private boolean events() {
    int accepted = memory.signatures() - signatures;
    signatures += accepted;
    int registered = memory.players() - players;
    players += registered;
    boolean emitted = false;
    long next = memory.read(tx -> tx.outbox().cursor("bus"));
    findings.unless(next >= cursor, "The relay's place went back.");
    cursor = next;
    findings.unless(
        cursor <= bus.delivered(), "The relay's place %s passed an undelivered event.", cursor);
    long last = cursor;
    for (PublishedEvent published : memory.events()) {
      if (published.sequence() > cursor) {
        findings.unless(published.sequence() == ++last, "Event %s was lost.", last);
      }
      if (published.sequence() > lastSequence) {
        emitted = true;
        lastSequence = published.sequence();
        String key = key(published.event());
        findings.unless(told.add(key), "Event '%s' was emitted twice.", key);
        if (published.event() instanceof DomainEvent.SignatureAccepted) {
          accepted--;
        } else if (published.event() instanceof DomainEvent.PlayerRegistered) {
          registered--;
        } else if (!(published.event() instanceof DomainEvent.ResultSigned)) {
          findings.unless(expected.remove(key), "Event '%s' has no cause.", key);
        }
      }
    }
    findings.unless(last >= lastSequence, "Events up to %s were lost.", lastSequence);
    findings.unless(
        expected.isEmpty() && accepted == 0 && registered == 0,
        "There is no event for %s, %s signatures and %s players.",
        expected,
        accepted,
        registered);
    return emitted;
  }

  private static String key(DomainEvent event) {
    if (event instanceof DomainEvent.MatchMade made) {
      return "made " + made.match();
    }
    if (event instanceof DomainEvent.ReportReceived report) {
      return "report " + report.match() + " " + report.side();
    }
    if (event instanceof DomainEvent.MatchCompleted ended) {
      return MatchStatus.COMPLETED + " " + ended.match();
    }
    if (event instanceof DomainEvent.MatchExpired ended) {
      return MatchStatus.EXPIRED + " " + ended.match();
    }
    if (event instanceof DomainEvent.MatchDisputed disputed) {
      return MatchStatus.DISPUTED + " " + disputed.match();
    }
    if (event instanceof DomainEvent.ReplayAccepted replay) {
      return "recording " + replay.hash();
    }
    if (event instanceof DomainEvent.SignatureAccepted signature) {
      return "signature " + signature.match() + " " + signature.side();
    }
    if (event instanceof DomainEvent.ResultSigned signed) {
      return "signed " + signed.match();
    }
    if (event instanceof DomainEvent.WagerChanged wager) {
      return "wager " + wager.match() + " " + wager.status();
    }
    if (event instanceof DomainEvent.PlayerRegistered player) {
      return "player " + player.username();
    }
    throw new AssertionError("An event of an unknown kind: " + event);
  }

  /** Nothing waits for a time that nobody watches for. */
  private void deadlines() {
    Set<Due> set = new HashSet<>();
    for (Deadline deadline : memory.deadlines()) {
      set.add(new Due(deadline.kind(), deadline.subject().id()));
    }
    for (Match match : matches.values()) {
      boolean playing = match.status() == MatchStatus.PLAYING;
      findings.unless(
          playing == set.contains(new Due(Deadline.Kind.MATCH_EXPIRY, text(match.id()))),
          "Match %s is %s, and its deadline does not fit.",
          match.id(),
          match.status());
    }
    wagers.forEach(
        (match, status) ->
            findings.unless(
                (status == WagerStatus.PROPOSED)
                        == set.contains(new Due(Deadline.Kind.WAGER_ANSWER, text(match)))
                    || status == WagerStatus.EXPIRED,
                "The wager of %s is %s, and its deadline does not fit.",
                match,
                status));
  }

  private String text(MatchId id) {
    return texts.computeIfAbsent(id, MatchId::toString);
  }

  /** What is stored of a ticket, which there must be. */
  Optional<Ticket> ticket(TicketId id) {
    return Optional.ofNullable(tickets.get(id));
  }

  Optional<Match> stored(MatchId id) {
    return Optional.ofNullable(matches.get(id));
  }

  Optional<WagerStatus> wager(MatchId id) {
    return Optional.ofNullable(wagers.get(id));
  }

  boolean holds(ReplayHash hash) {
    return recordings.contains(hash);
  }
}
