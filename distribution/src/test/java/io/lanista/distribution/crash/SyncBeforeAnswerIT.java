package io.lanista.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.chain.ResultSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed process shows no missing sync, because the system still writes what it has in memory. So
 * the packaged server runs under strace here, and every change it acknowledges must have been
 * brought to the disk between the request and the answer.
 */
@Timeout(180)
class SyncBeforeAnswerIT {
  private static final String LOG = "lanista.db-wal";

  private final ResultSigner p1 = ResultSigner.of(BigInteger.valueOf(301));
  private final ResultSigner p2 = ResultSigner.of(BigInteger.valueOf(302));
  private final List<Change> changes = new ArrayList<>();

  /** A request that was acknowledged, in microseconds since the epoch. */
  private record Change(String what, long asked, long answered, List<String> files) {}

  @TempDir Path folder;

  @Test
  void everyAcknowledgedChangeIsOnTheDiskBeforeItsAnswer() throws Exception {
    assertThat(notOnTheDisk(Map.of())).isEmpty();
  }

  /** The control: this is what a missing sync looks like. */
  @Test
  void aServerThatIsToldToWaitLessIsSeenToSyncLess() throws Exception {
    assertThat(notOnTheDisk(Map.of("LANISTA_STORAGE_SQLITE_SYNCHRONOUS", "normal")))
        .anyMatch(missing -> missing.contains(LOG));
  }

  /** Plays on a traced server; answers what was acknowledged without a sync. */
  private List<String> notOnTheDisk(Map<String, String> environment) throws Exception {
    boolean possible = SyncTrace.isPossible();
    if (Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
      assertThat(possible).as("strace 5.3 or newer must be installed and allowed").isTrue();
    }
    assumeTrue(possible, "install strace 5.3 or newer (apt-get install strace)");
    Path trace = folder.resolve("trace");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Engine engine =
        Engine.start(
            new EngineLauncher(folder.resolve("archive")),
            Files.createDirectories(folder.resolve("data")),
            environment,
            SyncTrace.command(trace))) {
      Link link = new Link(Link.client(threads), engine.address(), request -> {});
      play(link);
      link.dying();
      engine.kill();
    } finally {
      threads.shutdownNow();
    }
    SyncTrace syncs = SyncTrace.read(trace);
    assertThat(changes).hasSizeGreaterThan(20);
    List<String> missing = new ArrayList<>();
    for (Change change : changes) {
      for (String file : change.files()) {
        if (syncs.within(change.asked(), change.answered(), file) == 0) {
          missing.add(change.what() + ": no sync of " + file);
        }
      }
    }
    return missing;
  }

  @Test
  void readsCallsThatOthersInterrupt() {
    SyncTrace trace =
        SyncTrace.of(
            List.of(
                "7 100.000010 fdatasync(5</d/a>) = 0 <0.000005>",
                "8 100.000020 fsync(6</d/b> <unfinished ...>",
                "7 100.000030 fdatasync(5</d/a>) = -1 EIO (Input/output error) <0.000005>",
                "8 100.000040 <... fsync resumed>) = 0 <0.000020>",
                "7 100.000050 +++ killed by SIGKILL +++"));
    assertThat(trace.syncs())
        .containsExactly(
            new SyncTrace.Sync("/d/a", 100_000_010, 100_000_015),
            new SyncTrace.Sync("/d/b", 100_000_020, 100_000_040));
  }

  private void play(Link link) throws IOException {
    Reply player =
        change(link, "a registration", "POST", "/api/v1/register", "{\"username\":\"syn\"}");
    Reply key =
        change(
            link,
            "a further key",
            "POST",
            "/api/v1/keys",
            "",
            "Authorization",
            "Bearer " + player.at("api_key"));
    change(
        link,
        "a revocation",
        "DELETE",
        "/api/v1/keys/" + key.at("key_id"),
        "",
        "Authorization",
        "Bearer " + player.at("api_key"));
    Reply leaver = join(link, "S0#1", p1);
    change(link, "a leave", "DELETE", "/queue/" + leaver.at("queue_id"), "");
    for (int i = 1; i <= 3; i++) {
      completed(link, "S" + i + "#1", "S" + i + "#2");
    }
    disputed(link);
    leftBehind(link);
  }

  private void completed(Link link, String one, String other) throws IOException {
    Reply first = join(link, one, p1);
    Reply second = join(link, other, p2);
    String path = "/matches/" + second.at("match_id");
    change(
        link,
        "a proposal",
        "POST",
        path + "/wager/propose",
        "{\"queue_id\":\"" + first.at("queue_id") + "\",\"amount_wei\":5,\"wager_id\":1}");
    change(
        link,
        "an acceptance",
        "POST",
        path + "/wager/accept",
        "{\"queue_id\":\"" + second.at("queue_id") + "\"}");
    report(link, path, first, 3, 1);
    report(link, path, second, 1, 3);
    for (ResultSigner signer : List.of(p1, p2)) {
      String signature = Signing.signature(signer, link.get(path + "/typed-data").body());
      change(
          link,
          "a signature",
          "POST",
          path + "/signature",
          "{\"address\":\"" + signer.address() + "\",\"signature\":\"" + signature + "\"}");
    }
  }

  private void disputed(Link link) throws IOException {
    Reply first = join(link, "S8#1", p1);
    Reply second = join(link, "S8#2", p2);
    String match = second.at("match_id");
    String path = "/matches/" + match;
    report(link, path, first, 3, 1);
    report(link, path, second, 2, 0);
    byte[] bytes = Recording.of(1, "S8#1", "S8#2", 3).bytes();
    String route = path + "/replay?queue_id=" + first.at("queue_id");
    // The bytes, the folder that has the file's name, and the row that counts it.
    changed("a recording", "PUT", link, route, bytes, List.of("/incoming/", "/" + match, LOG));
    admin(link, path + "/rematch");
    admin(
        link, "/matches/" + link.get("/queue/" + first.at("queue_id")).at("match_id") + "/expire");
  }

  /** A server that was killed between naming a recording's file and the answer left it so. */
  private void leftBehind(Link link) throws IOException {
    Reply first = join(link, "S9#1", p1);
    String match = join(link, "S9#2", p2).at("match_id");
    Recording recording = Recording.of(2, "S9#1", "S9#2", 3);
    Path file = Recording.file(folder.resolve("data"), match, recording.sha256());
    Files.createDirectories(file.getParent());
    Files.write(file, recording.bytes());
    String route = "/matches/" + match + "/replay?queue_id=" + first.at("queue_id");
    changed(
        "a recording that lies there",
        "PUT",
        link,
        route,
        recording.bytes(),
        List.of("/" + match, "/replays/" + match.substring(0, 2), LOG));
  }

  private void admin(Link link, String path) throws IOException {
    change(link, path, "POST", "/admin" + path, "", "Authorization", "Bearer " + Link.ADMIN_TOKEN);
  }

  private Reply join(Link link, String code, ResultSigner signer) throws IOException {
    return change(
        link,
        "a join",
        "POST",
        "/queue/join",
        "{\"connect_code\":\"" + code + "\",\"wallet_address\":\"" + signer.address() + "\"}");
  }

  private void report(Link link, String path, Reply ticket, int own, int other) throws IOException {
    change(
        link,
        "a report",
        "POST",
        path + "/result",
        new Script.Account("COMPLETED", own, other).json(ticket.at("queue_id")));
  }

  private Reply change(
      Link link, String what, String method, String path, String body, String... headers)
      throws IOException {
    return changed(
        what,
        method,
        link,
        path,
        body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
        List.of(LOG),
        headers);
  }

  private Reply changed(
      String what,
      String method,
      Link link,
      String path,
      byte[] body,
      List<String> files,
      String... headers)
      throws IOException {
    long asked = micros();
    Reply reply = link.send(method, path, body, headers);
    assertThat(reply.acknowledged()).as("%s: %s", what, reply).isTrue();
    changes.add(new Change(what, asked, micros(), files));
    return reply;
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
