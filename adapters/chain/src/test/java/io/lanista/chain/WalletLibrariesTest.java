package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.NodePackages;
import io.lanista.chain.local.RealAnvil;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.TypedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the libraries behind most wallets sign when they are given our typed-data document: it is
 * verified by us and taken by the contract.
 */
final class WalletLibrariesTest extends ChainTest {
  private static final String[] LIBRARIES = {"viem@2.57.20", "ethers@6.15.0"};

  private static Signature sign(String library, LocalAccount account, MatchResult result) {
    NodePackages packages = RealAnvil.packages();
    return RealAnvil.orSkip(
        () -> {
          packages.install(LIBRARIES);
          return Signature.parse(run(packages, library, account, result));
        });
  }

  private static String run(
      NodePackages packages, String library, LocalAccount account, MatchResult result)
      throws IOException {
    Path folder = Files.createTempDirectory(packages.folder(), "sign-");
    Path script = folder.resolve("sign-typed-data.cjs");
    try (InputStream in = WalletLibrariesTest.class.getResourceAsStream("sign-typed-data.cjs")) {
      Files.write(script, in.readAllBytes());
    }
    Path document = folder.resolve("document.json");
    new ObjectMapper().writeValue(document.toFile(), TypedData.of(contracts.domain(), result));
    Path out = folder.resolve("signature");
    Process node =
        new ProcessBuilder("node", script.toString(), library, "0x" + account.key())
            .redirectInput(document.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      node.destroyForcibly();
    }
    assertThat(folder.resolve("errors")).hasContent("");
    return Files.readString(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viem", "ethers"})
  void whatTheySignIsVerifiedHereAndOnChain(String library) {
    MatchResult result = result();
    Signature first = sign(library, winner, result);
    Signature second = sign(library, loser, result);

    Web3jSignatureRecovery recovery = new Web3jSignatureRecovery();
    assertThat(recovery.recover(recovery.digest(contracts.domain(), result), first))
        .isEqualTo(Recovery.of(winner.address()));
    assertThat(first).isEqualTo(ResultSigner.of(winner.key()).sign(contracts.domain(), result));

    send(chain(), new ChainCall.RecordMatch(result, first, second));
    assertThat(contracts.results().find(result.matchId())).contains(result);
  }
}
