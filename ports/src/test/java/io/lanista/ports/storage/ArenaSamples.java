package io.lanista.ports.storage;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.FighterTiming;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values of the hosted arena for tests of what stores them. */
public final class ArenaSamples {
  public static final Instant NOW = Samples.NOW;
  private final IdSource ids;

  public ArenaSamples(long seed) {
    ids = new SeededIds(seed);
  }

  public PlayerId player() {
    return new PlayerId(ids.next());
  }

  public static ReplayHash hash(int each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) each);
    return new ReplayHash(Bytes32.of(bytes));
  }

  public Series offered(PlayerId p1, PlayerId p2, Instant at) {
    return offered("duel", p1, p2, at);
  }

  public Series offered(String game, PlayerId p1, PlayerId p2, Instant at) {
    return new Series(
        new MatchId(ids.next()),
        Samples.QUEUE,
        "runner-duel",
        game,
        Format.BO5,
        false,
        SeriesStatus.OFFERED,
        contender(p1, "One", Optional.of(new TicketId(ids.next()))),
        contender(p2, "Two", Optional.empty()),
        at.plusSeconds(30),
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        at,
        Optional.empty());
  }

  private static Contender contender(PlayerId player, String name, Optional<TicketId> ticket) {
    return new Contender(
        player,
        new Username(name + player.value().toString().substring(0, 4)),
        new FighterName("stick"),
        3,
        hash(4),
        "{\"character\":\"Zoë 狐\"}",
        1512,
        false,
        ticket,
        Optional.empty());
  }

  public static Series with(Series s, SeriesStatus status, Optional<Side> winner, boolean rated) {
    return new Series(
        s.id(),
        s.queue(),
        s.runner(),
        s.game(),
        s.format(),
        s.training(),
        status,
        rated ? s.p1().accepts().rated(change(s.p1(), 16)) : s.p1().accepts(),
        rated ? s.p2().rated(change(s.p2(), -16)) : s.p2(),
        s.acceptBy(),
        2,
        s.games(),
        winner,
        status == SeriesStatus.VOID ? Optional.of("Zoë \"declined\".") : Optional.empty(),
        s.createdAt(),
        status.isFinal() ? Optional.of(s.createdAt().plusSeconds(60)) : Optional.empty());
  }

  private static RatingChange change(Contender contender, int by) {
    return new RatingChange(
        new RatingKey(RatingKey.Kind.PLAYER, contender.player().value().toString()),
        1512,
        1512 + by);
  }

  public static PlayedGame game(int number, Side winner) {
    boolean full = number % 2 == 0;
    return new PlayedGame(
        number,
        Long.MIN_VALUE + number,
        "Final Destination",
        winner,
        new WorldResult(
            full ? Optional.empty() : Optional.of(winner),
            new WorldResult.Standing("FOX", 3, 12.5),
            new WorldResult.Standing("MARTH", 0, 99),
            28_800),
        full ? Optional.of(winner.other()) : Optional.empty(),
        full ? Optional.of("It printed \"no\".") : Optional.empty(),
        full ? Optional.of(hash(9)) : Optional.empty(),
        full ? 3_600_000_000L : 0,
        "slp",
        new FighterTiming(28_000, 3, 1, 900, 4_000, 99_000),
        FighterTiming.NONE,
        NOW,
        NOW.plusSeconds(5));
  }

  public Challenge challenge(PlayerId from, PlayerId to, Instant at) {
    return new Challenge(
        new ChallengeId(ids.next()),
        from,
        to,
        Samples.QUEUE,
        Format.BO3,
        new FighterName("stick"),
        "{}",
        Optional.of("Zoë \"plays\" 狐"),
        ChallengeStatus.OPEN,
        at,
        at.plusSeconds(600),
        Optional.empty());
  }

  public static Fighter fighter(Optional<PlayerId> owner, String name, int number) {
    return new Fighter(
        owner,
        number,
        new FighterManifest(
            new FighterName(name), "v" + number, List.of("python3", "a \"b\".py"), 1, 1 << 20),
        hash(number),
        52_428_800L,
        NOW);
  }
}
