package io.lanista.engine.hosting;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plugin's world whose answers are looked at before anything is done with them: they go to
 * fighters, to viewers and into the database. To be used inside a call of a lease, which names the
 * plugin in what is thrown here.
 */
final class CheckedWorld {
  private static final Pattern STAGE = Pattern.compile("[^\\p{Cntrl}\"\\\\]{1,64}");

  private final World world;
  private boolean begun;
  private int last;

  CheckedWorld(World world) {
    this.world = present(world);
  }

  /** What was seen of a world at one moment: its state, or how it ended. */
  record Seen(Optional<Shown> state, Optional<WorldResult> result) {}

  /** A state, with its bytes as viewers get them. */
  record Shown(WorldState state, byte[] utf8, boolean saysFrame) {}

  String stage() {
    String stage = present(world.stage());
    if (!STAGE.matcher(stage).matches()) {
      throw failed("it answered something that is no name of a stage.");
    }
    return stage;
  }

  /** Its state, unless it is over. */
  Seen look() throws WorldException {
    Optional<WorldResult> result = present(world.result());
    return result.isPresent()
        ? new Seen(Optional.empty(), result)
        : new Seen(Optional.of(state()), result);
  }

  void apply(Controls p1, Controls p2) throws WorldException {
    try {
      world.apply(p1, p2);
    } catch (InterruptedException stopping) {
      throw interrupted();
    }
  }

  void close() {
    world.close();
  }

  Optional<Path> recording() {
    return present(world.recording());
  }

  private Shown state() throws WorldException {
    WorldState state;
    try {
      state = present(world.state());
    } catch (InterruptedException stopping) {
      throw interrupted();
    }
    if (begun && state.frame() <= last) {
      throw failed("its frame went from " + last + " to " + state.frame() + ".");
    }
    begun = true;
    last = state.frame();
    byte[] utf8 = state.json().getBytes(StandardCharsets.UTF_8);
    if (utf8.length > WorldState.MOST_BYTES) {
      throw failed("its state has " + utf8.length + " bytes; it may have 8192.");
    }
    try {
      return new Shown(state, utf8, StateText.read(state.json()).saysFrame());
    } catch (IllegalArgumentException wrong) {
      throw failed("its state is not what a state is: " + wrong.getMessage() + ".");
    }
  }

  /** An interrupt that reached a call of a plugin, in the form in which it may leave it. */
  static WorldException interrupted() {
    Thread.currentThread().interrupt();
    return new WorldException("It was interrupted.");
  }

  static <T> T present(T answer) {
    if (answer == null) {
      throw failed("it answered null.");
    }
    return answer;
  }

  static EngineException failed(String why) {
    return new EngineException(ErrorCode.PLUGIN_FAILED, why);
  }
}
