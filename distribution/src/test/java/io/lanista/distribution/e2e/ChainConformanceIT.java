package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ResultSigner;
import io.lanista.chain.Web3jSignatureRecovery;
import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.RealAnvil;
import io.lanista.distribution.cli.CommandLineFactory;
import io.lanista.distribution.cli.Context;
import io.lanista.distribution.cli.ResultVerification;
import io.lanista.distribution.cli.Wiring;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.distribution.result.MatchProofResults;
import io.lanista.http.openapi.DocumentedAnswers;
import io.lanista.ports.chain.ChainContract;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the routes and the command line say of a result on a real chain. */
class ChainConformanceIT {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final ResultSigner ONE = ResultSigner.of(BigInteger.valueOf(21));
  private static final ResultSigner TWO = ResultSigner.of(BigInteger.valueOf(22));

  @TempDir static Path folder;

  private static Anvil anvil;
  private static LocalAccount arena;
  private static LocalContracts contracts;
  private static RunningServer server;
  private static DocumentedAnswers documented;

  @BeforeAll
  static void start() throws Exception {
    anvil = RealAnvil.start();
    arena = LocalAccount.funded(anvil, ETHER);
    contracts = LocalContracts.deploy(anvil, RealAnvil.contracts(), arena.address());
    server =
        RunningServer.start(
            folder.resolve("data"),
            Map.of(
                "chain.rpc-url",
                anvil.url().toString(),
                "chain.poll-interval",
                "100ms",
                "signing.chain-id",
                anvil.chainId().toString(),
                "signing.contract",
                address(ChainContract.MATCH_PROOF),
                "chain.contracts.prediction-pool",
                address(ChainContract.PREDICTION_POOL)),
            Map.of(
                "LANISTA_ADMIN_TOKEN",
                RunningServer.ADMIN_TOKEN,
                "LANISTA_CHAIN_KEY",
                arena.key()));
    documented = new DocumentedAnswers(server.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (anvil != null) {
      anvil.close();
    }
  }

  @Test
  void aResultIsFollowedFromItsSignaturesToItsConfirmations() throws Exception {
    Paired paired =
        server.pair(
            RunningServer.code(), ONE.address() + "", RunningServer.code(), TWO.address() + "");
    assertThat(chain(paired).at("/status").asText()).isEqualTo("pending");
    assertThat(chain(paired).at("/tx_hash").isNull()).isTrue();
    mineUntil("there is a pool", () -> !match(paired).at("/pool_id").isNull());
    server.complete(paired);
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    server.post(paired.path() + "/signature", Signing.of(ONE, typed));
    server.post(paired.path() + "/signature", Signing.of(TWO, typed));
    mineUntil("it is confirmed", () -> chain(paired).at("/status").asText().equals("confirmed"));
    assertThat(chain(paired).at("/tx_hash").asText()).matches("0x[0-9a-f]{64}");
    long confirmations = chain(paired).at("/confirmations").asLong();
    assertThat(confirmations).isGreaterThanOrEqualTo(2);
    // No commit tells of a block, and yet no answer is an old one.
    mineUntil("it is deeper", () -> chain(paired).at("/confirmations").asLong() > confirmations);
    JsonNode listed = server.get("/matches").body().at("/matches/0");
    assertThat(listed.at("/id").asText()).isEqualTo(paired.match());
    assertThat(listed.at("/chain/status").asText()).isEqualTo("confirmed");
    proofHolds(paired);
    operatorsSeeIt();
  }

  @Test
  void aMatchThatCannotBeSignedIsOff() throws Exception {
    Paired paired = server.pair();
    assertThat(chain(paired).toString())
        .isEqualTo("{\"status\":\"off\",\"tx_hash\":null,\"confirmations\":0}");
  }

  private static void proofHolds(Paired paired) throws Exception {
    Answer proof = server.get(paired.path() + "/proof");
    assertThat(documented.complaints("GET", "/matches/{id}/proof", 200, proof.body())).isEmpty();
    assertThat(proof.at("/chain/status")).isEqualTo("confirmed");
    Path file = Files.writeString(folder.resolve("proof.json"), proof.text());
    assertThat(verify(file)).contains("Valid: both players signed that " + ONE.address());
    assertThat(
            verify(
                file,
                "--rpc",
                anvil.url().toString(),
                "--contract",
                address(ChainContract.MATCH_PROOF)))
        .contains("and it is on chain.");
    assertThat(verify(file, "--contract", address(ChainContract.PREDICTION_POOL)))
        .contains("Not valid");
  }

  private static void operatorsSeeIt() throws Exception {
    Answer chain = server.get("/admin/chain", RunningServer.admin());
    assertThat(documented.complaints("GET", "/admin/chain", 200, chain.body())).isEmpty();
    assertThat(chain.at("/state")).isEqualTo("ok");
    assertThat(chain.at("/wallet")).isEqualTo(arena.address().toString());
    assertThat(chain.body().at("/head").asLong()).isPositive();
    assertThat(chain.body().at("/balance_wei").bigIntegerValue()).isPositive();
    assertThat(chain.body().at("/steps/confirmed").asLong()).isPositive();
    assertThat(chain.text()).doesNotContain(arena.key().replaceFirst("^0x", ""));
    // Figures that only a weak reference leads to are gone after a collection.
    System.gc();
    String metrics = server.get("/metrics").text();
    assertThat(metrics)
        .contains("lanista_chain_steps{status=\"failed\"} 0.0")
        .contains("lanista_chain_waiting{kind=\"unreachable\"} 0.0")
        .contains("lanista_chain_low_balance 0.0")
        .containsPattern("lanista_chain_confirmed_total [1-9]")
        .containsPattern("lanista_chain_lag_seconds [0-9]")
        .containsPattern("lanista_chain_balance_ether 0\\.9");
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
  }

  private static String verify(Path file, String... options) {
    StringWriter out = new StringWriter();
    Wiring nothingElse =
        new Wiring(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new ResultVerification(new Web3jSignatureRecovery(), new MatchProofResults())),
            List.of(),
            List.of());
    CommandLine line = CommandLineFactory.create(new Context(folder, Map.of()), nothingElse);
    line.setOut(new PrintWriter(out, true));
    List<String> words = new ArrayList<>(List.of("result", "verify", file.toString()));
    words.addAll(List.of(options));
    line.execute(words.toArray(String[]::new));
    return out.toString();
  }

  private static void mineUntil(String what, java.util.concurrent.Callable<Boolean> holds)
      throws Exception {
    try {
      RunningServer.await(
          what,
          () -> {
            if (holds.call()) {
              return true;
            }
            anvil.mine(1);
            return false;
          });
    } catch (AssertionError late) {
      throw new AssertionError(
          late.getMessage() + ": " + server.get("/admin/chain", RunningServer.admin()).text());
    }
  }

  private static JsonNode match(Paired paired) throws Exception {
    Answer match = server.get(paired.path());
    assertThat(documented.complaints("GET", "/matches/{id}", 200, match.body())).isEmpty();
    return match.body();
  }

  private static JsonNode chain(Paired paired) throws Exception {
    return match(paired).at("/chain");
  }

  private static String address(ChainContract contract) {
    return contracts.addresses().get(contract).toString();
  }
}
