package io.lanista.plugins.dolphin;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An engine that begins a game in a process of its own, so that it can be killed. */
final class LostEngine {
  private LostEngine() {}

  static Process start(Path folder, String behaviour) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LostEngine.class.getName(),
            folder.toString(),
            behaviour)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("engine.log").toFile())
        .start();
  }

  /**
   * The engine's program.
   *
   * @param args the folder of the test, and what the stand-in does
   */
  public static void main(String[] args) throws Exception {
    StandIn standIn = new StandIn(Path.of(args[0]), args[1]);
    new DolphinGame(standIn.settings).open(standIn.start());
    TimeUnit.MINUTES.sleep(2);
  }
}
