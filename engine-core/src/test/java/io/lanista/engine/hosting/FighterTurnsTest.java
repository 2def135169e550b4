package io.lanista.engine.hosting;

import static io.lanista.engine.hosting.PlainProtocol.stick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.engine.hosting.HostingSettings.FighterRules;
import io.lanista.engine.hosting.VirtualTicks.Thinker;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.ports.series.FighterTiming;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deadlines, in a time that only passes while someone waits. */
class FighterTurnsTest {
  private static final FighterRules RULES =
      new FighterRules(Duration.ofMillis(100), Duration.ofSeconds(1), 5, 12, SandboxLimits.USUAL);

  private final VirtualTicks ticks = new VirtualTicks();
  private final Thinker thinker = ticks.thinker();
  private final Thinker quick = ticks.thinker();
  private final FighterNotes notes = new FighterNotes();
  private final FighterTurns turns = turns(thinker, notes);
  private final FighterTurns opponent = turns(quick, new FighterNotes());
  private int frame;

  private FighterTurns turns(Thinker fighter, FighterNotes notes) {
    return new FighterTurns(fighter, new PlainProtocol(), RULES, ticks, notes);
  }

  /** One frame; says how long it took, in milliseconds. */
  private long frame() throws InterruptedException {
    long began = ticks.nanos();
    quick.answers(0, "0.5");
    new Moves(ticks).ask(turns, opponent, "act " + ++frame);
    return TimeUnit.NANOSECONDS.toMillis(ticks.nanos() - began);
  }

  @Test
  void nothingIsPressedBeforeTheFirstAnswer() throws Exception {
    frame();

    assertThat(turns.controls()).isEqualTo(Controls.NEUTRAL);
    assertThat(turns.timing()).isEqualTo(new FighterTiming(1, 1, 0, 0, 0, 0));
  }

  @Test
  void whatTheEngineCannotReachIsNotTheFightersFault() throws Exception {
    thinker.ends();
    frame();
    turns.checkEngine();
    quick.isLost();
    frame();

    assertThatThrownBy(opponent::checkEngine)
        .isInstanceOf(WorldException.class)
        .hasMessage("The engine could not reach a fighter any more.");
  }

  @Test
  void anAnswerInTimeIsPressed() throws Exception {
    thinker.answers(99, "0.75");

    assertThat(frame()).isBetween(99L, 100L);

    assertThat(turns.controls()).isEqualTo(stick(0.75));
    assertThat(turns.timing().late()).isZero();
  }

  @Test
  void whoIsLateKeepsPressingWhatItPressedBefore() throws Exception {
    thinker.answers(1, "0.75").answers(101, "0.1");
    frame();

    assertThat(frame()).isEqualTo(100);

    assertThat(turns.controls()).isEqualTo(stick(0.75));
    assertThat(turns.timing().late()).isEqualTo(1);
  }

  @Test
  void aLateAnswerIsNotTakenForThePresentFrame() throws Exception {
    thinker.answers(150, "0.1").answers(20, "0.2").answers(1, "0.3");
    frame();

    frame();

    assertThat(turns.controls()).isEqualTo(stick(0.2));
    frame();
    assertThat(turns.controls()).isEqualTo(stick(0.3));
    assertThat(turns.timing().late()).isEqualTo(1);
    assertThat(thinker.heard).containsExactly("act 1", "act 2", "act 3");
  }

  @Test
  void afterALateAnswerTheNextQuestionHasItsWholeDeadline() throws Exception {
    thinker.answers(150, "0.1").answers(90, "0.2");
    frame();

    assertThat(frame()).isEqualTo(140);

    assertThat(turns.controls()).isEqualTo(stick(0.2));
  }

  @Test
  void whoOwesAnAnswerIsNotAskedAnewUntilItCame() throws Exception {
    thinker.answers(350, "0.1").answers(1, "0.2");
    for (int i = 0; i < 4; i++) {
      frame();
    }

    assertThat(thinker.heard).containsExactly("act 1", "act 4");
    assertThat(turns.controls()).isEqualTo(stick(0.2));
    assertThat(turns.timing())
        .extracting(FighterTiming::moves, FighterTiming::late)
        .containsExactly(4, 3);
  }

  @Test
  void aFrameNeverTakesMoreThanTwoDeadlines() throws Exception {
    for (int i = 0; i < 8; i++) {
      thinker.answers(199, "0.1");
      assertThat(frame()).isLessThanOrEqualTo(200);
    }
  }

  @Test
  void whatCannotBeUnderstoodIsCountedAndToldToItsOwner() throws Exception {
    thinker.answers(1, "0.75").answers(1, "left!");
    frame();

    frame();

    assertThat(turns.controls()).isEqualTo(stick(0.75));
    assertThat(turns.timing().broken()).isEqualTo(1);
    assertThat(turns.timing().late()).isZero();
    assertThat(notes.lines()).containsExactly("Frame 2: This is no place of a stick: left!");
  }

  @Test
  void aLineNobodyAskedForIsNoAnswer() throws Exception {
    thinker.answers(1, "0.1").answers(1, "0.2");
    frame();
    thinker.says("0.9");

    frame();

    assertThat(turns.controls()).isEqualTo(stick(0.2));
    assertThat(turns.timing().broken()).isEqualTo(1);
  }

  @Test
  void tooManyFailuresInARowForfeit() throws Exception {
    for (int i = 0; i < 4; i++) {
      frame();
    }
    assertThat(turns.failure()).isEmpty();

    frame();

    assertThat(turns.failure()).hasValueSatisfying(why -> assertThat(why).contains("5", "row"));
  }

  @Test
  void anAnswerEndsTheRow() throws Exception {
    for (int i = 0; i < 4; i++) {
      thinker.answers(1, "?");
    }
    thinker.answers(1, "0.5").answers(1, "?");
    for (int i = 0; i < 6; i++) {
      frame();
    }

    assertThat(turns.failure()).isEmpty();
  }

  @Test
  void tooManyFailuresInAllForfeit() throws Exception {
    for (int i = 0; i < 12; i++) {
      assertThat(turns.failure()).isEmpty();
      thinker.answers(1, "0.5").answers(1, "?");
      frame();
      frame();
    }

    assertThat(turns.failure()).hasValueSatisfying(why -> assertThat(why).contains("12"));
  }

  @Test
  void whoEndedHasFailedAtOnce() throws Exception {
    thinker.answers(1, "0.75");
    frame();
    thinker.ends();

    assertThat(frame()).isZero();

    assertThat(turns.failure()).hasValueSatisfying(why -> assertThat(why).contains("ended"));
    assertThat(notes.lines()).anyMatch(note -> note.contains("status 1"));
    assertThat(turns.controls()).isEqualTo(stick(0.75));
  }

  @Test
  void bothThinkAtTheSameTimeAndAreTimedEachForItself() throws Exception {
    Thinker slow = ticks.thinker().answers(90, "0.1");
    Thinker other = ticks.thinker().answers(40, "0.2");
    FighterTurns p1 = turns(slow, notes);
    FighterTurns p2 = turns(other, notes);
    long began = ticks.nanos();

    new Moves(ticks).ask(p1, p2, "act 1");

    assertThat(TimeUnit.NANOSECONDS.toMillis(ticks.nanos() - began)).isBetween(90L, 91L);
    assertThat(p1.timing().worstMicros()).isBetween(90_000L, 91_000L);
    assertThat(p2.timing().worstMicros()).isBetween(40_000L, 41_500L);
  }
}
