package io.lanista.engine.stream;

import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.engine.Arena.Rules;
import io.lanista.engine.stream.LiveItem.Kind;
import io.lanista.engine.stream.StreamSettings.UploadRule;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.TicketId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final String ELSEWHERE = "203.0.113.9";

  private final List<Arena> arenas = new ArrayList<>();

  @AfterEach
  void stop() {
    arenas.forEach(Arena::close);
  }

  private Arena arena(UploadRule rule) {
    return arena(rule, Duration.ofMillis(1));
  }

  private Arena arena(UploadRule rule, Duration linger) {
    Arena arena =
        new Arena(
            Rules.usual().streams(new StreamSettings(rule, 3, linger, Duration.ofSeconds(10))));
    arenas.add(arena);
    return arena;
  }

  private static Uploader from(String address) {
    return new Uploader(Optional.empty(), address);
  }

  private static Uploader with(TicketId ticket) {
    return new Uploader(Optional.of(ticket), ELSEWHERE);
  }

  private static ByteBuffer text(String message) {
    return ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
  }

  private static LiveItem start() {
    return LiveItem.of(Kind.MATCH_START, text("start"));
  }

  private static LiveItem frame(int number) {
    return LiveItem.frame(number, text("frame " + number));
  }

  private static LiveItem end() {
    return LiveItem.of(Kind.MATCH_END, text("end"));
  }

  /** Remembers what it was shown. */
  private static final class Watcher implements Viewer {
    private final List<String> shown = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();

    @Override
    public synchronized boolean offer(LiveBatch batch) {
      batch
          .messages()
          .forEach(m -> shown.add(StandardCharsets.UTF_8.decode(m.duplicate()).toString()));
      return true;
    }

    @Override
    public synchronized void close(int code, String reason) {
      closed.add(code);
    }

    synchronized List<String> shown() {
      return List.copyOf(shown);
    }

    synchronized List<Integer> closed() {
      return List.copyOf(closed);
    }
  }

  @Test
  void polledAddressMayUploadAndAnyOtherMayNot() {
    Arena arena = arena(UploadRule.POLLED_ADDRESS);
    Paired paired = arena.pair();

    assertThat(arena.streams.publish(paired.match(), from(Arena.ADDRESS), List.of(start())))
        .isEqualTo(1);
    refusal(
        ErrorCode.UPLOAD_FORBIDDEN,
        () -> arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(frame(1))));
    arena.queue.find(paired.p2(), ELSEWHERE);
    arena.clock.advance(Duration.ofSeconds(11));
    assertThat(arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(frame(1))))
        .isEqualTo(1);
  }

  @Test
  void ticketRuleTakesOnlyTickets() {
    Arena arena = arena(UploadRule.TICKET);
    Paired paired = arena.pair();

    refusal(
        ErrorCode.UPLOAD_FORBIDDEN,
        () -> arena.streams.publish(paired.match(), from(Arena.ADDRESS), List.of(start())));
    refusal(
        ErrorCode.NOT_YOUR_MATCH,
        () ->
            arena.streams.publish(
                paired.match(), with(new TicketId(UUID.randomUUID())), List.of(start())));
    assertThat(arena.streams.publish(paired.match(), with(paired.p1()), List.of(start())))
        .isEqualTo(1);
    assertThat(arena.streams.live()).containsExactly(paired.match());
  }

  @Test
  void openRuleTakesAnyone() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();

    assertThat(arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(start())))
        .isEqualTo(1);
  }

  @Test
  void ticketWinsTheSlotAndKeepsIt() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    arena.streams.publish(paired.match(), from(Arena.ADDRESS), List.of(start()));

    arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(1)));

    refusal(
        ErrorCode.UPLOADER_CONFLICT,
        () -> arena.streams.publish(paired.match(), from(Arena.ADDRESS), List.of(frame(2))));
    refusal(
        ErrorCode.UPLOADER_CONFLICT,
        () -> arena.streams.publish(paired.match(), with(paired.p2()), List.of(frame(2))));
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(2)));
  }

  @Test
  void secondUploaderHasToWaitUntilTheFirstIsIdle() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    arena.streams.publish(paired.match(), from(Arena.ADDRESS), List.of(start()));
    arena.clock.advance(Duration.ofSeconds(10));

    refusal(
        ErrorCode.UPLOADER_CONFLICT,
        () -> arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(frame(1))));
    arena.clock.advance(Duration.ofMillis(1));

    assertThat(arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(frame(1))))
        .isEqualTo(1);
  }

  @Test
  void lateJoinerIsShownTheStartAndThenLiveFrames() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    assertThat(arena.streams.isShown(paired.match())).isFalse();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start(), frame(-123)));
    assertThat(arena.streams.isShown(paired.match())).isTrue();
    Watcher late = new Watcher();
    arena.streams.watch(paired.match(), late);

    arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(-122), frame(-121)));

    assertThat(late.shown()).containsExactly("start", "frame -122", "frame -121");
    assertThat(arena.streams.viewers(paired.match())).isEqualTo(1);
  }

  @Test
  void viewerMayComeBeforeTheUploaderAndLeaveAgain() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    Watcher early = new Watcher();
    Runnable leave = arena.streams.watch(paired.match(), early);
    assertThat(arena.streams.live()).isEmpty();

    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start()));
    leave.run();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(1)));

    assertThat(early.shown()).containsExactly("start");
    assertThat(arena.streams.viewers(paired.match())).isZero();
  }

  @Test
  void endSendsViewersAwayAndRefusesFrames() {
    Arena arena = arena(UploadRule.OPEN, Duration.ofMinutes(1));
    Paired paired = arena.pair();
    Watcher watcher = new Watcher();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start()));
    arena.streams.watch(paired.match(), watcher);

    arena.streams.publish(paired.match(), with(paired.p1()), List.of(end(), frame(1), start()));

    assertThat(watcher.shown()).containsExactly("start", "end");
    assertThat(watcher.closed()).containsExactly(1000);
    assertThat(arena.streams.live()).isEmpty();
    refusal(
        ErrorCode.MATCH_FINISHED,
        () -> arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(2))));
    Watcher late = new Watcher();
    arena.streams.watch(paired.match(), late);
    assertThat(late.shown()).containsExactly("start", "end");
    assertThat(late.closed()).containsExactly(1000);
  }

  @Test
  void stateIsDroppedAfterTheEnd() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start(), end()));

    // A viewer of a new state is not shown what was in the old one.
    eventually(
        "the state is dropped",
        () -> {
          Watcher watcher = new Watcher();
          arena.streams.watch(paired.match(), watcher).run();
          return watcher.shown().isEmpty();
        });
  }

  @Test
  void completedMatchSendsItsViewersAwayAfterTheLinger() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    Watcher watcher = new Watcher();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start()));
    arena.streams.watch(paired.match(), watcher);

    arena.completed(paired);

    eventually("viewers are sent away", () -> watcher.closed().equals(List.of(1000)));
    eventually("the state is dropped", () -> isRefused(arena, paired.match()));
    refusal(
        ErrorCode.MATCH_FINISHED,
        () -> arena.streams.publish(paired.match(), with(paired.p1()), List.of(start())));
    refusal(ErrorCode.MATCH_FINISHED, () -> arena.streams.watch(paired.match(), new Watcher()));
  }

  private static boolean isRefused(Arena arena, MatchId match) {
    try {
      arena.streams.watch(match, new Watcher()).run();
      return false;
    } catch (EngineException finished) {
      return finished.code() == ErrorCode.MATCH_FINISHED;
    }
  }

  @Test
  void uploaderMaySendTheEndAfterBothReported() {
    for (UploadRule rule : List.of(UploadRule.POLLED_ADDRESS, UploadRule.TICKET)) {
      Arena arena = arena(rule, Duration.ofMinutes(1));
      Paired paired = arena.pair();
      Uploader uploader = rule == UploadRule.TICKET ? with(paired.p1()) : from(Arena.ADDRESS);
      Watcher watcher = new Watcher();
      arena.streams.publish(paired.match(), uploader, List.of(start()));
      arena.streams.watch(paired.match(), watcher);
      arena.completed(paired);

      refusal(
          ErrorCode.MATCH_FINISHED,
          () -> arena.streams.publish(paired.match(), uploader, List.of(frame(1))));
      arena.streams.publish(paired.match(), uploader, List.of(end()));

      assertThat(watcher.shown()).containsExactly("start", "end");
      assertThat(watcher.closed()).containsExactly(1000);
      assertThat(arena.presence.size()).isZero();
    }
  }

  @Test
  void disputedMatchIsNotShownAsLive() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start()));

    arena.disputed(paired);

    eventually("it is not live", () -> arena.streams.live().isEmpty());
  }

  @Test
  void rolledBackFramesAreShownAgainAndOldOnesAreNot() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    Uploader uploader = with(paired.p1());

    assertThat(
            arena.streams.publish(
                paired.match(), uploader, List.of(start(), frame(100), frame(40), frame(39))))
        .isEqualTo(3);
    assertThat(arena.streams.publish(paired.match(), uploader, List.of(frame(101)))).isEqualTo(1);
    assertThat(
            arena.streams.publish(
                paired.match(),
                uploader,
                List.of(LiveItem.of(Kind.GAME_END, text("game")), frame(-123))))
        .isEqualTo(2);
  }

  @Test
  void unknownAndFinishedMatchesAreNeitherUploadedNorWatched() {
    Arena arena = arena(UploadRule.OPEN);
    MatchId none = new MatchId(UUID.randomUUID());
    Paired paired = arena.pair();
    arena.completed(paired);

    refusal(
        ErrorCode.MATCH_NOT_FOUND,
        () -> arena.streams.publish(none, from(ELSEWHERE), List.of(start())));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.streams.watch(none, new Watcher()));
    refusal(
        ErrorCode.MATCH_FINISHED,
        () -> arena.streams.publish(paired.match(), from(ELSEWHERE), List.of(start())));
    assertThat(arena.streams.live()).isEmpty();
    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void onlySoManyMayWatch() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    Runnable leave = arena.streams.watch(paired.match(), new Watcher());
    arena.streams.watch(paired.match(), new Watcher());
    arena.streams.watch(paired.match(), new Watcher());

    refusal(ErrorCode.BUSY, () -> arena.streams.watch(paired.match(), new Watcher()));
    leave.run();
    arena.streams.watch(paired.match(), new Watcher());
  }

  @Test
  void viewerThatRefusesOrFailsDisturbsNobody() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    Watcher watcher = new Watcher();
    arena.streams.watch(paired.match(), new Stubborn(false));
    arena.streams.watch(paired.match(), new Stubborn(true));
    arena.streams.watch(paired.match(), watcher);

    arena.streams.publish(paired.match(), with(paired.p1()), List.of(start(), frame(1)));
    arena.streams.publish(paired.match(), with(paired.p1()), List.of(end()));

    assertThat(watcher.shown()).containsExactly("start", "frame 1", "end");
    assertThat(watcher.closed()).containsExactly(1000);
  }

  private record Stubborn(boolean throwing) implements Viewer {
    @Override
    public boolean offer(LiveBatch batch) {
      if (throwing) {
        throw new IllegalStateException("The socket broke.");
      }
      return false;
    }

    @Override
    public void close(int code, String reason) {
      throw new IllegalStateException("The socket broke.");
    }
  }

  @Test
  void framesNeverTouchTheDatabase() {
    for (UploadRule rule : UploadRule.values()) {
      Arena arena = arena(rule);
      Paired paired = arena.pair();
      Uploader uploader = rule == UploadRule.TICKET ? with(paired.p2()) : from(Arena.ADDRESS);
      arena.streams.publish(paired.match(), uploader, List.of(start()));
      arena.streams.watch(paired.match(), new Watcher());
      int before = arena.storage.uses();

      for (int i = 0; i < 600; i++) {
        arena.streams.publish(paired.match(), uploader, List.of(frame(i)));
      }

      assertThat(arena.storage.uses()).isEqualTo(before);
    }
  }

  @Test
  void framesKeepAMatchAlive() {
    Arena arena = arena(UploadRule.OPEN);
    Paired paired = arena.pair();
    for (int i = 0; i < 4; i++) {
      arena.pass(Duration.ofMinutes(20));
      arena.streams.publish(paired.match(), with(paired.p1()), List.of(frame(i)));
    }
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

    arena.pass(Duration.ofMinutes(30));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
  }
}
