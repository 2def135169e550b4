package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wagers on the wire (spec 1, Wagers). */
class WagerConformanceIT {
  private static final String MOST =
      "115792089237316195423570985008687907853269984665640564039457584007913129639935";
  private static final String[] KEYS = {
    "match_id", "wager_status", "wager_amount", "wager_id", "wager_proposer"
  };

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void matchWithoutWagerHasNulls() throws Exception {
    Paired paired = server.pair();
    Answer wager = server.get(paired.path() + "/wager");
    assertThat(wager.status()).isEqualTo(200);
    assertThat(wager.keys()).containsExactly(KEYS);
    assertThat(wager.at("/match_id")).isEqualTo(paired.match());
    for (int i = 1; i < KEYS.length; i++) {
      assertThat(wager.body().get(KEYS[i]).isNull()).isTrue();
    }
  }

  @Test
  void amountsUpToTheLargestAreExactIntegers() throws Exception {
    Paired paired = server.pair();
    Answer proposed = propose(server, paired, paired.queue2(), MOST, MOST);
    assertThat(proposed.keys()).containsExactly(KEYS);
    for (Answer answer :
        new Answer[] {proposed, server.get(paired.path() + "/wager"), server.get(paired.path())}) {
      assertThat(answer.at("/wager_status")).isEqualTo("proposed");
      assertThat(answer.at("/wager_proposer")).isEqualTo("p2");
      assertThat(answer.text()).contains("\"wager_amount\":" + MOST, "\"wager_id\":" + MOST);
    }
    Answer accepted = answer(server, paired, paired.queue1(), "accept");
    assertThat(accepted.at("/wager_status")).isEqualTo("accepted");
    assertThat(server.get(paired.path()).at("/wager_status")).isEqualTo("accepted");
  }

  @Test
  void declinedWagerStaysDeclined() throws Exception {
    Paired paired = server.pair();
    propose(server, paired, paired.queue1(), "1", "0");
    assertThat(answer(server, paired, paired.queue2(), "decline").at("/wager_status"))
        .isEqualTo("declined");
    assertThat(answer(server, paired, paired.queue2(), "accept").status()).isEqualTo(400);
    assertThat(propose(server, paired, paired.queue1(), "2", "0").status()).isEqualTo(400);
    assertThat(server.get(paired.path() + "/wager").at("/wager_amount")).isEqualTo("1");
  }

  @Test
  void proposerCannotAnswerItself() throws Exception {
    Paired paired = server.pair();
    propose(server, paired, paired.queue1(), "1", "0");
    for (String word : new String[] {"accept", "decline"}) {
      assertThat(answer(server, paired, paired.queue1(), word).status()).isEqualTo(400);
    }
    assertThat(server.get(paired.path() + "/wager").at("/wager_status")).isEqualTo("proposed");
  }

  @Test
  void onlyTheTwoSidesMayWager() throws Exception {
    Paired paired = server.pair();
    Paired others = server.pair();
    assertThat(propose(server, paired, others.queue1(), "1", "0").status()).isEqualTo(403);
    propose(server, paired, paired.queue1(), "1", "0");
    assertThat(answer(server, paired, others.queue2(), "accept").status()).isEqualTo(403);
    assertThat(answer(server, paired, "malformed", "decline").status()).isEqualTo(403);
  }

  @Test
  void amountsOutOfBoundsAre422() throws Exception {
    Paired paired = server.pair();
    for (String amount :
        new String[] {"0", "-1", MOST + "0", "1.5", "1e3", "\"5\"", "null", "true", "[1]"}) {
      Answer answer = propose(server, paired, paired.queue1(), amount, "1");
      assertThat(answer.status()).as(amount).isEqualTo(422);
      assertThat(answer.at("/detail/0/loc/1")).as(amount).isEqualTo("amount_wei");
    }
    assertThat(propose(server, paired, paired.queue1(), "1", "-1").at("/detail/0/loc/1"))
        .isEqualTo("wager_id");
    assertThat(server.get(paired.path() + "/wager").body().get("wager_status").isNull()).isTrue();
  }

  @Test
  void finishedMatchTakesNoWager() throws Exception {
    Paired paired = server.pair();
    server.complete(paired);
    assertThat(propose(server, paired, paired.queue1(), "1", "0").status()).isEqualTo(400);
  }

  @Test
  void windowsEnd() throws Exception {
    RunningServer hasty =
        RunningServer.start(
            folder.resolve("hasty"),
            Map.of("wager.proposal-window", "1s", "wager.answer-window", "1s"));
    try (hasty) {
      Paired open = hasty.pair();
      Paired late = hasty.pair();
      propose(hasty, open, open.queue1(), "1", "0");
      RunningServer.await(
          "the proposal expires",
          () -> hasty.get(open.path() + "/wager").at("/wager_status").equals("expired"));
      assertThat(answer(hasty, open, open.queue2(), "accept").status()).isEqualTo(400);
      assertThat(hasty.get(open.path()).at("/wager_status")).isEqualTo("expired");
      assertThat(propose(hasty, late, late.queue1(), "1", "0").status()).isEqualTo(400);
    }
  }

  private static Answer propose(
      RunningServer server, Paired paired, String queue, String amount, String id)
      throws Exception {
    return server.post(
        paired.path() + "/wager/propose",
        "{\"queue_id\":\"" + queue + "\",\"amount_wei\":" + amount + ",\"wager_id\":" + id + "}");
  }

  private static Answer answer(RunningServer server, Paired paired, String queue, String word)
      throws Exception {
    return server.post(paired.path() + "/wager/" + word, "{\"queue_id\":\"" + queue + "\"}");
  }
}
