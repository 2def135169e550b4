package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.local.FaultyRpc.Fault;
import io.lanista.chain.local.LocalAccount;
import io.lanista.distribution.e2e.ChainStage.Player;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.ports.chain.ChainContract;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wagers, prediction pools and proofs between the real server and a real chain. */
class ChainWagerIT {
  private static final BigInteger STAKE = ChainStage.ETHER;
  private static final String GAME = "melee";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static ChainStage stage;
  private static RunningServer server;
  private static ChainPlay play;

  @BeforeAll
  static void start() throws Exception {
    stage = ChainStage.open(EnumSet.complementOf(EnumSet.of(ChainContract.MATCH_PROOF)));
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

  @AfterEach
  void faultsEnd() {
    stage.rpc().clear();
    stage.blocks().goOn();
  }

  @Test
  void proposalIsTakenOnlyAsTheContractHasIt() throws Exception {
    Paired paired = play.pair(server);
    Player first = stage.player(0);
    Player second = stage.player(1);
    BigInteger right = propose(first, second, GAME);
    BigInteger otherGame = propose(first, second, "chess");
    BigInteger byOther = propose(second, first, GAME);
    BigInteger takenBack = propose(first, second, GAME);
    stage.contracts().cancelWager(first.account(), takenBack);
    BigInteger unknown = takenBack.add(BigInteger.TEN);
    assertThat(claim(paired, STAKE, unknown).text()).contains("has no wager " + unknown);
    assertThat(claim(paired, STAKE, otherGame).text()).contains("chess");
    assertThat(claim(paired, STAKE, byOther).text()).contains("was proposed by");
    assertThat(claim(paired, STAKE, takenBack).text()).contains("it is cancelled");
    Answer less = claim(paired, STAKE.subtract(BigInteger.ONE), right);
    assertThat(less.status()).isEqualTo(400);
    assertThat(less.text()).contains("its amount is " + STAKE + " wei");
    Answer taken = claim(paired, STAKE, right);
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    // What both say over the API is not yet what they did.
    Answer early = accept(paired);
    assertThat(early.status()).isEqualTo(400);
    assertThat(early.text()).contains("call acceptWager(" + right + ") first");
    stage.contracts().acceptWager(second.account(), right, STAKE);
    assertThat(accept(paired).at("/wager_status")).isEqualTo("accepted");
  }

  @Test
  void claimIsToBeRepeatedWhenTheNodeIsAway() throws Exception {
    Paired paired = play.pair(server);
    BigInteger wager = propose(stage.player(0), stage.player(1), GAME);
    stage.rpc().onAll(Fault.HANG);
    Answer away = claim(paired, STAKE, wager);
    assertThat(away.status()).as(away.text()).isEqualTo(503);
    stage.rpc().clear();
    assertThat(claim(paired, STAKE, wager).status()).isEqualTo(200);
  }

  @Test
  void wagerAndPoolOfPlayedMatchGoToWhoIsRight() throws Exception {
    Paired paired = play.pair(server);
    Player winner = stage.player(0);
    Player loser = stage.player(1);
    BigInteger pool = pool(server, paired);
    LocalAccount right = LocalAccount.funded(stage.anvil(), STAKE.multiply(BigInteger.TEN));
    LocalAccount wrong = LocalAccount.funded(stage.anvil(), STAKE.multiply(BigInteger.TEN));
    stage.contracts().bet(right, pool, true, STAKE);
    stage.contracts().bet(wrong, pool, false, STAKE);
    BigInteger wager = propose(winner, loser, GAME);
    assertThat(claim(paired, STAKE, wager).status()).isEqualTo(200);
    stage.contracts().acceptWager(loser.account(), wager, STAKE);
    assertThat(accept(paired).status()).isEqualTo(200);
    server.complete(paired);
    play.sign(server, paired, 0);
    play.sign(server, paired, 1);
    awaitStatus(server, paired, "confirmed");
    stage.contracts().settleWager(winner.account(), wager, ChainPlay.onChainId(paired.match()));
    ChainPlay.await(
        server,
        "the wager is settled",
        () -> server.get(paired.path() + "/wager").at("/wager_status").equals("settled"));
    awaitClosed(server);
    BigInteger before = stage.anvil().balance(right.address());
    stage.contracts().claim(right, pool);
    assertThat(stage.anvil().balance(right.address()).subtract(before)).isGreaterThan(STAKE);
  }

  @Test
  void proofIsValidOnChainFromWhenItIsThere() throws Exception {
    stage.blocks().pause();
    Path file = folder.resolve("proof.json");
    String match = play.play(server);
    Files.writeString(file, server.get("/matches/" + match + "/proof").text());
    String node = stage.anvil().url().toString();
    assertVerified(1, "has no result of this match", file, node);
    stage.blocks().goOn();
    ChainPlay.await(
        server,
        "the result is confirmed",
        () -> server.get("/matches/" + match).at("/chain/status").equals("confirmed"));
    assertVerified(0, "and it is on chain", file, node);
    stage.rpc().on("eth_chainId", Fault.answer("\"0x1\""));
    assertVerified(1, "could not be asked", file, stage.rpc().url().toString());
  }

  private static void assertVerified(int code, String says, Path file, String node)
      throws Exception {
    try (Program verify = Program.lanista("result", "verify", file.toString(), "--rpc", node)) {
      assertThat(verify.exit(LONG)).as(verify.output()).isEqualTo(code);
      assertThat(verify.output()).contains(says);
    }
  }

  @Test
  void expiredMatchGivesEverybodyTheirMoneyBack() throws Exception {
    // The contract's hour: its clock is behind ours, and then goes on by it.
    String start = Long.toString(Instant.now().minus(Duration.ofHours(3)).getEpochSecond());
    try (ChainStage late =
            ChainStage.open(
                EnumSet.complementOf(EnumSet.of(ChainContract.MATCH_PROOF)), "--timestamp", start);
        RunningServer hasty =
            RunningServer.start(folder.resolve("hasty"), hasty(late), late.secrets())) {
      Paired paired = new ChainPlay(late).pair(hasty);
      Player first = late.player(0);
      Player second = late.player(1);
      BigInteger wager =
          late.contracts()
              .proposeWager(first.account(), Optional.of(second.account().address()), GAME, STAKE);
      claim(hasty, paired, STAKE, wager);
      late.contracts().acceptWager(second.account(), wager, STAKE);
      assertThat(accept(hasty, paired).at("/wager_status")).isEqualTo("accepted");
      BigInteger pool = pool(hasty, paired);
      LocalAccount bettor = LocalAccount.funded(late.anvil(), STAKE.multiply(BigInteger.TEN));
      late.contracts().bet(bettor, pool, true, STAKE);
      BigInteger staked = late.anvil().balance(second.account().address());
      late.anvil().forward(Duration.ofMinutes(61));
      ChainPlay.await(
          hasty,
          "the wager is voided",
          () -> hasty.get(paired.path() + "/wager").at("/wager_status").equals("voided"));
      assertThat(hasty.get(paired.path()).at("/status")).isEqualTo("expired");
      assertThat(late.anvil().balance(second.account().address()).subtract(staked))
          .isEqualTo(STAKE);
      awaitClosed(hasty);
      BigInteger before = late.anvil().balance(bettor.address());
      late.contracts().claimRefund(bettor, pool);
      assertThat(late.anvil().balance(bettor.address())).isGreaterThan(before);
    }
  }

  private static Map<String, String> hasty(ChainStage stage) {
    Map<String, String> keys = new HashMap<>(stage.keys());
    keys.put("match.timeout", "10s");
    return keys;
  }

  private static BigInteger propose(Player by, Player to, String game) {
    return stage
        .contracts()
        .proposeWager(by.account(), Optional.of(to.account().address()), game, STAKE);
  }

  /** The pool that is made for the match. */
  private static BigInteger pool(RunningServer server, Paired paired) throws Exception {
    ChainPlay.await(
        server,
        "the match has a pool",
        () -> server.get(paired.path()).body().path("pool_id").isIntegralNumber());
    return server.get(paired.path()).body().path("pool_id").bigIntegerValue();
  }

  private static void awaitStatus(RunningServer server, Paired paired, String status)
      throws Exception {
    ChainPlay.await(
        server,
        "the result is " + status,
        () -> server.get(paired.path()).at("/chain/status").equals(status));
  }

  /** Waits until nothing is to be done any more for any match that is over. */
  private static void awaitClosed(RunningServer server) throws Exception {
    ChainPlay.await(
        server,
        "nothing is pending or sent",
        () -> {
          JsonNode steps = ChainPlay.chain(server).body().path("steps");
          return steps.path("pending").asLong() == 0 && steps.path("sent").asLong() == 0;
        });
  }

  private static Answer claim(Paired paired, BigInteger amount, BigInteger id) throws Exception {
    return claim(server, paired, amount, id);
  }

  private static Answer claim(RunningServer at, Paired paired, BigInteger amount, BigInteger id)
      throws Exception {
    return at.post(
        paired.path() + "/wager/propose",
        "{\"queue_id\":\""
            + paired.queue1()
            + "\",\"amount_wei\":"
            + amount
            + ",\"wager_id\":"
            + id
            + "}");
  }

  private static Answer accept(Paired paired) throws Exception {
    return accept(server, paired);
  }

  private static Answer accept(RunningServer at, Paired paired) throws Exception {
    return at.post(paired.path() + "/wager/accept", "{\"queue_id\":\"" + paired.queue2() + "\"}");
  }
}
