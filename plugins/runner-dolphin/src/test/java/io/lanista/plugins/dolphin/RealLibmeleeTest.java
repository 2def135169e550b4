package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.match.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bridge with the real libmelee in its file mode, on real recordings. Its Python is named by
 * {@code LANISTA_TEST_LIBMELEE_PYTHON}, or is python3 if that has libmelee.
 */
class RealLibmeleeTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "Yoshi's Story", "YOSHIS_STORY",
          "Fountain of Dreams", "FOUNTAIN_OF_DREAMS",
          "Final Destination", "FINAL_DESTINATION",
          "Battlefield", "BATTLEFIELD",
          "Fox", "FOX",
          "Falco", "FALCO",
          "Peach", "PEACH",
          "Captain Falcon", "CPTFALCON");

  /** Frames are counted from -123, and 0 is one of them. */
  private static final int BEFORE_ZERO = 124;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> recordingsReadAsOthersReadThem() throws Exception {
    Optional<Path> data = data();
    assumeTrue(data.isPresent(), "No shared/data/slp beside the project: nothing to read.");
    Optional<String> python = python();
    if (python.isEmpty()) {
      String why = "No libmelee: set LANISTA_TEST_LIBMELEE_PYTHON to a Python that has it.";
      assertThat(Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))).as(why).isFalse();
      assumeTrue(false, why);
    }
    JsonNode files =
        new ObjectMapper().readTree(data.get().resolve("expected.json").toFile()).get("files");
    return Stream.iterate(0, i -> i < files.size(), i -> i + 1)
        .map(files::get)
        .filter(file -> file.get("players").size() == 2)
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.get("file").asText(),
                    () -> agrees(read(python.get(), data.get(), file), file)));
  }

  private static void agrees(List<String> lines, JsonNode expected) throws Exception {
    String last = lines.get(lines.size() - 1);
    if (last.startsWith("{\"error\"")) {
      // libmelee 0.47.6 refuses one of replay version 3.17, and that is said, not a result.
      assertThat(expected.get("slpVersion").asText()).startsWith("3.17.");
      return;
    }
    assertThat(BridgeLine.stage(lines.get(0))).isEqualTo(name(expected.get("stage")));
    WorldResult result = BridgeLine.result(last).orElseThrow();
    List<String> states = lines.subList(1, lines.size() - 1);
    assertThat(result.frames())
        .isEqualTo(states.size())
        .isBetween(
            expected.get("lastFrame").asInt() + BEFORE_ZERO,
            expected.get("lastFrame").asInt() + BEFORE_ZERO + 1);
    int frame = -123;
    for (String state : states) {
      assertThat(BridgeLine.state(state).frame()).isEqualTo(frame++);
    }
    JsonNode players = expected.get("players");
    standing(result.p1(), players.get(0));
    standing(result.p2(), players.get(1));
    int difference = result.p1().stocks() - result.p2().stocks();
    if (difference != 0) {
      assertThat(result.winner()).contains(difference > 0 ? Side.P1 : Side.P2);
    }
  }

  private static void standing(Standing found, JsonNode expected) {
    assertThat(found.character()).isEqualTo(name(expected.get("character")));
    assertThat(found.stocks()).isEqualTo(expected.get("finalStocks").asInt());
    assertThat(found.percent()).isCloseTo(expected.get("finalPercent").asDouble(), within(0.01));
  }

  private static String name(JsonNode text) {
    return NAMES.get(text.asText());
  }

  private List<String> read(String python, Path data, JsonNode file) throws Exception {
    Path out = Files.createTempFile(folder, "lines", ".jsonl");
    Path recording = data.resolve(file.get("file").asText());
    Process bridge =
        new ProcessBuilder(
                python,
                new RunFolder(folder.resolve("run")).bridge().toString(),
                "--file",
                recording.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(bridge.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      bridge.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private static Optional<String> python() throws InterruptedException {
    String named = System.getenv("LANISTA_TEST_LIBMELEE_PYTHON");
    String python = named == null ? "python3" : named;
    try {
      Process asked = new ProcessBuilder(python, "-c", "import melee").start();
      try {
        boolean has = asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0;
        return Optional.of(python).filter(any -> has);
      } finally {
        asked.destroyForcibly();
      }
    } catch (IOException noPython) {
      return Optional.empty();
    }
  }

  private static Optional<Path> data() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared/data/slp");
      if (Files.exists(found.resolve("expected.json"))) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
