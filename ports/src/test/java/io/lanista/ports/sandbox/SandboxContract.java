package io.lanista.ports.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Sandbox} holds to. */
public abstract class SandboxContract {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Programs the contract is tried with. */
  public enum Kind {
    /** Answers every line with {@code echo: } and the line. */
    ECHO,
    /** Reads, and never answers. */
    SILENT,
    /** Never reads. */
    DEAF,
    /** Answers the first line with {@code last words} and ends. */
    ENDS,
    /** Prints lines for ever once it got one. */
    CHATTY,
    /** Answers the first line with one of 9,000 characters. */
    LONG_LINE,
    /** Is not there. */
    ABSENT
  }

  /** The same sandbox at every call within one test. */
  protected abstract Sandbox sandbox() throws Exception;

  /** How a kind is started with it. */
  protected abstract ConfinedProgram program(Kind kind) throws Exception;

  @Test
  void aProgramAnswersWhatItIsSent() throws Exception {
    try (Confined echo = start(Kind.ECHO)) {
      for (String line :
          List.of("one", "", "\u00e9\u20ac\ud83d\ude00 {\"a\":1}", "x".repeat(4000))) {
        echo.send(line);
        assertThat(echo.receive(LONG)).contains("echo: " + line);
      }
    }
  }

  @Test
  void linesThatCameLateAreKeptInOrder() throws Exception {
    try (Confined echo = start(Kind.ECHO)) {
      for (int i = 0; i < 20; i++) {
        echo.send("line " + i);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(echo.receive(LONG)).contains("echo: line " + i);
      }
      assertThat(echo.receive(Duration.ofMillis(1))).isEmpty();
    }
  }

  @Test
  void nothingPrintedInTimeIsEmpty() throws Exception {
    try (Confined silent = start(Kind.SILENT)) {
      silent.send("hello");
      assertThat(silent.receive(Duration.ZERO)).isEmpty();
      assertThat(silent.receive(Duration.ofMillis(20))).isEmpty();
    }
  }

  @Test
  void severalRunApart() throws Exception {
    Confined one = start(Kind.ECHO);
    try (Confined two = start(Kind.ECHO)) {
      one.send("one");
      two.send("two");
      assertThat(two.receive(LONG)).contains("echo: two");
      one.close();
      two.send("still there");
      assertThat(two.receive(LONG)).contains("echo: still there");
    }
  }

  @Test
  void whatItPrintedBeforeItEndedIsHandedOutFirst() throws Exception {
    try (Confined ends = start(Kind.ENDS)) {
      ends.send("go");
      assertThat(ends.receive(LONG)).contains("last words");
      assertThatThrownBy(() -> ends.receive(LONG)).isInstanceOf(SandboxException.class);
      assertThatThrownBy(() -> ends.send("anyone?")).isInstanceOf(SandboxException.class);
    }
  }

  @Test
  void oneThatDoesNotReadFailsTheSenderAndNeverHoldsItUp() throws Exception {
    try (Confined deaf = start(Kind.DEAF)) {
      String line = "x".repeat(1000);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  deaf.send(line);
                }
              })
          .isInstanceOf(SandboxException.class);
    }
  }

  @Test
  void oneThatPrintsWhatNobodyAskedForIsKilled() throws Exception {
    try (Confined chatty = start(Kind.CHATTY)) {
      chatty.send("go");
      assertThatThrownBy(() -> receiveUntilItEnds(chatty)).isInstanceOf(SandboxException.class);
    }
  }

  @Test
  void oneThatPrintsTooLongALineIsKilled() throws Exception {
    try (Confined one = start(Kind.LONG_LINE)) {
      one.send("go");
      assertThatThrownBy(() -> receiveUntilItEnds(one)).isInstanceOf(SandboxException.class);
    }
  }

  @Test
  void closedItNeitherTakesNorGivesAnything() throws Exception {
    Confined echo = start(Kind.ECHO);
    echo.send("one");
    echo.close();
    echo.close();
    assertThatThrownBy(() -> echo.send("two")).isInstanceOf(SandboxException.class);
    assertThatThrownBy(() -> echo.receive(Duration.ZERO)).isInstanceOf(SandboxException.class);
    assertThat(echo.usage()).isNotNull();
  }

  @Test
  void closingTheSandboxClosesWhatRuns() throws Exception {
    Confined echo = start(Kind.ECHO);
    sandbox().close();
    assertThatThrownBy(() -> receiveUntilItEnds(echo)).isInstanceOf(SandboxException.class);
  }

  @Test
  void whatCannotBeStartedIsRefusedWithAMessage() {
    assertThatThrownBy(() -> start(Kind.ABSENT))
        .isInstanceOf(SandboxException.class)
        .satisfies(
            refused -> {
              assertThat(refused.getMessage()).isNotBlank();
              assertThat(((SandboxException) refused).isEngines()).isFalse();
            });
  }

  @Test
  void aLineHasNoEndInIt() throws Exception {
    try (Confined echo = start(Kind.ECHO)) {
      assertThatIllegalArgumentException().isThrownBy(() -> echo.send("one\ntwo"));
    }
  }

  private Confined start(Kind kind) throws Exception {
    return sandbox().start(program(kind));
  }

  private static void receiveUntilItEnds(Confined confined) throws Exception {
    long until = System.nanoTime() + LONG.toNanos();
    Optional<String> line = Optional.empty();
    while (System.nanoTime() < until) {
      line = confined.receive(LONG);
    }
    throw new AssertionError("It goes on for ever, the last line being " + line);
  }
}
