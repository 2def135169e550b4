package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.chain.local.FaultyRpc.Fault;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What networks, providers, chains and wallets do to the engine's work on a real chain. After each
 * of it, every result is there once, every rating once, and no nonce is missing.
 */
class ChainFaultsIT {
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final int DEEPEST = 8;

  @TempDir static Path folder;
  private static ChainStage stage;
  private static RunningServer server;
  private static ChainPlay play;

  @BeforeAll
  static void start() throws Exception {
    stage = ChainStage.forResults();
    play = new ChainPlay(stage);
    server = RunningServer.start(folder.resolve("data"), stage.keys(), stage.secrets());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (stage != null) {
      stage.close();
    }
  }

  /** The faults are over, so that everything must come to its end. */
  @AfterEach
  void everythingIsOnChainOnce() throws Exception {
    stage.rpc().clear();
    stage.rpc().up();
    stage.blocks().goOn();
    play.awaitAllConfirmed(server);
    play.requireOnceEach();
    ChainPlay.await(server, "all is well", () -> ChainPlay.chain(server).at("/state").equals("ok"));
  }

  @Test
  void tenMatchesArePlayedWhileTheNodeIsAway() throws Exception {
    stage.rpc().down();
    ChainPlay.awaitWaiting(server, "unreachable");
    List<String> matches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      matches.add(play.play(server));
    }
    for (String match : matches) {
      Answer shown = server.get("/matches/" + match);
      assertThat(shown.at("/status")).isEqualTo("completed");
      assertThat(shown.at("/chain/status")).isEqualTo("pending");
    }
  }

  @Test
  void nothingOfMatchWaitsForNodeThatHangs() throws Exception {
    // Longer than a test may take: whatever waits for the node does not come back.
    stage.rpc().onAll(Fault.HANG);
    ChainPlay.awaitWaiting(server, "unreachable");
    for (int i = 0; i < 3; i++) {
      play.play(server);
    }
    ChainPlay.awaitWaiting(server, "unreachable");
  }

  @Test
  void transactionThatGotThroughWithoutAnswerIsNotSentAnew() throws Exception {
    stage.rpc().on("eth_sendRawTransaction", Fault.NO_ANSWER.times(1));
    play.play(server);
    ChainPlay.awaitWaiting(server, "unreachable");
  }

  @Test
  void answerThatBreaksOffIsNoAnswer() throws Exception {
    stage.rpc().on("eth_sendRawTransaction", Fault.CUT_ANSWER.times(2));
    play.play(server);
    ChainPlay.awaitWaiting(server, "unreachable");
  }

  @Test
  void nodeThatWantsFewerRequestsIsLeftAlone() throws Exception {
    stage.rpc().onAll(Fault.TOO_MANY);
    ChainPlay.awaitWaiting(server, "rate_limited");
    play.play(server);
    stage.rpc().onAll(Fault.LIMITED);
    ChainPlay.awaitWaiting(server, "rate_limited");
  }

  @Test
  void nothingIsSentToAnotherChain() throws Exception {
    stage.rpc().on("eth_chainId", Fault.answer("\"0x1\""));
    ChainPlay.awaitWaiting(server, "wrong_chain");
    int before = stage.rpc().asked().size();
    play.play(server);
    play.play(server);
    ChainPlay.await(
        server, "the chain is asked for again", () -> stage.rpc().asked().size() > before + 1);
    List<String> asked = stage.rpc().asked();
    assertThat(asked.subList(before, asked.size())).doesNotContain("eth_sendRawTransaction");
    assertThat(ChainPlay.chain(server).at("/reason")).contains("serves chain 1,");
  }

  @Test
  void reorganisationsUpToEightBlocksDeepDropNothing() throws Exception {
    for (int depth = 1; depth <= DEEPEST; depth++) {
      String match = play.play(server);
      boolean afterConfirmation = depth % 2 == 0;
      ChainPlay.await(
          server,
          "the result is in a block, or confirmed",
          () -> {
            Answer shown = server.get("/matches/" + match);
            return afterConfirmation
                ? shown.at("/chain/status").equals("confirmed")
                : shown.body().at("/chain/confirmations").asLong() > 0;
          });
      stage.blocks().pause();
      stage.anvil().reorg(depth);
      stage.blocks().goOn();
    }
  }

  @Test
  void confirmedResultThatDisappearsIsPutBack() throws Exception {
    play.awaitAllConfirmed(server);
    stage.blocks().pause();
    String before = stage.anvil().snapshot();
    long height = stage.anvil().blockNumber();
    stage.blocks().goOn();
    String match = play.play(server);
    play.awaitAllConfirmed(server);
    stage.blocks().pause();
    stage.anvil().revert(before);
    assertThat(stage.anvil().blockNumber()).isEqualTo(height);
    assertThat(stage.contracts().results().find(ChainPlay.onChainId(match))).isEmpty();
    stage.blocks().goOn();
    ChainPlay.await(
        server,
        "the result is on chain again",
        () -> stage.contracts().results().recorded(ChainPlay.onChainId(match)));
  }

  @Test
  void transactionThatIsStuckIsReplacedForHigherFee() throws Exception {
    stage.blocks().pause();
    play.play(server);
    ChainPlay.await(
        server,
        "the result is sent",
        () -> ChainPlay.chain(server).body().path("in_flight").size() == 1);
    Answer first = ChainPlay.chain(server);
    BigInteger offered = first.body().at("/in_flight/0/max_fee_wei").bigIntegerValue();
    BigInteger base = offered.multiply(BigInteger.valueOf(3)).max(GWEI);
    stage.anvil().setNextBaseFee(base);
    stage.anvil().mine(1);
    ChainPlay.await(
        server,
        "more is offered than the block wants",
        () -> {
          Answer now = ChainPlay.chain(server);
          return now.body().at("/in_flight/0/attempts").asInt() > 1
              && now.body().at("/in_flight/0/max_fee_wei").bigIntegerValue().compareTo(base) > 0;
        });
    assertThat(ChainPlay.chain(server).at("/in_flight/0/nonce"))
        .isEqualTo(first.at("/in_flight/0/nonce"));
    assertThat(server.get("/metrics", RunningServer.admin()).text())
        .containsPattern("lanista_chain_replaced_total [1-9]");
  }

  @Test
  void transactionThatTheNodeForgetsIsSentAgain() throws Exception {
    stage.blocks().pause();
    play.play(server);
    ChainPlay.await(
        server,
        "the result is sent",
        () -> ChainPlay.chain(server).body().path("in_flight").size() == 1);
    stage.anvil().drop(ChainPlay.chain(server).at("/in_flight/0/tx_hash"));
  }

  @Test
  void walletWithoutMoneyWaitsForSome() throws Exception {
    BigInteger had = stage.anvil().balance(stage.engine().address());
    stage.anvil().setBalance(stage.engine().address(), BigInteger.ZERO);
    play.play(server);
    ChainPlay.awaitWaiting(server, "out_of_funds");
    Answer state = ChainPlay.chain(server);
    assertThat(state.body().path("low_balance").asBoolean()).isTrue();
    assertThat(state.body().path("balance_wei").bigIntegerValue()).isZero();
    stage.anvil().setBalance(stage.engine().address(), had);
  }

  @Test
  void twoResultsAtTheSameMomentAreTwoRecords() throws Exception {
    Paired one = play.report(server);
    Paired other = play.report(server);
    play.sign(server, one, 0);
    play.sign(server, other, 0);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> signed = new ArrayList<>();
      for (Paired paired : List.of(one, other)) {
        signed.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  play.sign(server, paired, 1);
                  return null;
                }));
      }
      for (Future<Void> side : signed) {
        side.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
