package io.lanista.ports.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.sandbox.FakeSandbox.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FakeSandboxTest extends SandboxContract {
  private final FakeSandbox sandbox =
      new FakeSandbox(program -> script(Kind.valueOf(program.command().get(0))));

  @Override
  protected Sandbox sandbox() {
    return sandbox;
  }

  @Override
  protected ConfinedProgram program(Kind kind) {
    return new ConfinedProgram(
        "test", Path.of("."), List.of(kind.name()), SandboxLimits.USUAL, Optional.empty());
  }

  private static Script script(Kind kind) {
    return switch (kind) {
      case ECHO -> Script.answering(line -> "echo: " + line);
      case SILENT -> (line, out) -> {};
      case DEAF -> null;
      case LONG_LINE -> Script.answering(line -> "x".repeat(9000));
      case ENDS ->
          (line, out) -> {
            out.print("last words");
            out.end();
          };
      case CHATTY ->
          (line, out) -> {
            for (int i = 0; i < 100; i++) {
              out.print("I know better " + i);
            }
          };
      case ABSENT -> throw new IllegalArgumentException("There is no such program.");
    };
  }

  @Test
  void itKnowsHowManyRun() throws Exception {
    Confined one = sandbox.start(program(Kind.ECHO));
    Confined two = sandbox.start(program(Kind.ENDS));
    assertThat(sandbox.running()).isEqualTo(2);
    two.send("go");
    assertThat(two.receive(Duration.ZERO)).contains("last words");
    one.close();
    assertThat(sandbox.running()).isZero();
  }
}
