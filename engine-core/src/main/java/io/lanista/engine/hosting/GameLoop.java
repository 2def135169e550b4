package io.lanista.engine.hosting;

import io.lanista.engine.hosting.CheckedWorld.Seen;
import io.lanista.engine.hosting.CheckedWorld.Shown;
import io.lanista.engine.hosting.HostingSettings.WorldRules;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.Side;
import java.time.Duration;
import java.util.Optional;

/**
 * Plays one game: the world shows its state, both fighters say what they press, the world goes on,
 * until it is over or a fighter fails (spec 3, The hosted runner). Whoever fails first loses; if
 * both do in the same frame, nobody won. Used by one thread.
 */
final class GameLoop {
  private final WorldRules rules;
  private final FighterProtocol protocol;
  private final Ticks ticks;

  /** Gets every frame when both have decided. It must not wait. */
  interface Watcher {
    void frame(Shown state, FighterTurns p1, FighterTurns p2);
  }

  GameLoop(WorldRules rules, FighterProtocol protocol, Ticks ticks) {
    this.rules = rules;
    this.protocol = protocol;
    this.ticks = ticks;
  }

  /**
   * Plays until there is an ending.
   *
   * @param until when its time is over, by the ticks
   * @throws WorldException if the world fails, or the engine itself
   */
  Ending play(LeasedWorld world, FighterTurns p1, FighterTurns p2, long until, Watcher watcher)
      throws WorldException, InterruptedException {
    long began = ticks.nanos();
    Moves moves = new Moves(ticks);
    Pace pace = new Pace(ticks, rules.pace());
    Seen seen = world.begin();
    for (int frames = 0; seen.state().isPresent(); frames++) {
      Shown state = seen.state().get();
      if (frames == rules.longest()) {
        return Ending.tooLong(standing(state, frames));
      }
      if (ticks.nanos() - until >= 0) {
        Duration took = Duration.ofNanos(ticks.nanos() - began);
        return Ending.outOfTime(standing(state, frames), took);
      }
      moves.ask(p1, p2, protocol.act(state.state()));
      watcher.frame(state, p1, p2);
      p1.checkEngine();
      p2.checkEngine();
      if (p1.failure().isPresent() || p2.failure().isPresent()) {
        return failed(p1.failure(), p2.failure(), standing(state, frames));
      }
      seen = world.next(p1.controls(), p2.controls());
      pace.next();
    }
    return Ending.played(seen.result().orElseThrow());
  }

  /** What the failures amount to, of which there is at least one. */
  static Ending failed(Optional<String> p1, Optional<String> p2, WorldResult standing) {
    if (p1.isPresent() && p2.isPresent()) {
      return Ending.bothFailed(
          "Both sides failed at once: p1, " + p1.get() + "; p2, " + p2.get() + ".", standing);
    }
    Side by = p1.isPresent() ? Side.P1 : Side.P2;
    return Ending.forfeited(by, by + " forfeited: " + p1.or(() -> p2).get() + ".", standing);
  }

  private static WorldResult standing(Shown state, int frames) {
    StateText text = StateText.read(state.state().json());
    return new WorldResult(
        Optional.empty(), text.standing(Side.P1), text.standing(Side.P2), frames);
  }
}
