package io.lanista.engine.match;

import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.engine.stream.LiveItem;
import io.lanista.engine.stream.Uploader;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Matches that ended, or were made, in a commit that the storage said had failed. */
class LostAnswerTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  /** The second report completes the match, and its sender is told that it failed. */
  private void completedUnawares() {
    completedUnawares(true);
    assertThat(arena.presence.size()).isEqualTo(1);
  }

  private void completedUnawares(boolean dark) {
    arena.streams.publish(
        paired.match(),
        new Uploader(Optional.of(paired.p1()), Arena.ADDRESS),
        List.of(
            LiveItem.of(
                LiveItem.Kind.MATCH_START,
                ByteBuffer.wrap("start".getBytes(StandardCharsets.UTF_8)))));
    arena.matches.report(paired.match(), paired.p1(), score(3, 1));
    arena.storage.beforeNext(
        () -> {
          arena.storage.loseAnswers(true);
          // In the dark, the look at what became of it finds nothing out.
          arena.storage.refuseReads(dark);
        });
    refusal(
        ErrorCode.STORAGE_UNAVAILABLE,
        () -> arena.matches.report(paired.match(), paired.p2(), score(1, 3)));
    arena.storage.loseAnswers(false);
    arena.storage.refuseReads(false);
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
  }

  private void assertForgotten() {
    eventually("the stream is dropped", () -> arena.streams.live().isEmpty());
    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void lookAfterTheFailureEndsTheStreamAndForgetsTheMatch() {
    completedUnawares(false);

    assertForgotten();
  }

  @Test
  void repeatOfTheReportEndsTheStreamAndForgetsTheMatch() {
    completedUnawares();

    arena.matches.report(paired.match(), paired.p2(), score(1, 3));

    assertForgotten();
  }

  @Test
  void withoutARepeatASweepDoesOnceTheMatchWasSilent() {
    completedUnawares();

    arena.pass(Arena.MATCH_TIMEOUT.plusSeconds(1));

    assertForgotten();
  }

  @Test
  void cleanupSparesAMatchWhoseMakingWasNotRemembered() {
    arena.clock.advance(Arena.MATCH_TIMEOUT.multipliedBy(2));
    arena.matches.report(paired.match(), paired.p1(), score(3, 1));
    arena.join("C#3", 3);
    arena.storage.loseAnswers(true);
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> arena.join("D#4", 4));
    arena.storage.loseAnswers(false);
    arena.clock.advance(Duration.ofSeconds(1));

    assertThat(arena.matches.expireSilent()).isZero();
    assertThat(arena.matches.active()).isEqualTo(2);
  }
}
