package io.lanista.engine.hosting;

import io.lanista.engine.hosting.HostingSettings.FighterRules;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.FighterProtocol.BadLineException;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.series.FighterTiming;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * One fighter through one game: what it is asked, what it answers, and what is pressed for it when
 * it does not. Used by one thread.
 *
 * <p>Answers come one line per question, in order, and carry no number. So that a late answer is
 * never taken for the present frame, a fighter that owes one is not asked anew: the line it owes is
 * awaited and dropped first, and then it is asked about the present state, with its whole deadline.
 * At most one answer is owed at any time, a frame takes at most twice the deadline, and a fighter
 * that was held up once is back in the game with the next frame.
 */
final class FighterTurns {
  private static final System.Logger LOG = System.getLogger(FighterTurns.class.getName());
  private static final int MOST_UNASKED = 4;

  private final Confined fighter;
  private final FighterProtocol protocol;
  private final FighterRules rules;
  private final Ticks ticks;
  private final FighterNotes notes;
  private final AnswerTimes times = new AnswerTimes();

  private Controls controls = Controls.NEUTRAL;
  private Optional<String> failure = Optional.empty();
  private Optional<SandboxException> fault = Optional.empty();
  private Phase phase = Phase.IDLE;
  private boolean owing;
  private String question = "";
  private long asked;
  private int moves;
  private int late;
  private int broken;
  private int inARow;

  private enum Phase {
    /** Nothing is awaited in this frame. */
    IDLE,
    /** The answer to an earlier frame is awaited, to be dropped. */
    OWES,
    ASKED
  }

  FighterTurns(
      Confined fighter,
      FighterProtocol protocol,
      FighterRules rules,
      Ticks ticks,
      FighterNotes notes) {
    this.fighter = fighter;
    this.protocol = protocol;
    this.rules = rules;
    this.ticks = ticks;
    this.notes = notes;
  }

  /** Begins a frame. */
  void ask(String act) throws InterruptedException {
    moves++;
    question = act;
    try {
      if (owing) {
        phase = Phase.OWES;
        asked = ticks.nanos();
      } else {
        dropUnasked();
        put();
      }
    } catch (SandboxException ended) {
      ended(ended);
    }
  }

  boolean isPending() {
    return phase != Phase.IDLE;
  }

  /** Waits for its answer, and no longer than its deadline. */
  void await(Duration most) throws InterruptedException {
    long left = Math.max(0, rules.move().toNanos() - (ticks.nanos() - asked));
    try {
      Optional<String> line =
          fighter.receive(Duration.ofNanos(Math.min(left, Math.max(0, most.toNanos()))));
      if (line.isPresent()) {
        answered(line.get());
      } else if (ticks.nanos() - asked >= rules.move().toNanos()) {
        // Its answer is not there, and it was looked for at the deadline or after it.
        phase = Phase.IDLE;
        owing = true;
        late++;
        failed("Frame " + moves + ": no answer within " + rules.move().toMillis() + " ms.");
      }
    } catch (SandboxException ended) {
      ended(ended);
    }
  }

  /** What is pressed: its answer, or else what it pressed before. */
  Controls controls() {
    return controls;
  }

  /**
   * Looks whose fault a failure is.
   *
   * @throws WorldException if the engine cannot reach it any more, which is not its fault
   */
  void checkEngine() throws WorldException {
    if (fault.isPresent()) {
      throw new WorldException("The engine could not reach a fighter any more.", fault.get());
    }
  }

  /** Why it cannot go on; empty while it can. */
  Optional<String> failure() {
    return failure;
  }

  /** Tells it something that is not answered; a fighter that ended does not hear it. */
  void tell(String line) {
    try {
      fighter.send(line);
    } catch (SandboxException ended) {
      ended(ended);
    }
  }

  FighterTiming timing() {
    return new FighterTiming(
        moves, late, broken, times.within(0.5), times.within(0.99), times.worst());
  }

  private void put() throws SandboxException {
    fighter.send(question);
    asked = ticks.nanos();
    phase = Phase.ASKED;
  }

  private void answered(String line) throws SandboxException {
    if (phase == Phase.OWES) {
      owing = false;
      put();
      return;
    }
    phase = Phase.IDLE;
    try {
      controls = protocol.controls(line);
      times.take(ticks.nanos() - asked);
      inARow = 0;
    } catch (BadLineException bad) {
      broken++;
      failed("Frame " + moves + ": " + bad.getMessage());
    }
  }

  /** What it printed although it was not asked: taken for an answer, it would be a wrong one. */
  private void dropUnasked() throws SandboxException, InterruptedException {
    for (int i = 0; i < MOST_UNASKED && fighter.receive(Duration.ZERO).isPresent(); i++) {
      broken++;
      failed("Frame " + moves + ": a line that it was not asked for.");
    }
  }

  private void failed(String note) {
    notes.add(note);
    inARow++;
    if (inARow >= rules.failuresInARow()) {
      fail(inARow + " answers in a row were late or could not be understood");
    } else if (late + broken >= rules.failures()) {
      fail(late + broken + " answers were late or could not be understood");
    }
  }

  private void ended(SandboxException ended) {
    phase = Phase.IDLE;
    if (ended.isEngines()) {
      LOG.log(Level.WARNING, "A fighter cannot be reached any more.", ended);
      notes.add("The engine could not reach the fighter any more.");
      fault = Optional.of(ended);
    } else {
      notes.add("The fighter ended: " + ended.getMessage());
    }
    fail("its fighter ended or no longer reads");
  }

  private void fail(String why) {
    failure = failure.or(() -> Optional.of(why));
  }
}
