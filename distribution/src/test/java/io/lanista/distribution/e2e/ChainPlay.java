package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.ChainStage.Player;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.engine.settlement.Results;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Matches between a chain's two players on servers that record them, and what of them must be on
 * chain in the end.
 */
final class ChainPlay {
  private static final String GAME = "melee";
  private static final int STEPS = 3;

  /** No reorganisation of these tests goes so far back: what is older is read once. */
  private static final long OUT_OF_REACH = 150;

  private final ChainStage stage;
  private final Collection<String> played = new ConcurrentLinkedQueue<>();
  private List<Long> old = List.of();
  private long oldBlocks;

  ChainPlay(ChainStage stage) {
    this.stage = stage;
  }

  /** Two entries in the queue that become a match. */
  Paired pair(RunningServer server) throws Exception {
    String code1 = RunningServer.code();
    String code2 = RunningServer.code();
    String first = server.post("/queue/join", joining(code1, stage.player(0))).at("/queue_id");
    Answer second = server.post("/queue/join", joining(code2, stage.player(1)));
    assertThat(second.at("/status")).as(second.text()).isEqualTo("matched");
    String match = second.at("/match_id");
    return new Paired(match, first, second.at("/queue_id"), code1, code2, "/matches/" + match);
  }

  private static String joining(String code, Player player) {
    return "{\"connect_code\":\""
        + code
        + "\",\"wallet_address\":\""
        + player.address()
        + "\",\"agent_id\":"
        + player.agentId()
        + "}";
  }

  /** A match whose result both sides have signed; its id. Waits for nothing on chain. */
  String play(RunningServer server) throws Exception {
    Paired paired = report(server);
    sign(server, paired, 0);
    sign(server, paired, 1);
    return paired.match();
  }

  /** Both report that the first won. */
  Paired report(RunningServer server) throws Exception {
    Paired paired = pair(server);
    server.complete(paired);
    return paired;
  }

  /** A side signs; with the second signature the result is one that has to be recorded. */
  void sign(RunningServer server, Paired paired, int index) throws Exception {
    JsonNode typedData = server.get(paired.path() + "/typed-data").body();
    Answer signed =
        server.post(
            paired.path() + "/signature", Signing.of(stage.player(index).signer(), typedData));
    assertThat(signed.status()).as(signed.text()).isLessThan(300);
    if (signed.body().path("ready_for_submission").asBoolean()) {
      played.add(paired.match());
    }
  }

  /** Waits until the server has nothing to do on chain any more, with all steps confirmed. */
  void awaitAllConfirmed(RunningServer server) throws Exception {
    await(
        server,
        "everything is confirmed on chain",
        () -> {
          JsonNode steps = chain(server).body().path("steps");
          return steps.path("confirmed").asLong() == (long) STEPS * played.size()
              && steps.path("sent").asLong() == 0
              && steps.path("pending").asLong() == 0;
        });
    for (String match : played) {
      Answer shown = server.get("/matches/" + match);
      assertThat(shown.at("/chain/status")).as(shown.text()).isEqualTo("confirmed");
      assertThat(shown.at("/chain/tx_hash")).matches("0x[0-9a-f]{64}");
    }
  }

  /** Waits; if in vain, it says what the server tells its operator. */
  static void await(RunningServer server, String what, Callable<Boolean> holds) throws Exception {
    try {
      RunningServer.await(what, holds);
    } catch (AssertionError inVain) {
      throw new AssertionError(inVain.getMessage() + "\n" + chain(server).text(), inVain);
    }
  }

  /** The match that was signed last. */
  String last() {
    return List.copyOf(played).get(played.size() - 1);
  }

  /** What the server tells its operator. */
  static Answer chain(RunningServer server) throws Exception {
    return server.get("/admin/chain", RunningServer.admin());
  }

  /** Waits until the server says that it waits for this. */
  static void awaitWaiting(RunningServer server, String kind) throws Exception {
    await(
        server,
        "the operator is told: " + kind,
        () -> chain(server).at("/waiting_for").equals(kind));
    Answer state = chain(server);
    assertThat(state.at("/state")).isEqualTo("waiting");
    assertThat(state.at("/reason")).isNotBlank();
    assertThat(server.get("/metrics", RunningServer.admin()).text())
        .contains("lanista_chain_waiting{kind=\"" + kind + "\"} 1.0");
  }

  /** On chain is each result once and each rating once, and the wallet's nonces have no gap. */
  void requireOnceEach() {
    Map<String, Integer> expected = new TreeMap<>();
    played.forEach(match -> expected.put(onChainId(match).toString(), 1));
    assertThat(recordings()).isEqualTo(expected);
    for (int i = 0; i < 2; i++) {
      assertThat(stage.contracts().ratings(stage.player(i).agentId(), GAME))
          .hasSize(played.size())
          .allSatisfy(rating -> assertThat(rating.by()).isEqualTo(stage.engine().address()));
    }
    List<Long> nonces = nonces();
    assertThat(nonces).hasSize(STEPS * played.size());
    for (int i = 0; i < nonces.size(); i++) {
      assertThat(nonces.get(i)).isEqualTo(i);
    }
    assertThat(stage.anvil().nonce(stage.engine().address())).isEqualTo(nonces.size());
  }

  /** How often each match was recorded, by its id on chain. */
  private Map<String, Integer> recordings() {
    Map<String, Integer> found = new TreeMap<>();
    String proof = stage.contracts().addresses().get(ChainContract.MATCH_PROOF).toString();
    Object logs =
        stage
            .anvil()
            .call("eth_getLogs", Map.of("fromBlock", "0x0", "toBlock", "latest", "address", proof))
            .orElseThrow();
    for (Object log : (List<?>) logs) {
      // MatchRecorded is the contract's only event.
      String match = (String) ((List<?>) ((Map<?, ?>) log).get("topics")).get(1);
      found.merge(match, 1, Integer::sum);
    }
    return found;
  }

  /** The wallet's nonces in blocks, in their order. */
  private List<Long> nonces() {
    long head = stage.anvil().blockNumber();
    List<Long> nonces = new ArrayList<>(old);
    for (long block = oldBlocks; block <= head; block++) {
      for (Map<String, Object> transaction : stage.anvil().transactions(block)) {
        if (stage
            .engine()
            .address()
            .toString()
            .equalsIgnoreCase((String) transaction.get("from"))) {
          nonces.add(Long.parseLong(((String) transaction.get("nonce")).substring(2), 16));
        }
      }
      if (block == head - OUT_OF_REACH) {
        old = List.copyOf(nonces);
        oldBlocks = block + 1;
      }
    }
    return nonces;
  }

  static Bytes32 onChainId(String match) {
    return Results.onChainId(new MatchId(UUID.fromString(match)));
  }
}
