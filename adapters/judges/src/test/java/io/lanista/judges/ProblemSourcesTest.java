package io.lanista.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lanista.judges.standin.Fault;
import io.lanista.judges.standin.StandInCodeforces;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Selection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemSourcesTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private StandInCodeforces site;
  private Codeforces codeforces;

  @BeforeEach
  void start() throws Exception {
    site = StandInCodeforces.start();
    codeforces = Codeforces.at(site.base(), Duration.ZERO, WITHIN, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static List<String> ids(List<Problem> problems) {
    return problems.stream().map(problem -> problem.id().text()).toList();
  }

  @Test
  void drawsRatedProblemsOfCodeforcesInTheRangeOnly() throws Exception {
    site.problem(1, "A", "Easy", Optional.of(800));
    site.problem(1, "B", "Fits", Optional.of(1205));
    site.problem(1, "C", "Also fits", Optional.of(1100));
    site.problem(1, "D", "Hard", Optional.of(1300));
    site.problem(1, "E", "Unrated", Optional.empty());

    List<Problem> drawn =
        codeforces.problems().draw(new Selection(5, 1100, 1299), Set.of(), new Random(1));

    assertThat(ids(drawn)).containsExactly("1C", "1B");
    assertThat(drawn.get(1))
        .isEqualTo(
            new Problem(new ProblemId("1B"), "Fits", Optional.of(1205), 120, Optional.empty()));
  }

  @Test
  void drawsEveryProblemSoonerOrLaterAndNoneTwice() throws Exception {
    for (int i = 0; i < 20; i++) {
      site.problem(100 + i, "A", "Problem " + i, Optional.of(1000));
    }
    Set<String> met = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      List<Problem> drawn =
          codeforces.problems().draw(new Selection(3, 0, 5000), Set.of(), new Random(seed));
      assertThat(ids(drawn)).hasSize(3).doesNotHaveDuplicates();
      met.addAll(ids(drawn));
    }

    assertThat(met).hasSize(20);
    assertThat(site.requests()).as("the list is kept").hasSize(1);
  }

  @Test
  void excludesWhatWasSolvedUnderTheIdOfTheOtherDivision() throws Exception {
    site.user("alice", Optional.empty());
    site.problem(1400, "A", "Shared Problem", Optional.of(1000));
    site.problem(1401, "C", "Shared Problem", Optional.of(1000));
    site.problem(1500, "A", "Shared Problem", Optional.of(1000));
    site.submit(List.of("alice"), 1401, "C", Instant.EPOCH, Optional.of("OK"));
    codeforces.judge().submissions(new JudgeAccount("alice"), 0);

    List<Problem> drawn =
        codeforces
            .problems()
            .draw(new Selection(3, 0, 5000), Set.of(new ProblemId("1401C")), new Random(1));

    assertThat(ids(drawn)).containsExactly("1500A");
  }

  @Test
  void drawsWithAnyTitle() throws Exception {
    site.problem(1, "A", "x".repeat(500) + "\n", Optional.of(1000));
    site.problem(1, "B", " \u0000\u202e ", Optional.of(1000));

    List<Problem> drawn =
        codeforces.problems().draw(new Selection(2, 0, 5000), Set.of(), new Random(1));

    assertThat(drawn.get(0).name()).hasSize(64).endsWith("...");
    assertThat(drawn.get(1).name()).isEqualTo("1B");
  }

  @Test
  void isUnavailableWhenTheListIsAndWellAfterwards() throws Exception {
    site.problem(1, "A", "One", Optional.of(1000));
    site.fail(Fault.OUT_OF_ORDER);
    Selection selection = new Selection(1, 0, 5000);

    assertThatThrownBy(() -> codeforces.problems().draw(selection, Set.of(), new Random(1)))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("problemset.problems");
    assertThat(codeforces.problems().draw(selection, Set.of(), new Random(1))).hasSize(1);
  }

  @Test
  void drawsFromAFileAndOverHttpAlike() throws Exception {
    String json =
        "{\"problems\":[{\"problem_id\":\"a\",\"rating\":900},"
            + "{\"problem_id\":\"B\",\"name\":\"Bee\",\"rating\":1000,\"points\":7,\"limit_seconds\":60},"
            + "{\"problem_id\":\"C\"}]}";
    Path file = Files.writeString(folder.resolve("problems.json"), json);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/p.json");
      Selection selection = new Selection(5, 0, 5000);
      List<Problem> drawn =
          new FileProblems(file).draw(selection, Set.of(new ProblemId("X")), new Random(1));

      assertThat(drawn)
          .containsExactly(
              new Problem(new ProblemId("A"), "A", Optional.of(900), 90, Optional.empty()),
              new Problem(
                  new ProblemId("B"),
                  "Bee",
                  Optional.of(1000),
                  7,
                  Optional.of(Duration.ofSeconds(60))));
      assertThat(new HttpProblems(address, WITHIN).draw(selection, Set.of(), new Random(1)))
          .isEqualTo(drawn);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"problem_id\":\"A\"},{\"problem_id\":\"a\"}]|problem 2: A is there twice",
        "[{\"problem_id\":\"A\",\"rating\":-1}]|problem 1: rating must be an integer",
        "[{\"name\":\"A\"}]|problem 1: problem_id must be a text",
        "{\"problem\":[]}|it has no list of problems",
        "[{\"problem_id\"|it is cut off or no JSON"
      })
  void saysWhereAFileOfProblemsIsWrong(String json, String what) throws Exception {
    Path file = Files.writeString(folder.resolve("problems.json"), json);

    assertThatThrownBy(
            () -> new FileProblems(file).draw(new Selection(1, 0, 9), Set.of(), new Random(1)))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining(what);
  }
}
