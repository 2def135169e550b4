package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage of the hosted arena keeps to. */
public abstract class ArenaStoresContract {
  private static final Instant NOW = ArenaSamples.NOW;

  protected final ArenaSamples samples = new ArenaSamples(5);
  protected Storage storage;
  private final PlayerId ann = samples.player();
  private final PlayerId bob = samples.player();
  private final PlayerId cid = samples.player();

  /** An empty storage; closed by this class. */
  protected abstract Storage open() throws Exception;

  @BeforeEach
  void openStorage() throws Exception {
    storage = open();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private void commit(Consumer<Transaction> work) {
    storage.transact(
        t -> {
          work.accept(t);
          return null;
        });
  }

  private Series stored(Series series) {
    commit(t -> t.series().insert(List.of(series)));
    return series;
  }

  private Series updated(Series series) {
    commit(
        t -> {
          t.series().lock(series.id());
          t.series().update(series);
        });
    return series;
  }

  private Optional<Series> found(MatchId id) {
    return storage.read(t -> t.series().find(id));
  }

  private Series completed(PlayerId p1, PlayerId p2, Instant at, Side winner) {
    Series series = stored(samples.offered(p1, p2, at));
    commit(
        t -> {
          t.series().lock(series.id());
          t.series().add(series.id(), ArenaSamples.game(1, winner));
          t.series().add(series.id(), ArenaSamples.game(2, winner.other()));
        });
    updated(ArenaSamples.with(series, SeriesStatus.COMPLETED, Optional.of(winner), true));
    return found(series.id()).orElseThrow();
  }

  // Series

  @Test
  void aSeriesIsFoundAsItWas() {
    Series offered = stored(samples.offered(ann, bob, NOW));
    assertThat(found(offered.id())).contains(offered);
    Series playing =
        updated(ArenaSamples.with(offered, SeriesStatus.PLAYING, Optional.empty(), false));
    assertThat(found(offered.id())).contains(playing);
    Series over =
        updated(ArenaSamples.with(offered, SeriesStatus.COMPLETED, Optional.of(Side.P2), true));
    assertThat(found(offered.id())).contains(over);
    Series none = stored(samples.offered(ann, bob, NOW));
    assertThat(
            found(updated(ArenaSamples.with(none, SeriesStatus.VOID, Optional.empty(), false)).id())
                .orElseThrow()
                .reason())
        .contains("Zoë \"declined\".");
  }

  @Test
  void gamesAreAddedInOrderAndEachOnce() {
    Series series = stored(samples.offered(ann, bob, NOW));
    List<PlayedGame> games = List.of(ArenaSamples.game(1, Side.P1), ArenaSamples.game(2, Side.P2));
    commit(
        t -> {
          t.series().lock(series.id());
          games.forEach(game -> t.series().add(series.id(), game));
        });
    assertThat(found(series.id()).orElseThrow().games()).isEqualTo(games);
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.series().lock(series.id());
                      t.series().add(series.id(), games.get(0));
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> commit(t -> t.series().add(series.id(), ArenaSamples.game(3, Side.P1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noPlayerIsInTwoLiveSeriesOfOneGame() {
    Series first = stored(samples.offered(ann, bob, NOW));
    assertThatThrownBy(() -> stored(samples.offered(cid, ann, NOW)))
        .isInstanceOf(IllegalStateException.class);
    Series elsewhere = stored(samples.offered("melee", cid, ann, NOW.plusSeconds(1)));
    assertThat(storage.<Set<PlayerId>>read(t -> t.series().busy("duel", Set.of(ann, bob, cid))))
        .containsExactlyInAnyOrder(ann, bob);
    assertThat(storage.<List<Series>>read(t -> t.series().live(ann)))
        .containsExactly(elsewhere, first);
    updated(ArenaSamples.with(first, SeriesStatus.VOID, Optional.empty(), false));
    assertThat(storage.<Set<PlayerId>>read(t -> t.series().busy("duel", Set.of(ann, bob, cid))))
        .isEmpty();
    stored(samples.offered(cid, ann, NOW));
  }

  @Test
  void ofTwoTransactionsThatSeatOnePlayerOneSeesThatTheOtherDid() throws Exception {
    List<CompletableFuture<Boolean>> both = new ArrayList<>();
    for (PlayerId other : List.of(bob, cid)) {
      Series series = samples.offered(ann, other, NOW);
      both.add(
          CompletableFuture.supplyAsync(
              () ->
                  storage.transact(
                      t -> {
                        if (!t.series().busy("duel", Set.of(ann, other)).isEmpty()) {
                          return false;
                        }
                        t.series().insert(List.of(series));
                        return true;
                      })));
    }
    int seated = 0;
    for (CompletableFuture<Boolean> each : both) {
      seated += each.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(seated).isEqualTo(1);
  }

  @Test
  void aTokenIsRedeemedOnceForItsMatchAndNotAfterItIsOver() {
    Series series = stored(samples.offered(ann, bob, NOW));
    Bytes32 one = ArenaSamples.hash(1).value();
    Bytes32 two = ArenaSamples.hash(2).value();
    commit(
        t -> {
          t.series().giveToken(series.id(), Side.P1, one);
          t.series().giveToken(series.id(), Side.P2, two);
        });
    MatchId other = samples.offered(ann, bob, NOW).id();
    assertThat(storage.<Optional<Side>>transact(t -> t.series().redeem(other, one))).isEmpty();
    assertThat(storage.<Optional<Side>>transact(t -> t.series().redeem(series.id(), one)))
        .contains(Side.P1);
    assertThat(storage.<Optional<Side>>transact(t -> t.series().redeem(series.id(), one)))
        .isEmpty();
    updated(ArenaSamples.with(series, SeriesStatus.VOID, Optional.empty(), false));
    assertThat(storage.<Optional<Side>>transact(t -> t.series().redeem(series.id(), two)))
        .isEmpty();
  }

  @Test
  void listsGoFromTheNewestPageByPage() {
    List<Series> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Series series = completed(ann, bob, NOW.plusSeconds(i / 2), Side.P1);
      all.add(series);
    }
    Series live = stored(samples.offered(ann, cid, NOW.plusSeconds(60)));
    assertThat(pages(after -> storage.read(t -> t.series().recent(after, 2))))
        .containsExactlyElementsOf(newestFirst(all, live));
    assertThat(pages(after -> storage.read(t -> t.series().of(ann, after, 2))))
        .containsExactlyElementsOf(newestFirst(all));
    assertThat(pages(after -> storage.read(t -> t.series().of(cid, after, 2)))).isEmpty();
    assertThat(storage.<List<MatchId>>read(t -> t.series().in(SeriesStatus.OFFERED, 5)))
        .containsExactly(live.id());
  }

  private static List<Series> newestFirst(List<Series> all, Series... more) {
    List<Series> sorted = new ArrayList<>(all);
    sorted.addAll(List.of(more));
    sorted.sort(
        (one, other) -> {
          int byTime = other.createdAt().compareTo(one.createdAt());
          return byTime == 0 ? one.id().toString().compareTo(other.id().toString()) : byTime;
        });
    return sorted;
  }

  private interface Pages {
    Page<Series> after(Optional<Cursor> cursor);
  }

  private static List<Series> pages(Pages pages) {
    List<Series> all = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page<Series> page = pages.after(cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  @Test
  void statisticsCountGamesAndSeries() {
    Series first = completed(ann, bob, NOW, Side.P1);
    completed(bob, ann, NOW.plusSeconds(1), Side.P1);
    completed(ann, cid, NOW.plusSeconds(2), Side.P1);
    updated(
        ArenaSamples.with(
            stored(samples.offered(ann, cid, NOW)), SeriesStatus.VOID, Optional.empty(), false));
    assertThat(tallies(SeriesStore.Tally.By.GAME))
        .containsExactly(new SeriesStore.Tally("duel", 3, 3));
    assertThat(tallies(SeriesStore.Tally.By.CHARACTER))
        .containsExactly(new SeriesStore.Tally("FOX", 2, 2), new SeriesStore.Tally("MARTH", 1, 1));
    assertThat(tallies(SeriesStore.Tally.By.OPPONENT))
        .hasSize(3)
        .contains(new SeriesStore.Tally(first.p2().username().text(), 1, 0));
    assertThat(tallies(SeriesStore.Tally.By.FORMAT))
        .containsExactly(new SeriesStore.Tally("bo5", 2, 1));
  }

  private List<SeriesStore.Tally> tallies(SeriesStore.Tally.By by) {
    return storage.read(t -> t.series().tallies(ann, by));
  }

  @Test
  void theMostActiveAreFoundByCompletedSeriesSinceAnInstant() {
    completed(ann, bob, NOW.minusSeconds(1_000), Side.P1);
    Series last = completed(ann, cid, NOW, Side.P1);
    assertThat(
            storage.<List<SeriesStore.Activity>>read(
                t -> t.series().active("duel", NOW.minusSeconds(2_000), 1)))
        .containsExactly(new SeriesStore.Activity(last.p1().username().text(), 2));
    assertThat(storage.<List<SeriesStore.Activity>>read(t -> t.series().active("duel", NOW, 5)))
        .hasSize(2)
        .allMatch(each -> each.series() == 1);
    assertThat(storage.<List<SeriesStore.Activity>>read(t -> t.series().active("melee", NOW, 5)))
        .isEmpty();
  }

  // Challenges

  @Test
  void aPairHasOneOpenChallengeWhoeverBegan() {
    Challenge first = samples.challenge(ann, bob, NOW);
    assertThat(storage.<Boolean>transact(t -> t.challenges().insert(first))).isTrue();
    assertThat(
            storage.<Boolean>transact(t -> t.challenges().insert(samples.challenge(bob, ann, NOW))))
        .isFalse();
    Challenge other = samples.challenge(cid, bob, NOW.minusSeconds(1));
    assertThat(storage.<Boolean>transact(t -> t.challenges().insert(other))).isTrue();
    assertThat(storage.<List<Challenge>>read(t -> t.challenges().incoming(bob)))
        .containsExactly(other, first);
    Challenge accepted = first.accepted(samples.offered(ann, bob, NOW).id());
    commit(t -> t.challenges().update(accepted));
    assertThat(storage.<Optional<Challenge>>read(t -> t.challenges().find(first.id())))
        .contains(accepted);
    Challenge again = samples.challenge(bob, ann, NOW);
    assertThat(storage.<Boolean>transact(t -> t.challenges().insert(again))).isTrue();
    commit(t -> t.challenges().update(again.ended(ChallengeStatus.EXPIRED)));
    assertThat(storage.<List<Challenge>>read(t -> t.challenges().incoming(ann))).isEmpty();
  }

  @Test
  void ofManyOpenChallengesTheOldestAreShown() {
    for (int i = 0; i <= ChallengeStore.MOST_INCOMING; i++) {
      Challenge each = samples.challenge(samples.player(), bob, NOW.plusSeconds(i));
      assertThat(storage.<Boolean>transact(t -> t.challenges().insert(each))).isTrue();
    }
    assertThat(storage.<List<Challenge>>read(t -> t.challenges().incoming(bob)))
        .hasSize(ChallengeStore.MOST_INCOMING)
        .last()
        .extracting(Challenge::createdAt)
        .isEqualTo(NOW.plusSeconds(ChallengeStore.MOST_INCOMING - 1));
  }

  // Notices

  private List<Notice> notices() {
    MatchId match = samples.offered(ann, bob, NOW).id();
    Username name = new Username("Ann_-9");
    return List.of(
        new Notice.MatchFound(
            match, new Notice.Opponent(name, 1512, 3, 4), Format.BO5, NOW.plusSeconds(30)),
        new Notice.MatchStarting(match, "nj_match_secret"),
        new Notice.GameEnd(match, 2, name, 0, 3, true),
        new Notice.MatchEnd(match, name, "3-1", Map.of("Ann", 16), Map.of("Ann", 1528)),
        new Notice.MatchVoid(match, "Zoë \"declined\".", true),
        new Notice.ChallengeReceived(
            samples.challenge(ann, bob, NOW).id(), name, Format.BO3, Optional.of("狐"), NOW),
        new Notice.ChallengeReceived(
            samples.challenge(ann, bob, NOW).id(), name, Format.BO3, Optional.empty(), NOW),
        new Notice.ChallengeAnswered(
            samples.challenge(ann, bob, NOW).id(), name, "accepted", Optional.of(match)),
        new Notice.ChallengeAnswered(
            samples.challenge(ann, bob, NOW).id(), name, "expired", Optional.empty()));
  }

  @Test
  void noticesOfEveryKindAreNumberedPerPlayer() {
    List<Notice> all = notices();
    commit(
        t -> {
          all.forEach(notice -> t.notices().append(ann, notice, NOW));
          assertThat(t.notices().append(bob, all.get(0), NOW).sequence()).isEqualTo(1);
        });
    List<NumberedNotice> read = storage.read(t -> t.notices().after(ann, 0, 100));
    assertThat(read).extracting(NumberedNotice::notice).isEqualTo(all);
    assertThat(read)
        .extracting(NumberedNotice::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(read).allMatch(notice -> notice.at().equals(NOW));
    assertThat(storage.<List<NumberedNotice>>read(t -> t.notices().after(ann, 7, 1)))
        .extracting(NumberedNotice::sequence)
        .containsExactly(8L);
    assertThat(storage.<Long>read(t -> t.notices().last(ann))).isEqualTo(9);
    assertThat(storage.<Long>read(t -> t.notices().last(cid))).isZero();
  }

  @Test
  void aRolledBackNoticeLeavesNoGapNorDoManyWriters() throws Exception {
    Notice notice = notices().get(2);
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.notices().append(ann, notice, NOW);
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int j = 0; j < 5; j++) {
                  commit(t -> t.notices().append(ann, notice, NOW));
                }
              }));
    }
    for (CompletableFuture<Void> writer : writers) {
      writer.get(30, TimeUnit.SECONDS);
    }
    List<NumberedNotice> all = storage.read(t -> t.notices().after(ann, 0, 100));
    for (int i = 0; i < 20; i++) {
      assertThat(all.get(i).sequence()).isEqualTo(i + 1);
    }
    assertThat(all).hasSize(20);
  }

  @Test
  void prunedNoticesDoNotGiveTheirNumbersBack() {
    Notice notice = notices().get(2);
    commit(t -> t.notices().append(ann, notice, NOW));
    commit(t -> t.notices().append(ann, notice, NOW.plusSeconds(10)));
    assertThat(storage.<Integer>transact(t -> t.notices().prune(NOW.plusSeconds(20)))).isEqualTo(2);
    assertThat(storage.<Integer>transact(t -> t.notices().prune(NOW.plusSeconds(20)))).isZero();
    assertThat(
            storage.<NumberedNotice>transact(t -> t.notices().append(ann, notice, NOW)).sequence())
        .isEqualTo(3);
  }

  // Blocks and penalties

  @Test
  void blocksAreKnownForManyAtOnce() {
    commit(
        t -> {
          assertThat(t.social().block(ann, bob)).isTrue();
          assertThat(t.social().block(ann, bob)).isFalse();
          assertThat(t.social().block(ann, cid)).isTrue();
          assertThat(t.social().block(bob, ann)).isTrue();
        });
    assertThat(
            storage.<Map<PlayerId, Set<PlayerId>>>read(
                t -> t.social().blockedBy(List.of(ann, bob, cid))))
        .isEqualTo(Map.of(ann, Set.of(bob, cid), bob, Set.of(ann)));
    commit(
        t -> {
          assertThat(t.social().unblock(bob, ann)).isTrue();
          assertThat(t.social().unblock(bob, ann)).isFalse();
        });
    assertThat(storage.<Map<PlayerId, Set<PlayerId>>>read(t -> t.social().blockedBy(List.of(bob))))
        .isEmpty();
  }

  @Test
  void aPenaltyIsWrittenOver() {
    Penalty first = new Penalty(ann, 1, NOW, NOW.plusSeconds(60));
    Penalty second = new Penalty(ann, 2, NOW.plusSeconds(90), NOW.plusSeconds(210));
    commit(t -> t.social().put(first));
    assertThat(storage.<Optional<Penalty>>transact(t -> t.social().penalty(ann))).contains(first);
    commit(t -> t.social().put(second));
    assertThat(storage.<Optional<Penalty>>read(t -> t.social().penalty(ann))).contains(second);
    assertThat(storage.<Map<PlayerId, Penalty>>read(t -> t.social().penalties(List.of(ann, bob))))
        .isEqualTo(Map.of(ann, second));
    assertThat(storage.<Optional<Penalty>>read(t -> t.social().penalty(bob))).isEmpty();
  }

  // Fighters

  @Test
  void versionsOfFightersAreCountedPerOwnerAndName() {
    Fighter own = ArenaSamples.fighter(Optional.of(ann), "stick", 1);
    Fighter next = ArenaSamples.fighter(Optional.of(ann), "stick", 2);
    Fighter another = ArenaSamples.fighter(Optional.of(ann), "a-cane", 1);
    Fighter shared = ArenaSamples.fighter(Optional.empty(), "stick", 1);
    commit(t -> List.of(own, next, another, shared).forEach(t.fighters()::insert));
    FighterName name = own.name();
    assertThat(storage.<Optional<Fighter>>read(t -> t.fighters().newest(Optional.of(ann), name)))
        .contains(next);
    assertThat(storage.<Optional<Fighter>>read(t -> t.fighters().newest(Optional.empty(), name)))
        .contains(shared);
    assertThat(storage.<Optional<Fighter>>read(t -> t.fighters().newest(Optional.of(bob), name)))
        .isEmpty();
    assertThat(storage.<List<Fighter>>read(t -> t.fighters().versions(Optional.of(ann), name, 5)))
        .containsExactly(next, own);
    assertThat(storage.<Long>read(t -> t.fighters().bytes(Optional.of(ann))))
        .isEqualTo(own.bytes() + next.bytes() + another.bytes());
    assertThat(storage.<Long>read(t -> t.fighters().bytes(Optional.of(bob)))).isZero();
    assertThat(storage.<List<Fighter>>read(t -> t.fighters().of(Optional.of(ann))))
        .containsExactly(another, next);
    assertThatThrownBy(
            () ->
                commit(
                    t -> t.fighters().insert(ArenaSamples.fighter(Optional.of(ann), "stick", 4))))
        .isInstanceOf(IllegalStateException.class);
  }

  // What else the arena keeps

  @Test
  void aTicketKeepsItsPreferences() {
    Ticket bare = new Samples().waiting(1);
    Ticket ticket =
        new Ticket(
            bare.id(),
            bare.queue(),
            bare.number(),
            bare.entrant(),
            bare.joinedAt(),
            Optional.of("requeue:1"),
            bare.status(),
            bare.booking(),
            Map.of("formats", "bo3,bo5", "config", "{\"a\":\"狐\"}"));
    commit(t -> t.tickets().insert(List.of(ticket)));
    assertThat(storage.<Optional<Ticket>>read(t -> t.tickets().find(ticket.id()))).contains(ticket);
  }

  @Test
  void eventsOfSeriesAreKept() {
    MatchId match = samples.offered(ann, bob, NOW).id();
    List<DomainEvent> all =
        List.of(
            new DomainEvent.SeriesOffered(match, Samples.QUEUE, "Ann", "Bob", NOW),
            new DomainEvent.SeriesStarted(match, Samples.QUEUE, "Ann", "Bob", NOW),
            new DomainEvent.SeriesCompleted(match, "duel", "Ann", "Bob", Side.P2, 1, 3, true, NOW),
            new DomainEvent.SeriesVoided(match, "Zoë \"declined\".", NOW));
    commit(t -> all.forEach(t::emit));
    assertThat(storage.<List<PublishedEvent>>read(t -> t.outbox().after(0, 10)))
        .extracting(PublishedEvent::event)
        .isEqualTo(all);
  }
}
