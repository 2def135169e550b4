package io.lanista.engine.series;

import io.lanista.engine.notice.NoticeBell;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes series of two tickets, which both have to accept. Thread-safe. */
public final class Offers {
  private final Contenders contenders;
  private final SeriesWriter writer;
  private final NoticeBell bell;
  private final IdSource ids;
  private final SeriesSettings settings;

  @Inject
  public Offers(
      Contenders contenders,
      SeriesWriter writer,
      NoticeBell bell,
      IdSource ids,
      SeriesSettings settings) {
    this.contenders = contenders;
    this.writer = writer;
    this.bell = bell;
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * A new series, not stored yet.
   *
   * @param p1 how side p1 is shown to the other one
   */
  public record Draft(Series series, Notice.Opponent p1, Notice.Opponent p2) {
    Notice.Opponent shown(Side side) {
      return side == Side.P1 ? p1 : p2;
    }

    /** Both players. */
    public List<PlayerId> players() {
      return List.of(series.p1().player(), series.p2().player());
    }
  }

  /**
   * Who plays what, where.
   *
   * @param training without an effect on ratings
   */
  public record Place(QueueName queue, String runner, String game, boolean training) {}

  /**
   * Makes a series of two tickets of players.
   *
   * @return empty if they have no format in common
   * @throws io.lanista.ports.error.EngineException if a player or its fighter is gone
   */
  public Optional<Draft> draft(
      Transaction tx, Place place, Ticket first, Ticket second, Instant now) {
    Preferences one = Preferences.of(first.preferences());
    Preferences other = Preferences.of(second.preferences());
    Optional<Format> format = one.agree(other);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    Contenders.Shown p1 = contender(tx, place.game(), first, one);
    Contenders.Shown p2 = contender(tx, place.game(), second, other);
    return Optional.of(
        new Draft(
            new Series(
                new MatchId(ids.next()),
                place.queue(),
                place.runner(),
                place.game(),
                format.get(),
                place.training(),
                SeriesStatus.OFFERED,
                p1.contender(),
                p2.contender(),
                now.plus(settings.acceptWithin()),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty()),
            p1.asOpponent(),
            p2.asOpponent()));
  }

  private Contenders.Shown contender(
      Transaction tx, String game, Ticket ticket, Preferences preferences) {
    Entrant entrant = ticket.entrant();
    return contenders.of(
        tx,
        game,
        entrant.player().orElseThrow(),
        new FighterName(entrant.fighter().orElseThrow()),
        preferences.config(),
        false,
        Optional.of(ticket.id()));
  }

  /** Those of the drafts' players who are in another live series of their game by now. */
  public Set<PlayerId> busy(Transaction tx, Collection<Draft> drafts) {
    Map<String, Set<PlayerId>> byGame =
        drafts.stream()
            .collect(
                Collectors.groupingBy(
                    draft -> draft.series().game(),
                    Collectors.flatMapping(draft -> draft.players().stream(), Collectors.toSet())));
    Set<PlayerId> busy = new HashSet<>();
    byGame.forEach((game, players) -> busy.addAll(tx.series().busy(game, players)));
    return busy;
  }

  /** Stores new series with what follows from them; nobody of them is busy. */
  public void write(Transaction tx, Collection<Draft> drafts) {
    if (!drafts.isEmpty()) {
      writer.offer(tx, drafts, drafts.iterator().next().series().createdAt());
    }
  }

  /** They are committed: the players are told. */
  public void written(Collection<Draft> drafts) {
    List<PlayerId> players = new ArrayList<>();
    drafts.forEach(draft -> players.addAll(draft.players()));
    bell.ring(players);
  }
}
