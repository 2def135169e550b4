package io.lanista.engine.simulation;

import io.lanista.engine.stream.LiveItem;
import io.lanista.engine.stream.Uploader;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.FakeSignatureRecovery;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One agent's side of one match: wager, stream, reports, recordings and signature. */
final class Seat {
  private final World world;
  private final Client client;
  private final MatchId match;
  private final Side side;
  private final TicketId ticket;
  private final Optional<WalletAddress> wallet;
  private final String address;
  private final Random random;
  private Optional<Report> taken = Optional.empty();

  Seat(
      World world,
      Client client,
      Ticket ticket,
      Optional<WalletAddress> wallet,
      String address,
      Random random) {
    this.world = world;
    this.match = ticket.booking().orElseThrow().match();
    this.client = client.about(match.toString().substring(0, 4));
    this.side = ticket.booking().orElseThrow().side();
    this.ticket = ticket.id();
    this.wallet = wallet;
    this.address = address;
    this.random = random;
  }

  void play() {
    if (random.nextInt(3) == 0) {
      wager();
    }
    if (random.nextInt(3) == 0) {
      stream();
    }
    if (random.nextInt(10) == 0) {
      // A silent one: its match has to expire.
      return;
    }
    if (random.nextInt(4) == 0) {
      record();
    }
    Report report = report();
    report(report);
    if (random.nextInt(3) == 0) {
      report(random.nextBoolean() ? report : report());
    }
    for (int i = 0; i < 4 && !world.isStopped(); i++) {
      pause(4000);
      Optional<Match> seen = view();
      if (seen.isPresent() && seen.get().status() == MatchStatus.DISPUTED && random.nextBoolean()) {
        record();
      }
      if (seen.isPresent() && seen.get().status() == MatchStatus.COMPLETED) {
        sign(seen.get());
        return;
      }
    }
  }

  private Optional<Match> view() {
    Optional<Match> seen =
        client.call("view", core -> core.matches.view(match)).answer().map(v -> v.match());
    seen.filter(m -> m.status().isFinal())
        .ifPresent(
            m ->
                world.findings.unless(
                    m.equals(world.ledger.stored(match).orElseThrow()),
                    "Match %s was shown with another end than it has.",
                    match));
    seen.filter(m -> taken.isPresent())
        .ifPresent(
            m ->
                world.findings.unless(
                    m.report(side).equals(taken),
                    "Match %s was shown as it was before a report that was taken.",
                    match));
    return seen;
  }

  /** Who won, as both sides know. */
  private Side winner() {
    return match.value().getLeastSignificantBits() % 2 == 0 ? Side.P1 : Side.P2;
  }

  private Report report() {
    boolean won = side == winner() ^ random.nextInt(6) == 0;
    return switch (random.nextInt(8)) {
      case 0 -> report(Outcome.DISCONNECT);
      case 1 -> report(Outcome.ERROR);
      case 2 -> report(won ? Outcome.WON : Outcome.LOST);
      default ->
          new Report(
              Outcome.COMPLETED,
              Optional.of(90.0),
              Optional.of(won ? 3 : 1),
              Optional.of(won ? 1 : 3));
    };
  }

  private static Report report(Outcome outcome) {
    return new Report(outcome, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void report(Report report) {
    pause(3000);
    client
        .insist(
            5,
            c ->
                c.call(
                    "report " + report.outcome(),
                    core -> {
                      core.matches.report(match, ticket, report);
                      return true;
                    },
                    ErrorCode.REPORT_CONFLICT,
                    ErrorCode.MATCH_FINISHED,
                    ErrorCode.NOT_YOUR_MATCH))
        .answer()
        .ifPresent(
            yes -> {
              taken = Optional.of(report);
              world.findings.unless(
                  world.ledger.stored(match).orElseThrow().report(side).equals(taken),
                  "A report of match %s was taken and is not stored.",
                  match);
            });
  }

  private void wager() {
    BigInteger amount = BigInteger.valueOf(1 + random.nextInt(3));
    pause(4000);
    if (side == Side.P1 || random.nextInt(4) == 0) {
      client.insist(
          3,
          c ->
              c.call(
                  "propose",
                  core -> core.wagers.propose(match, ticket, amount, BigInteger.ONE),
                  ErrorCode.WAGER_REFUSED,
                  ErrorCode.NOT_YOUR_MATCH));
    }
    pause(4000);
    boolean accepts = random.nextBoolean();
    client
        .insist(
            3,
            c ->
                c.call(
                    accepts ? "accept" : "decline",
                    core ->
                        accepts
                            ? core.wagers.accept(match, ticket)
                            : core.wagers.decline(match, ticket),
                    ErrorCode.WAGER_REFUSED,
                    ErrorCode.NOT_YOUR_MATCH))
        .answer()
        .ifPresent(
            wager ->
                world.findings.unless(
                    world.ledger.wager(match).equals(Optional.of(wager.status()))
                        && wager.status()
                            == (accepts ? WagerStatus.ACCEPTED : WagerStatus.DECLINED),
                    "A wager of match %s was answered and is %s.",
                    match,
                    world.ledger.wager(match)));
  }

  private void stream() {
    Uploader who =
        new Uploader(random.nextBoolean() ? Optional.of(ticket) : Optional.empty(), address);
    int batches = 1 + random.nextInt(4);
    publish(who, LiveItem.of(LiveItem.Kind.MATCH_START, bytes("start")));
    for (int i = 0; i < batches; i++) {
      pause(3000);
      publish(who, LiveItem.frame(i, bytes("frame " + i)));
    }
    if (random.nextBoolean()) {
      publish(who, LiveItem.of(LiveItem.Kind.MATCH_END, bytes("end")));
    }
  }

  private void publish(Uploader who, LiveItem item) {
    client.call(
        "stream " + item.kind(),
        core -> core.streams.publish(match, who, List.of(item)),
        ErrorCode.MATCH_FINISHED,
        ErrorCode.UPLOAD_FORBIDDEN,
        ErrorCode.UPLOADER_CONFLICT,
        ErrorCode.NOT_YOUR_MATCH);
  }

  private void record() {
    Match known = world.ledger.stored(match).orElseThrow();
    boolean lies = random.nextInt(5) == 0;
    boolean p1 = winner() == Side.P1 ^ lies;
    boolean draw = random.nextInt(8) == 0;
    ByteBuffer line =
        random.nextInt(10) == 0
            ? bytes("no recording at all")
            : FakeCoordinatedGame.recording(
                known.createdAt().plusSeconds(random.nextInt(3)),
                known.p1().connectCode(),
                p1 || draw ? 3 : 1,
                random.nextInt(10) == 0 ? "A#99" : known.p2().connectCode(),
                p1 && !draw ? 1 : 3);
    byte[] recording = new byte[line.remaining()];
    line.duplicate().get(recording);
    client
        .insist(
            4,
            c ->
                c.call(
                    "recording",
                    core -> core.replays.upload(match, ticket, recording),
                    ErrorCode.MATCH_FINISHED,
                    ErrorCode.INVALID_REPLAY,
                    ErrorCode.REPLAY_SEEN,
                    ErrorCode.NOT_YOUR_MATCH))
        .answer()
        .ifPresent(
            accepted ->
                world.findings.unless(
                    world.ledger.holds(accepted.replay().hash())
                        && world.recordings.open(match, 1, accepted.replay().hash()).isPresent(),
                    "A recording of match %s was accepted and is not kept.",
                    match));
  }

  private void sign(Match completed) {
    if (wallet.isEmpty()) {
      return;
    }
    boolean wrong = random.nextInt(5) == 0;
    WalletAddress signer = random.nextInt(6) == 0 ? Agent.wallet(77) : wallet.get();
    Signature signature =
        wrong ? FakeSignatureRecovery.sign(signer, Bytes32.ZERO) : signature(completed, signer);
    client
        .insist(
            3,
            c ->
                c.call(
                    "sign",
                    core -> core.settlement.sign(match, signer, signature),
                    ErrorCode.INVALID_SIGNATURE,
                    ErrorCode.MATCH_NOT_COMPLETED))
        .answer()
        .ifPresent(
            stored -> {
              world.findings.unless(
                  !wrong && signer.equals(wallet.get()), "A wrong signature was taken.");
              world.findings.unless(
                  world.memory.read(tx -> tx.signatures().of(match)).stream()
                      .anyMatch(s -> s.side() == side && s.address().equals(signer)),
                  "A signature of match %s was taken and is not stored.",
                  match);
            });
  }

  private static Signature signature(Match match, WalletAddress signer) {
    Match.Result result = match.result().orElseThrow();
    Side winner = result.decision().winner();
    Optional<WalletAddress> won = match.entrant(winner).wallet();
    Optional<WalletAddress> lost = match.entrant(winner.other()).wallet();
    if (won.isEmpty() || lost.isEmpty()) {
      return FakeSignatureRecovery.sign(signer, Bytes32.ZERO);
    }
    return FakeSignatureRecovery.sign(
        signer,
        new FakeSignatureRecovery().digest(Core.DOMAIN, message(match, won.get(), lost.get())));
  }

  /** What both sides of a completed match sign. */
  static MatchResult message(Match match, WalletAddress won, WalletAddress lost) {
    Match.Result result = match.result().orElseThrow();
    return new MatchResult(
        Bytes32.of(sha256(match.id().toString())),
        won,
        lost,
        match.game(),
        result.decision().winnerScore(),
        result.decision().loserScore(),
        result.replay().map(r -> r.value()).orElse(Bytes32.ZERO),
        result.timestampSeconds());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void pause(int atMostMillis) {
    world.schedule.sleep(Duration.ofMillis(1L + random.nextInt(atMostMillis)));
  }
}
