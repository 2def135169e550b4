package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fighters end with the engine that started them, also if it is killed while it starts one. */
final class KilledEngineTest {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  @TempDir Path folder;

  @BeforeEach
  void isThereASandbox() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Bubblewrap sandbox = new Bubblewrap(Interpreters.found(), folder.resolve("trial"))) {
      Required.available(sandbox);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void nothingIsLeftOfAKilledEngine(int started) throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process engine =
        new ProcessBuilder(
                List.of(java, "-cp", path, KilledEngine.class.getName(), folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<ProcessHandle> its = new HashSet<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < started; i++) {
        assertThat(out.readLine()).isEqualTo("started " + i);
      }
      its.addAll(engine.descendants().collect(Collectors.toSet()));
    } finally {
      engine.destroyForcibly();
    }
    assertThat(its).hasSizeGreaterThanOrEqualTo(3 * started);
    long until = System.nanoTime() + MOST_NANOS;
    while (!its.isEmpty() && System.nanoTime() < until) {
      its.removeIf(one -> ProcFiles.isOver(one.pid()));
      Thread.sleep(5);
    }
    assertThat(its).as("processes left of the engine").isEmpty();
  }
}
