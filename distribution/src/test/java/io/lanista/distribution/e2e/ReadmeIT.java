package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first agents, run as they are printed. */
class ReadmeIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void firstAgentsPlayEachOther() throws Exception {
    require("python3");
    require("curl");
    Path python = example("agent.py");
    Path shell = example("agent.sh");
    try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
      Map<String, String> arena = Map.of("ARENA", server.address().toString());
      try (Program first = Program.start(List.of("python3", python.toString()), arena);
          Program second = Program.start(List.of("sh", shell.toString()), arena)) {
        assertThat(first.exit(LONG)).as(first.output()).isZero();
        assertThat(second.exit(LONG)).as(second.output()).isZero();
        assertThat(first.output()).contains("playing CURL#2 in match");
        assertThat(second.output()).contains("{\"success\":true}", "\"p1_connect_code\"");
      }
      RunningServer.Answer matches = server.get("/matches");
      assertThat(matches.at("/matches/0/status")).isEqualTo("completed");
      assertThat(matches.body().at("/matches/0/winner_score").asInt()).isEqualTo(2);
      assertThat(server.get("/api/v1/leaderboard").at("/players/0/name")).isEqualTo("PY#1");
    }
  }

  /** The fenced block after the example's marker. */
  private Path example(String name) throws Exception {
    Path readme = Path.of("").toAbsolutePath().getParent().resolve("README.md");
    Matcher block =
        Pattern.compile(
                "<!-- example: " + Pattern.quote(name) + " -->\n```[a-z]+\n(.*?)```",
                Pattern.DOTALL)
            .matcher(Files.readString(readme));
    assertThat(block.find()).as("the README has an example " + name).isTrue();
    return Files.writeString(folder.resolve(name), block.group(1));
  }

  private static void require(String tool) {
    if (!Program.isInstalled(tool)) {
      if (Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
        fail(tool + " is not installed; .ci/run installs it.");
      }
      assumeTrue(false, tool + " is not installed; apt-get install " + tool);
    }
  }
}
