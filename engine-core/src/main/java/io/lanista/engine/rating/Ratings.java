package io.lanista.engine.rating;

import io.lanista.engine.memory.Commits;
import io.lanista.engine.memory.Remembered;
import io.lanista.engine.memory.Topic;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.Player;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.rating.RatingSystem;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps ratings. Thread-safe. */
public final class Ratings {
  /** A page of a hundred ratings takes about 40 kilobytes. */
  private static final int MOST_REMEMBERED = 256;

  private final Storage storage;
  private final RatingSystem system;
  private final Remembered<Place, Standings> leaderboards;

  private record Place(String game, Optional<Cursor> after, int limit) {}

  @Inject
  public Ratings(Storage storage, RatingSystem system, Commits commits) {
    this.storage = storage;
    this.system = system;
    this.leaderboards =
        new Remembered<>(
            commits, (place, standings) -> List.of(Topic.ratings(place.game())), MOST_REMEMBERED);
  }

  /** What a match changed: both sides, in the transaction that completes it. */
  public record Changes(RatingChange p1, RatingChange p2) {}

  /** Rates a decided match and writes both ratings. */
  public Changes apply(Transaction tx, Match match, Decision decision, Instant at) {
    return apply(tx, match.game(), match.p1(), match.p2(), decision.winner(), at);
  }

  /** Rates what one of two won against the other, and writes both ratings. */
  public Changes apply(Transaction tx, String game, Entrant p1, Entrant p2, Side won, Instant at) {
    // Finding locks: in the same order in every match, lest two wait for each other.
    Side first = inOrder(p1, p2) ? Side.P1 : Side.P2;
    Rating one = current(tx, game, first == Side.P1 ? p1 : p2, at);
    Rating other = current(tx, game, first == Side.P1 ? p2 : p1, at);
    Rating winner = won == first ? one : other;
    Rating loser = won == first ? other : one;
    int gain = system.gain(winner.value(), loser.value());
    RatingChange up = new RatingChange(winner.key(), winner.value(), winner.value() + gain);
    RatingChange down = new RatingChange(loser.key(), loser.value(), loser.value() - gain);
    tx.ratings().put(after(winner, up, 1, 0, at));
    tx.ratings().put(after(loser, down, 0, 1, at));
    return won == Side.P1 ? new Changes(up, down) : new Changes(down, up);
  }

  private static boolean inOrder(Entrant left, Entrant right) {
    RatingKey one = RatingKey.of(left);
    RatingKey other = RatingKey.of(right);
    int byKind = one.kind().compareTo(other.kind());
    return byKind < 0 || (byKind == 0 && one.name().compareTo(other.name()) <= 0);
  }

  /** The rating an entrant has now, or starts with. */
  public int valueOf(Transaction tx, String game, Entrant entrant) {
    return tx.ratings()
        .find(game, RatingKey.of(entrant))
        .map(Rating::value)
        .orElseGet(system::start);
  }

  /** A registered player's rating; a player without a match has the start value and no wins. */
  public Rating of(String game, Player player) {
    return storage.read(tx -> of(tx, game, player));
  }

  /** The same, within a transaction. */
  public Rating of(Transaction tx, String game, Player player) {
    RatingKey key = new RatingKey(RatingKey.Kind.PLAYER, player.id().value().toString());
    return tx.ratings()
        .find(game, key)
        .orElseGet(() -> fresh(game, key, player.username().text(), player.createdAt()));
  }

  /**
   * A page of a game's leaderboard.
   *
   * @param page the best first
   */
  public record Standings(String game, Page<Rating> page) {}

  /** Looks a leaderboard up. */
  public Standings leaderboard(String game, Optional<Cursor> after, int limit) {
    return leaderboards.get(
        new Place(game, after, limit),
        () -> new Standings(game, storage.read(tx -> tx.ratings().top(game, after, limit))));
  }

  /** The same, if it is known without a look at the storage; never waits. */
  public Optional<Standings> recallLeaderboard(String game, Optional<Cursor> after, int limit) {
    return leaderboards.recall(new Place(game, after, limit));
  }

  private Rating current(Transaction tx, String game, Entrant entrant, Instant at) {
    RatingKey key = RatingKey.of(entrant);
    String name = displayName(tx, entrant);
    return tx.ratings()
        .find(game, key)
        .map(
            r ->
                new Rating(
                    game, key, name, r.value(), r.peak(), r.wins(), r.losses(), r.lastMatch()))
        .orElseGet(() -> fresh(game, key, name, at));
  }

  private Rating fresh(String game, RatingKey key, String name, Instant at) {
    return new Rating(game, key, name, system.start(), system.start(), 0, 0, at);
  }

  private static String displayName(Transaction tx, Entrant entrant) {
    return entrant
        .player()
        .flatMap(id -> tx.players().find(id))
        .map(p -> p.username().text())
        .or(() -> entrant.wallet().map(WalletAddress::toString))
        .orElseGet(entrant::connectCode);
  }

  private static Rating after(Rating r, RatingChange change, int wins, int losses, Instant at) {
    return new Rating(
        r.game(),
        r.key(),
        r.displayName(),
        change.after(),
        Math.max(r.peak(), change.after()),
        r.wins() + wins,
        r.losses() + losses,
        at);
  }
}
