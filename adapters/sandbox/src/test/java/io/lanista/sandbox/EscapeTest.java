package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.SandboxContract.Kind;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.sandbox.Hostile.Language;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile fighters, one by one, beside one that only answers: each is refused, that one goes on
 * answering, and nothing is left of it.
 */
final class EscapeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir static Path folder;
  private static Path fighter;
  private static Bubblewrap sandbox;
  private static ServerSocket listening;
  private static Confined sibling;
  private static boolean compiled;

  @BeforeAll
  static void open() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    sandbox = new Bubblewrap(Interpreters.found(), folder.resolve("work"));
    Required.available(sandbox);
    listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    fighter = Files.createDirectory(folder.resolve("fighter"));
    Files.writeString(folder.resolve("secret"), "the engine's");
    for (String source : List.of("probe.c", "probe.py", "Probe.java")) {
      try (InputStream in = EscapeTest.class.getResourceAsStream("/escape/" + source)) {
        Files.copy(in, fighter.resolve(source));
      }
    }
    String at = fighter.resolve("Probe.java").toString();
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, at)).isZero();
    compiled = compile();
    Path kind = Files.createDirectory(folder.resolve("sibling"));
    sibling = sandbox.start(ProgramsForContract.program(kind, Kind.ECHO));
  }

  private static boolean compile() throws Exception {
    try {
      Tools.find("gcc");
    } catch (IOException none) {
      return false;
    }
    String source = fighter.resolve("probe.c").toString();
    Path program = fighter.resolve("probe");
    String output =
        Tools.output(List.of("gcc", "-w", "-pthread", "-o", program.toString(), source));
    assertThat(program).as(output).isExecutable();
    return true;
  }

  @AfterAll
  static void close() throws Exception {
    if (sandbox != null) {
      sandbox.close();
    }
    if (listening != null) {
      listening.close();
    }
  }

  static List<Hostile> hostiles() {
    return Hostile.all().toList();
  }

  @ParameterizedTest
  @MethodSource("hostiles")
  void isRefusedAndLeavesNothing(Hostile hostile) throws Exception {
    if (hostile.language() == Language.C && !compiled) {
      Required.missing("gcc is not on the PATH: install gcc to try hostile programs in C");
    }
    LeftBehind left = new LeftBehind();
    try (Confined confined = sandbox.start(program(hostile))) {
      confined.send("go");
      switch (hostile.outcome()) {
        case BLOCKED -> assertThat(confined.receive(LONG).orElse("silence")).startsWith("blocked");
        case ENDED ->
            assertThatThrownBy(() -> untilItEnds(confined)).isInstanceOf(SandboxException.class);
        case HARMLESS -> assertThat(confined.receive(SHORT)).isEmpty();
      }
      theSiblingAnswers(hostile.attempt());
      left.remember();
    }
    left.assertNothing();
    theSiblingAnswers("after " + hostile.attempt());
  }

  private static void untilItEnds(Confined confined) throws Exception {
    for (long until = System.nanoTime() + LONG.toNanos(); System.nanoTime() < until; ) {
      Optional<String> line = confined.receive(LONG);
      assertThat(line.orElse("silence")).doesNotStartWith("OPEN");
    }
  }

  private static void theSiblingAnswers(String line) throws Exception {
    for (int i = 0; i < 3; i++) {
      sibling.send(line + i);
      assertThat(sibling.receive(LONG)).contains("echo: " + line + i);
    }
  }

  private static ConfinedProgram program(Hostile hostile) throws IOException {
    String attempt = hostile.attempt();
    String secret =
        attempt.contains("connect")
            ? Integer.toString(listening.getLocalPort())
            : folder.resolve("secret").toString();
    List<String> command =
        switch (hostile.language()) {
          case C -> List.of("./probe", attempt);
          case PYTHON -> List.of("python3", "probe.py", attempt, secret);
          case JAVA -> List.of("java", "-cp", ".", "Probe", attempt, secret);
        };
    boolean second = attempt.startsWith("processor") || attempt.equals("busy");
    SandboxLimits usual = SandboxLimits.USUAL;
    SandboxLimits limits =
        new SandboxLimits(
            Duration.ofSeconds(20),
            second ? Duration.ofSeconds(1) : usual.cpu(),
            usual.memoryBytes(),
            usual.processes(),
            attempt.startsWith("tmp-") ? 1 << 20 : 0,
            4096,
            usual.lineBytes());
    Path log = folder.resolve("log");
    return new ConfinedProgram(attempt, fighter, command, limits, Optional.of(log));
  }
}
