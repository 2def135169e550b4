package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxContract;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.sandbox.SandboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnconfinedTest extends SandboxContract {
  private static final Interpreters INTERPRETERS = Interpreters.found();

  @TempDir Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectory(folder.resolve("app"));
    sandbox = new Unconfined(INTERPRETERS, folder.resolve("work"));
    if (!INTERPRETERS.names().contains("python3")) {
      Required.missing("python3 is not on the PATH");
    }
    Required.available(sandbox);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Override
  protected Sandbox sandbox() {
    return sandbox;
  }

  @Override
  protected ConfinedProgram program(Kind kind) throws Exception {
    return ProgramsForContract.program(folder.resolve("app"), kind);
  }

  @Test
  void itDoesNotClaimToConfine() {
    assertThat(sandbox.isConfining()).isFalse();
  }

  @Test
  void filesThatAreGoneAreTheEnginesFaultAndABrokenExecutableIsNot() throws Exception {
    Path broken = Files.writeString(folder.resolve("app").resolve("broken"), "#!/none/at/all\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThat(fault(folder.resolve("app"), "broken").isEngines()).isFalse();
    assertThat(fault(folder.resolve("gone"), "broken").isEngines()).isTrue();
  }

  @Test
  void aStartThatFailsTakesNoPlace() throws Exception {
    for (int i = 0; i < Slots.MOST; i++) {
      Path pipe = folder.resolve("work").resolve("in-" + i);
      Files.delete(pipe);
      Files.createDirectory(pipe);
    }

    for (int i = 0; i <= Slots.MOST; i++) {
      assertThat(fault(folder.resolve("app"), "python3"))
          .hasMessageStartingWith("It cannot be started");
    }
  }

  private SandboxException fault(Path app, String command) {
    return catchThrowableOfType(
        SandboxException.class,
        () ->
            sandbox.start(
                new ConfinedProgram(
                    "one", app, List.of(command), SandboxLimits.USUAL, Optional.empty())));
  }

  @Test
  void childrenDieWithTheirFighter() throws Exception {
    Files.writeString(
        folder.resolve("app").resolve("parent.py"),
        "import subprocess, sys\n"
            + "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])\n"
            + "print(child.pid)\ninput()\n");
    long child;
    try (Confined parent =
        sandbox.start(
            new ConfinedProgram(
                "parent",
                folder.resolve("app"),
                List.of("python3", "parent.py"),
                SandboxLimits.USUAL,
                Optional.empty()))) {
      child = Long.parseLong(parent.receive(Duration.ofSeconds(20)).orElseThrow());
      assertThat(ProcFiles.isOver(child)).isFalse();
    }
    assertThat(ProcFiles.isOver(child)).isTrue();
  }
}
