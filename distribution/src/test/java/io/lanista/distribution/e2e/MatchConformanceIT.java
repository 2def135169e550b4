package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matches and reports on the wire, as clients of the netplay arena know them (spec 1, Matches). */
class MatchConformanceIT {
  private static final String[] KEYS = {
    "id",
    "status",
    "p1_connect_code",
    "p2_connect_code",
    "p1_wallet",
    "p2_wallet",
    "p1_result",
    "p2_result",
    "winner_wallet",
    "loser_wallet",
    "winner_score",
    "loser_score",
    "result_timestamp",
    "created_at",
    "completed_at",
    "wager_status",
    "wager_amount",
    "wager_id",
    "wager_proposer",
    "pool_id",
    "chain"
  };
  private static final String FIRST = "0x00000000000000000000000000000000000000a1";
  private static final String SECOND = "0x00000000000000000000000000000000000000b2";

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void newMatchHasEveryKeyAndNulls() throws Exception {
    Instant before = Instant.now();
    Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), null);
    Answer match = server.get(paired.path());
    assertThat(match.status()).isEqualTo(200);
    assertThat(match.header("content-type")).startsWith("application/json");
    assertThat(match.keys()).containsExactly(KEYS);
    assertThat(match.at("/id")).isEqualTo(paired.match());
    assertThat(match.at("/status")).isEqualTo("playing");
    assertThat(match.at("/p1_wallet")).isEqualToIgnoringCase(FIRST);
    Set<String> known =
        Set.of(
            "id",
            "status",
            "p1_connect_code",
            "p2_connect_code",
            "p1_wallet",
            "created_at",
            "chain");
    for (String key : KEYS) {
      assertThat(match.body().get(key).isNull()).as(key).isEqualTo(!known.contains(key));
    }
    assertThat(match.body().get("chain").toString())
        .isEqualTo("{\"status\":\"off\",\"tx_hash\":null,\"confirmations\":0}");
    OffsetDateTime created = time(match, "created_at");
    assertThat(created.toInstant()).isBetween(before.minusSeconds(1), Instant.now());
    assertThat(match.at("/created_at")).endsWith("+00:00");
  }

  @Test
  void completedMatchSaysWhoWonAndWhen() throws Exception {
    Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), SECOND);
    Answer reported = server.report(paired, paired.queue2(), "COMPLETED", 4, 2);
    assertThat(reported.status()).isEqualTo(200);
    assertThat(reported.text()).isEqualTo("{\"success\":true}");
    Answer half = server.get(paired.path());
    assertThat(half.at("/status")).isEqualTo("playing");
    assertThat(half.at("/p2_result")).isEqualTo("COMPLETED");
    assertThat(half.body().get("p1_result").isNull()).isTrue();
    server.report(paired, paired.queue1(), "COMPLETED", 2, 4);
    Answer match = server.get(paired.path());
    assertThat(match.keys()).containsExactly(KEYS);
    assertThat(match.at("/status")).isEqualTo("completed");
    assertThat(match.at("/winner_wallet")).isEqualToIgnoringCase(SECOND);
    assertThat(match.at("/loser_wallet")).isEqualToIgnoringCase(FIRST);
    assertThat(match.body().get("winner_score").isInt()).isTrue();
    assertThat(match.body().get("winner_score").asInt()).isEqualTo(4);
    assertThat(match.body().get("loser_score").asInt()).isEqualTo(2);
    assertThat(match.body().get("result_timestamp").isIntegralNumber()).isTrue();
    assertThat(match.body().get("result_timestamp").asLong())
        .isEqualTo(time(match, "completed_at").toEpochSecond());
  }

  /** The table of spec 1, both ways round: outcome, own stocks, opponent's; "-" is not given. */
  @ParameterizedTest
  @CsvSource({
    "COMPLETED 3 1, COMPLETED 1 3, completed, 3, 1",
    "COMPLETED 3 1, COMPLETED 1 -, completed, 3, 1",
    "won - -,       lost - -,      completed, 1, 0",
    "COMPLETED 2 1, DISCONNECT - -, completed, 2, 1",
    "COMPLETED - -, ERROR - -,     completed, 1, 0",
    "won - -,       DISCONNECT - -, completed, 1, 0",
    "won 4 0,       ERROR 0 4,     completed, 4, 0",
    "DISCONNECT - -, DISCONNECT - -, expired, -, -",
    "ERROR - -,     DISCONNECT - -, expired, -, -",
    "ERROR - -,     ERROR - -,     expired, -, -",
    "won - -,       won - -,       disputed, -, -",
    "COMPLETED 3 1, COMPLETED 2 0, disputed, -, -",
    "COMPLETED 2 2, COMPLETED 2 2, disputed, -, -",
    "COMPLETED 3 1, COMPLETED 2 3, disputed, -, -"
  })
  void reportsReconcile(String one, String other, String status, String winner, String loser)
      throws Exception {
    for (boolean swapped : new boolean[] {false, true}) {
      Paired paired = server.pair(RunningServer.code(), FIRST, RunningServer.code(), SECOND);
      report(paired, swapped ? paired.queue2() : paired.queue1(), one);
      report(paired, swapped ? paired.queue1() : paired.queue2(), other);
      JsonNode match = server.get(paired.path()).body();
      assertThat(match.get("status").asText()).isEqualTo(status);
      assertThat(text(match, "winner_score")).isEqualTo(winner);
      assertThat(text(match, "loser_score")).isEqualTo(loser);
      if (status.equals("completed")) {
        assertThat(match.get("winner_wallet").asText())
            .isEqualToIgnoringCase(swapped ? SECOND : FIRST);
      } else {
        for (String key :
            new String[] {"winner_wallet", "loser_wallet", "result_timestamp", "completed_at"}) {
          assertThat(match.get(key).isNull()).as(key).isTrue();
        }
        assertThat(rated(paired)).isFalse();
      }
    }
  }

  @Test
  void repeatedReportIsAcceptedAndChangesNothing() throws Exception {
    Paired paired = server.pair();
    server.complete(paired);
    JsonNode before = server.get(paired.path()).body();
    Answer again = server.report(paired, paired.queue1(), "COMPLETED", 3, 1);
    assertThat(again.text()).isEqualTo("{\"success\":true}");
    assertThat(server.get(paired.path()).body()).isEqualTo(before);
  }

  @Test
  void otherReportsAfterTheFirstAreConflictsAndChangeNothing() throws Exception {
    Paired paired = server.pair();
    server.report(paired, paired.queue1(), "COMPLETED", 3, 1);
    Answer changed = server.report(paired, paired.queue1(), "COMPLETED", 4, 1);
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.keys()).containsExactly("detail");
    server.report(paired, paired.queue2(), "COMPLETED", 1, 3);
    JsonNode completed = server.get(paired.path()).body();
    for (String queue : new String[] {paired.queue1(), paired.queue2()}) {
      assertThat(server.report(paired, queue, "won", 4, 0).status()).isEqualTo(409);
    }
    assertThat(server.get(paired.path()).body()).isEqualTo(completed);
  }

  @Test
  void expiredMatchTakesNoReport() throws Exception {
    Paired paired = server.pair();
    server.post("/admin" + paired.path() + "/expire", "", RunningServer.admin());
    JsonNode expired = server.get(paired.path()).body();
    assertThat(expired.get("status").asText()).isEqualTo("expired");
    assertThat(server.report(paired, paired.queue1(), "COMPLETED", 3, 1).status()).isEqualTo(409);
    assertThat(server.get(paired.path()).body()).isEqualTo(expired);
  }

  @Test
  void strangersReportsAreForbidden() throws Exception {
    Paired mine = server.pair();
    Paired theirs = server.pair();
    for (String queue :
        new String[] {mine.queue1(), java.util.UUID.randomUUID().toString(), "malformed"}) {
      assertThat(server.report(theirs, queue, "won", null, null).status()).isEqualTo(403);
    }
    assertThat(server.get(theirs.path()).body().get("p1_result").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "stocks_remaining, -1",
    "stocks_remaining, 100",
    "stocks_remaining, 1.5",
    "stocks_remaining, '\"3\"'",
    "opponent_stocks, 9223372036854775808",
    "opponent_stocks, true",
    "duration_seconds, -0.5",
    "duration_seconds, 86401",
    "duration_seconds, 1e400",
    "outcome, '\"TIMEOUT\"'",
    "outcome, '\"WON\"'",
    "outcome, '[]'",
    "queue_id, 5"
  })
  void reportsOutOfBoundsAre422(String field, String value) throws Exception {
    Paired paired = server.pair();
    String report =
        RunningServer.reporting(paired.queue1(), "COMPLETED", 3, 1)
            .replaceFirst(
                "\"" + field + "\":[^,}]*|\\}$",
                java.util.regex.Matcher.quoteReplacement(
                    field.equals("duration_seconds")
                        ? ",\"" + field + "\":" + value + "}"
                        : "\"" + field + "\":" + value));
    Answer answer = server.post(paired.path() + "/result", report);
    assertThat(answer.status()).as(report).isEqualTo(422);
    assertThat(answer.at("/detail/0/loc/1")).isEqualTo(field);
    assertThat(server.get(paired.path()).body().get("p1_result").isNull()).isTrue();
  }

  @Test
  void boundsThemselvesAreAccepted() throws Exception {
    Paired paired = server.pair();
    String tail = ",\"duration_seconds\":86400,\"stocks_remaining\":99,\"opponent_stocks\":0}";
    assertThat(
            server
                .post(
                    paired.path() + "/result",
                    "{\"queue_id\":\"" + paired.queue1() + "\",\"outcome\":\"COMPLETED\"" + tail)
                .status())
        .isEqualTo(200);
  }

  @Test
  void recentMatchesComeNewestFirstInPages() throws Exception {
    String[] made = new String[5];
    for (int i = 0; i < made.length; i++) {
      made[made.length - 1 - i] = server.pair().match();
    }
    Set<String> seen = new HashSet<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Answer list = server.get("/matches?limit=2" + cursor);
      assertThat(list.keys()).containsExactly("matches", "next_cursor");
      for (JsonNode match : list.body().get("matches")) {
        if (seen.size() < made.length) {
          assertThat(match.get("id").asText()).isEqualTo(made[seen.size()]);
        }
        assertThat(match.size()).isEqualTo(KEYS.length);
        assertThat(seen.add(match.get("id").asText())).isTrue();
      }
      cursor = "&cursor=" + list.at("/next_cursor");
    }
    assertThat(seen).contains(made);
  }

  @Test
  void unknownMatchesAre404Everywhere() throws Exception {
    for (String id : new String[] {java.util.UUID.randomUUID().toString(), "malformed", "-1"}) {
      for (String path : new String[] {"", "/signatures", "/typed-data", "/wager", "/viewers"}) {
        Answer answer = server.get("/matches/" + id + path);
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertThat(answer.keys()).containsExactly("detail");
      }
    }
  }

  @Test
  void eloMovesByThirtyTwoTimesTheSurpriseOnce() throws Exception {
    Paired paired = server.pair();
    server.complete(paired);
    server.report(paired, paired.queue1(), "COMPLETED", 3, 1);
    JsonNode record = server.get("/api/v1" + paired.path()).body();
    assertThat(record.at("/p1/elo_before").asInt()).isEqualTo(1500);
    assertThat(record.at("/p1/elo_after").asInt()).isEqualTo(1516);
    assertThat(record.at("/p2/elo_after").asInt()).isEqualTo(1484);
    Paired again = server.pair(paired.code1(), null, paired.code2(), null);
    server.report(again, again.queue1(), "lost", null, null);
    server.report(again, again.queue2(), "won", null, null);
    assertThat(server.get(again.path()).at("/p1_result")).isEqualTo("lost");
    assertThat(server.get(again.path()).at("/p2_result")).isEqualTo("won");
    record = server.get("/api/v1" + again.path()).body();
    assertThat(record.at("/p1/elo_before").asInt()).isEqualTo(1516);
    assertThat(record.at("/p1/elo_after").asInt()).isEqualTo(1499);
    assertThat(record.at("/p2/elo_after").asInt()).isEqualTo(1501);
  }

  private static void report(Paired paired, String queue, String words) throws Exception {
    String[] parts = words.strip().split(" ");
    Answer answer = server.report(paired, queue, parts[0], stocks(parts[1]), stocks(parts[2]));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static Integer stocks(String text) {
    return text.equals("-") ? null : Integer.valueOf(text);
  }

  private static String text(JsonNode match, String key) {
    return match.get(key).isNull() ? "-" : match.get(key).asText();
  }

  private static boolean rated(Paired paired) throws Exception {
    return !server.get("/api/v1" + paired.path()).body().at("/p1/elo_after").isNull();
  }

  private static OffsetDateTime time(Answer match, String key) {
    return OffsetDateTime.parse(match.at("/" + key), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
