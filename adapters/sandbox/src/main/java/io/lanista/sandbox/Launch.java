package io.lanista.sandbox;

import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program's command means on this machine.
 *
 * @param interpreter what runs it, with all it needs
 * @param words the command, the first word being a path inside the sandbox
 */
record Launch(Interpreter interpreter, List<String> words) {
  /**
   * Finds an interpreter, or an executable in the program's folder.
   *
   * @param app where the folder will be
   */
  static Launch of(ConfinedProgram program, Interpreters interpreters, Path app)
      throws SandboxException, InterruptedException {
    String first = program.command().get(0);
    List<String> rest = program.command().subList(1, program.command().size());
    try {
      Optional<Interpreter> interpreter = interpreters.find(first);
      if (interpreter.isPresent()) {
        return new Launch(
            interpreter.get(),
            words(interpreter.get().executable(), interpreter.get().arguments(), rest));
      }
      Path folder = program.folder().toRealPath();
      Path own = folder.resolve(first).normalize();
      if (own.startsWith(folder) && Files.isRegularFile(own) && Files.isExecutable(own)) {
        return new Launch(
            interpreters.none(), words(app.resolve(folder.relativize(own)), List.of(), rest));
      }
    } catch (IOException failed) {
      throw SandboxException.engines(
          "\"" + first + "\" cannot be started here: " + failed.getMessage(), failed);
    }
    throw new SandboxException(
        "\""
            + first
            + "\" is neither one of "
            + interpreters.names()
            + " nor an executable among the fighter's files.");
  }

  private static List<String> words(Path executable, List<String> ours, List<String> theirs) {
    List<String> words = new ArrayList<>(List.of(executable.toString()));
    words.addAll(ours);
    words.addAll(theirs);
    return List.copyOf(words);
  }
}
