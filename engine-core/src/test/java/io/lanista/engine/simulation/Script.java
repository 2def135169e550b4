package io.lanista.engine.simulation;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Commands as clients send them: phases follow each other, the lanes of a phase are independent of
 * each other, and within a lane each command follows the one before. A delivery that repeats itself
 * keeps that order for the first copy of each command; further copies arrive at any time later.
 */
final class Script {
  private static final int MOST_COPIES = 5;
  private final List<List<List<Command>>> phases = new ArrayList<>();

  /**
   * A command.
   *
   * @param onRepeat what a copy may be refused with, because the specification makes a repeat an
   *     error; the first copy is never refused
   * @param repeats whether there may be copies
   */
  record Command(String name, Runnable action, Set<ErrorCode> onRepeat, boolean repeats) {
    private void deliver(boolean first) {
      try {
        action.run();
      } catch (EngineException refused) {
        if (first || !onRepeat.contains(refused.code())) {
          throw new AssertionError(
              (first ? "The first '" : "A copy of '") + name + "': " + refused.code(), refused);
        }
      }
    }
  }

  static Command command(String name, Runnable action, ErrorCode... onRepeat) {
    return new Command(name, action, Set.of(onRepeat), true);
  }

  /** Something that is not sent by a client and happens once, such as the passing of time. */
  static Command once(Runnable action) {
    return new Command("once", action, Set.of(), false);
  }

  /** The next phase; each argument is a lane. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  final Script phase(List<Command>... lanes) {
    phases.add(List.of(lanes));
    return this;
  }

  /** Delivers each command once, lane by lane. */
  void play() {
    phases.forEach(lanes -> lanes.forEach(lane -> lane.forEach(c -> c.deliver(true))));
  }

  /** Delivers each command one to five times, shuffled; gives the order. */
  List<String> play(Random random) {
    List<String> order = new ArrayList<>();
    List<Command> copies = new ArrayList<>();
    for (List<List<Command>> lanes : phases) {
      List<List<Command>> left = new ArrayList<>();
      lanes.forEach(lane -> left.add(new ArrayList<>(lane)));
      left.removeIf(List::isEmpty);
      while (!left.isEmpty()) {
        if (!copies.isEmpty() && random.nextInt(3) == 0) {
          repeat(copies.remove(random.nextInt(copies.size())), order);
          continue;
        }
        List<Command> lane = left.get(random.nextInt(left.size()));
        Command next = lane.remove(0);
        order.add(next.name());
        next.deliver(true);
        for (int i = random.nextInt(MOST_COPIES); next.repeats() && i > 0; i--) {
          copies.add(next);
        }
        left.removeIf(List::isEmpty);
      }
    }
    while (!copies.isEmpty()) {
      repeat(copies.remove(random.nextInt(copies.size())), order);
    }
    return order;
  }

  private static void repeat(Command copy, List<String> order) {
    order.add(copy.name() + " again");
    copy.deliver(false);
  }
}
