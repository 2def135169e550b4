package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ResultSigner;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.math.BigInteger;

/** Where a match can be when the server stops; what was acknowledged is checked when it is back. */
enum Stage {
  WAITING {
    @Override
    Paired reach(RunningServer server) throws Exception {
      String code = RunningServer.code();
      Answer joined = server.post("/queue/join", RunningServer.joining(code, null));
      assertThat(joined.at("/status")).isEqualTo("waiting");
      return new Paired("", joined.at("/queue_id"), "", code, "", "");
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      Answer waiting = server.get("/queue/" + paired.queue1());
      assertThat(waiting.at("/status")).isEqualTo("waiting");
      assertThat(waiting.at("/position")).isEqualTo("1");
      Answer opponent = server.join(RunningServer.code());
      assertThat(opponent.at("/opponent_code")).isEqualTo(paired.code1());
      assertThat(server.get("/queue/" + paired.queue1()).at("/match_id"))
          .isEqualTo(opponent.at("/match_id"));
    }
  },
  PLAYING {
    @Override
    Paired reach(RunningServer server) throws Exception {
      return pair(server);
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      for (String queue : new String[] {paired.queue1(), paired.queue2()}) {
        Answer polled = server.get("/queue/" + queue);
        assertThat(polled.at("/status")).isEqualTo("matched");
        assertThat(polled.at("/match_id")).isEqualTo(paired.match());
      }
      String frame =
          "{\"frame\":1,\"players\":[{\"port\":1,\"x\":0,\"y\":0,\"action_state_id\":1,"
              + "\"facing_direction\":1,\"percent\":0,\"stocks\":4}]}";
      assertThat(server.post(paired.path() + "/stream/frame", frame).status()).isEqualTo(200);
      server.complete(paired);
      completed(server, paired);
    }
  },
  WAGERED {
    @Override
    Paired reach(RunningServer server) throws Exception {
      Paired paired = pair(server);
      String proposal =
          "{\"queue_id\":\"" + paired.queue1() + "\",\"amount_wei\":5,\"wager_id\":1}";
      assertThat(server.post(paired.path() + "/wager/propose", proposal).status()).isEqualTo(200);
      return paired;
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      Answer wager = server.get(paired.path() + "/wager");
      assertThat(wager.at("/wager_status")).isIn("proposed", "expired");
      assertThat(wager.at("/wager_amount")).isEqualTo("5");
    }
  },
  ONE_REPORT {
    @Override
    Paired reach(RunningServer server) throws Exception {
      Paired paired = pair(server);
      Answer answer = server.report(paired, paired.queue1(), "COMPLETED", 3, 1);
      assertThat(answer.status()).isEqualTo(200);
      return paired;
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      assertThat(server.get(paired.path()).at("/p1_result")).isEqualTo("COMPLETED");
      assertThat(server.report(paired, paired.queue1(), "COMPLETED", 2, 1).status()).isEqualTo(409);
      server.report(paired, paired.queue2(), "COMPLETED", 1, 3);
      completed(server, paired);
    }
  },
  DISPUTED {
    @Override
    Paired reach(RunningServer server) throws Exception {
      Paired paired = pair(server);
      server.dispute(paired);
      assertThat(server.get(paired.path()).at("/status")).isEqualTo("disputed");
      return paired;
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      assertThat(server.get(paired.path()).at("/status")).isEqualTo("disputed");
      Answer receipt =
          server.put(
              paired.path() + "/replay?queue_id=" + paired.queue1(),
              Recordings.game(paired, ordinal()));
      assertThat(receipt.at("/match_status")).as(receipt.text()).isEqualTo("completed");
      completed(server, paired);
    }
  },
  COMPLETED {
    @Override
    Paired reach(RunningServer server) throws Exception {
      Paired paired = pair(server);
      server.complete(paired);
      completed(server, paired);
      return paired;
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      completed(server, paired);
      JsonNode record = server.get("/api/v1" + paired.path()).body();
      assertThat(record.at("/p1/elo_after").asInt())
          .isGreaterThan(record.at("/p1/elo_before").asInt());
      sign(server, paired, P1, 1);
      sign(server, paired, P2, 2);
    }
  },
  ONE_SIGNATURE {
    @Override
    Paired reach(RunningServer server) throws Exception {
      Paired paired = pair(server);
      server.complete(paired);
      sign(server, paired, P2, 1);
      return paired;
    }

    @Override
    void goOn(RunningServer server, Paired paired) throws Exception {
      assertThat(server.get(paired.path() + "/signatures").at("/signatures_received"))
          .isEqualTo("1");
      sign(server, paired, P2, 1);
      sign(server, paired, P1, 2);
    }
  };

  private static final ResultSigner P1 = ResultSigner.of(BigInteger.valueOf(201));
  private static final ResultSigner P2 = ResultSigner.of(BigInteger.valueOf(202));

  /** Brings a match there; returns when it is acknowledged. */
  abstract Paired reach(RunningServer server) throws Exception;

  /** Checks that all of it is still there, and that the match goes on. */
  abstract void goOn(RunningServer server, Paired paired) throws Exception;

  private static Paired pair(RunningServer server) throws Exception {
    return server.pair(
        RunningServer.code(),
        P1.address().toString(),
        RunningServer.code(),
        P2.address().toString());
  }

  private static void completed(RunningServer server, Paired paired) throws Exception {
    Answer match = server.get(paired.path());
    assertThat(match.at("/status")).isEqualTo("completed");
    assertThat(match.at("/winner_wallet")).isEqualToIgnoringCase(P1.address().toString());
    assertThat(match.body().get("result_timestamp").isNull()).isFalse();
  }

  private static void sign(RunningServer server, Paired paired, ResultSigner signer, int received)
      throws Exception {
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    Answer answer = server.post(paired.path() + "/signature", Signing.of(signer, typed));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().get("signatures_received").asInt()).isEqualTo(received);
    assertThat(answer.body().get("ready_for_submission").asBoolean()).isEqualTo(received == 2);
  }
}
