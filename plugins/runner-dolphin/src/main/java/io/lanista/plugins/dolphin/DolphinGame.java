package io.lanista.plugins.dolphin;

import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Melee in Dolphin. Thread-safe. */
final class DolphinGame implements HostedGame {
  private static final String SETTINGS = "plugins.settings.runner-dolphin.";
  private static final int ASKING_SECONDS = 1;

  private final DolphinSettings settings;
  private final RunFolder run;

  /** Asked once only: the answer costs a process. */
  private volatile boolean hasLibmelee;

  DolphinGame(DolphinSettings settings) {
    this.settings = settings;
    this.run = new RunFolder(settings.run());
  }

  @Override
  public String game() {
    return "melee";
  }

  @Override
  public String recordingFormat() {
    return "slp";
  }

  @Override
  public Optional<String> whyUnavailable() {
    if (!ProcessStat.canBeRead()) {
      return Optional.of("Games in Dolphin are hosted on Linux only: its /proc is needed.");
    }
    Path dolphin = settings.dolphin();
    if (!Files.isRegularFile(dolphin) || !Files.isExecutable(dolphin)) {
      return Optional.of(
          missing("dolphin", dolphin, "the executable of a Slippi Dolphin that this user may run"));
    }
    if (!Files.isRegularFile(settings.iso()) || !Files.isReadable(settings.iso())) {
      return Optional.of(
          missing("iso", settings.iso(), "your own copy of the game, readable by this user"));
    }
    return hasLibmelee || asksPython()
        ? Optional.empty()
        : Optional.of(
            settings.python()
                + " has no libmelee. Install it (python3 -m venv DIR, then DIR/bin/pip install"
                + " melee) and set "
                + SETTINGS
                + "python to DIR/bin/python.");
  }

  private static String missing(String key, Path found, String wanted) {
    return "Set "
        + SETTINGS
        + key
        + " to "
        + wanted
        + (found.toString().isEmpty() ? "; it is not set." : "; it is " + found + " now.");
  }

  private boolean asksPython() {
    String code = "import importlib.util, sys; sys.exit(importlib.util.find_spec('melee') is None)";
    try {
      Process asked =
          new ProcessBuilder(List.of(settings.python(), "-c", code))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        hasLibmelee = asked.waitFor(ASKING_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
      } finally {
        asked.destroyForcibly();
      }
    } catch (IOException noPython) {
      hasLibmelee = false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return hasLibmelee;
  }

  /** Ends the processes of engines that are no more. */
  void endOrphans() {
    run.endOrphans();
  }

  @Override
  public World open(WorldStart start) throws WorldException, InterruptedException {
    Bridge bridge;
    try {
      bridge = Bridge.start(settings, run, start);
    } catch (IOException failed) {
      throw new WorldException("Dolphin cannot be started: " + failed.getMessage(), failed);
    }
    try {
      return DolphinWorld.begin(bridge, settings, start);
    } catch (WorldException | InterruptedException | RuntimeException failed) {
      bridge.close();
      throw failed;
    }
  }
}
