package io.lanista.sandbox;

import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.SandboxContract.Kind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that goes on starting fighters until it is killed; says when the first one runs. */
final class KilledEngine {
  private KilledEngine() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Bubblewrap sandbox = new Bubblewrap(Interpreters.found(), folder.resolve("work"));
    ConfinedProgram silent =
        ProgramsForContract.program(Files.createDirectory(folder.resolve("app")), Kind.SILENT);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    for (int i = 0; i < Slots.MOST; i++) {
      sandbox.start(silent);
      out.println("started " + i);
    }
    Thread.sleep(60_000);
  }
}
