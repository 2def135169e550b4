package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxContract;
import io.lanista.ports.sandbox.SandboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BubblewrapTest extends SandboxContract {
  private static final Interpreters INTERPRETERS = Interpreters.found();

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Bubblewrap sandbox;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectory(folder.resolve("app"));
    sandbox = new Bubblewrap(INTERPRETERS, folder.resolve("work"));
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
  void whatStandsReadyIsTakenAndNotSetUpAgain() throws Exception {
    ConfinedProgram echo = program(Kind.ECHO);
    sandbox.prepare(echo);
    long before = children();
    try (Confined taken = sandbox.start(echo)) {
      assertThat(children()).isEqualTo(before);
      taken.send("one");
      assertThat(taken.receive(LONG)).contains("echo: one");
    }
    assertThat(children()).isEqualTo(before - 1);
  }

  @Test
  void ofTooManyThatStandReadyTheOldestIsGivenUp() throws Exception {
    long before = children();
    for (int i = 0; i < WarmPool.MOST + 2; i++) {
      sandbox.prepare(program(Kind.ECHO));
    }
    assertThat(children()).isEqualTo(before + WarmPool.MOST);
    sandbox.close();
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void itsLogIsKeptUpToItsBound() throws Exception {
    Files.writeString(
        folder.resolve("app").resolve("log.py"),
        "import sys\nprint('x' * 5000, file=sys.stderr)\nprint('done')\ninput()\n");
    Path log = folder.resolve("log");
    SandboxLimits small =
        new SandboxLimits(LONG, Duration.ofSeconds(60), 64 << 20, 8, 0, 1000, 100);
    try (Confined one =
        sandbox.start(
            new ConfinedProgram(
                "log",
                folder.resolve("app"),
                List.of("python3", "log.py"),
                small,
                Optional.of(log)))) {
      assertThat(one.receive(LONG)).contains("done");
    }
    assertThat(log).hasContent("x".repeat(1000));
  }

  @Test
  void whatItUsedIsKnownAlsoAfterItsEnd() throws Exception {
    Confined echo = sandbox.start(program(Kind.ECHO));
    echo.send("one");
    assertThat(echo.receive(LONG)).isPresent();
    assertThat(echo.usage().peakBytes()).isGreaterThan(1 << 20);
    echo.close();
    assertThat(echo.usage().peakBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void aFolderNobodyElseMayEnterIsReachedAllTheSame() throws Exception {
    Path shut = Files.createDirectories(folder.resolve("shut").resolve("inner"));
    ConfinedProgram echo = ProgramsForContract.program(shut, Kind.ECHO);
    Files.setPosixFilePermissions(shut.getParent(), PosixFilePermissions.fromString("rwx------"));
    try (Confined one = sandbox.start(echo)) {
      one.send("one");
      assertThat(one.receive(LONG)).contains("echo: one");
    }
  }

  @Test
  void aTrialThatWasInterruptedIsMadeAgain() throws Exception {
    try (Bubblewrap other = new Bubblewrap(INTERPRETERS, folder.resolve("other"))) {
      Thread.currentThread().interrupt();
      assertThat(other.whyUnavailable()).isPresent();
      assertThat(Thread.interrupted()).isTrue();

      assertThat(other.whyUnavailable()).isEmpty();
    }
  }

  @Test
  void withoutItsToolsItSaysWhatToInstall() {
    Bubblewrap none = new Bubblewrap(INTERPRETERS, Path.of("/proc/none"));
    assertThat(none.whyUnavailable().orElseThrow())
        .startsWith("Sandbox unavailable: ")
        .contains("apt-get install bubblewrap", "dnf install");
    assertThatThrownBy(() -> none.start(program(Kind.ECHO))).hasMessageContaining("unavailable");
  }

  private static long children() {
    return ProcessHandle.current().children().count();
  }
}
