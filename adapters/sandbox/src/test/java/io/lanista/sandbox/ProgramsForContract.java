package io.lanista.sandbox;

import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.SandboxContract.Kind;
import io.lanista.ports.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The contract's programs, in Python. */
final class ProgramsForContract {
  private ProgramsForContract() {}

  static ConfinedProgram program(Path folder, Kind kind) throws IOException {
    Files.writeString(folder.resolve(kind + ".py"), "import sys, time\n" + source(kind));
    List<String> command =
        kind == Kind.ABSENT ? List.of("no-such-program") : List.of("python3", kind + ".py");
    return new ConfinedProgram(kind.name(), folder, command, SandboxLimits.USUAL, Optional.empty());
  }

  private static String source(Kind kind) {
    return switch (kind) {
      case ECHO -> "for line in sys.stdin: print('echo: ' + line, end='')\n";
      case SILENT -> "for line in sys.stdin: pass\n";
      case DEAF -> "time.sleep(1000)\n";
      case ENDS -> "input(); print('last words')\n";
      case CHATTY -> "input()\nwhile True: print('I know better')\n";
      case LONG_LINE -> "input(); print('x' * 9000); time.sleep(1000)\n";
      case ABSENT -> "";
    };
  }
}
