package io.lanista.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An answer of the real site, where the data of the project lies beside it. */
class RecordedAnswerTest {
  @Test
  void readsWhatTheRealSiteOnceAnswered() throws Exception {
    Optional<Path> recorded =
        Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(path -> path.resolve("shared/data/codeforces/user.status.json"))
            .filter(Files::exists)
            .findFirst();
    assumeTrue(recorded.isPresent(), "There is no shared/data beside the project.");
    byte[] answer = Files.readAllBytes(recorded.orElseThrow());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
      JudgeAccount account = new JudgeAccount("handle_a");
      List<Submission> page =
          Codeforces.at(base, Duration.ZERO, Duration.ofSeconds(20), Clock.systemUTC())
              .judge()
              .submissions(account, 0);

      assertThat(page)
          .containsExactly(
              new Submission(
                  390651990, account, new ProblemId("1401F"), 1_789_326_747_000L, Verdict.ACCEPTED),
              new Submission(
                  20289294, account, new ProblemId("708C"), 1_472_588_188_000L, Verdict.ACCEPTED));
    } finally {
      server.stop(0);
    }
  }
}
