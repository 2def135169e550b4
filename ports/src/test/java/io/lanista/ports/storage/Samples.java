package io.lanista.ports.storage;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Values to store, each new call with new ids. */
public final class Samples {
  public static final QueueName QUEUE = new QueueName("melee");
  public static final BigInteger GREATEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final IdSource ids = new SeededIds(7);

  /** Everything absent that may be. */
  public Entrant bareEntrant(String code) {
    return new Entrant(
        code, code, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Everything present, the numbers at their limit. */
  public Entrant fullEntrant(String code) {
    return new Entrant(
        code,
        code.toUpperCase(java.util.Locale.ROOT),
        Optional.of("Zoë \"the fox\" 狐"),
        Optional.of(wallet(9)),
        Optional.of(GREATEST),
        Optional.of(new PlayerId(ids.next())));
  }

  public WalletAddress wallet(int each) {
    byte[] bytes = new byte[20];
    Arrays.fill(bytes, (byte) each);
    return WalletAddress.of(bytes);
  }

  public Ticket waiting(long number) {
    return waiting(QUEUE, number, Optional.empty());
  }

  public Ticket waiting(QueueName queue, long number, Optional<String> idempotencyKey) {
    return new Ticket(
        new TicketId(ids.next()),
        queue,
        number,
        bareEntrant("FOX#" + number),
        NOW,
        idempotencyKey,
        TicketStatus.WAITING,
        Optional.empty());
  }

  public Ticket.Booking booking(MatchId match) {
    return new Ticket.Booking(
        match, Side.P2, new Briefing("MARTH#1", Optional.of(wallet(3)), Optional.of(GREATEST)));
  }

  public Match completed(Instant createdAt, Instant endedAt) {
    Match playing = playing(createdAt);
    return new Match(
        playing.id(),
        playing.queue(),
        playing.runner(),
        playing.game(),
        MatchStatus.COMPLETED,
        playing.p1(),
        playing.p2(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(result()),
        createdAt,
        Optional.of(endedAt),
        Optional.empty());
  }

  public Match playing(Instant createdAt) {
    return new Match(
        new MatchId(ids.next()),
        QUEUE,
        "slippi-netplay",
        "melee",
        MatchStatus.PLAYING,
        fullEntrant("fox#1"),
        bareEntrant("marth#2"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        createdAt,
        Optional.empty(),
        Optional.empty());
  }

  public Report report() {
    return new Report(Outcome.COMPLETED, Optional.of(181.25), Optional.of(3), Optional.of(0));
  }

  public Report bareReport() {
    return new Report(Outcome.LOST, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Match.Result result() {
    return new Match.Result(
        new Decision(Side.P1, 3, 0, true),
        1_772_359_200L,
        Optional.of(hash(5)),
        new RatingChange(new RatingKey(RatingKey.Kind.WALLET, wallet(9).toString()), 1500, 1516),
        new RatingChange(new RatingKey(RatingKey.Kind.CODE, "MARTH#2"), 1500, 1484));
  }

  public ReplayHash hash(int each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) each);
    return new ReplayHash(Bytes32.of(bytes));
  }

  public StoredReplay replay(MatchId match, int hash) {
    return new StoredReplay(
        match,
        1,
        hash(hash),
        3_600_000_000L,
        Side.P2,
        Optional.of(new Decision(Side.P2, 255, 0, false)),
        NOW);
  }

  public StoredSignature signature(Side side) {
    byte[] bytes = new byte[65];
    Arrays.fill(bytes, (byte) (side == Side.P1 ? 0xa1 : 0xb2));
    return new StoredSignature(side, wallet(4), Signature.of(bytes), NOW);
  }

  public Player player(String name) {
    return new Player(new PlayerId(ids.next()), new Username(name), NOW, NOW);
  }

  public Rating rating(String name, int value) {
    return new Rating(
        "melee", new RatingKey(RatingKey.Kind.CODE, name), name, value, value + 5, 2, 1, NOW);
  }

  public Wager wager(MatchId match) {
    return new Wager(
        match, WagerStatus.PROPOSED, GREATEST, GREATEST, Side.P1, NOW, NOW.plusSeconds(60));
  }
}
