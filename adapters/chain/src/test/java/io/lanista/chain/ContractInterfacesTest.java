package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.local.RealAnvil;
import io.lanista.chain.local.SolidityCompiler;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/**
 * That three things say the same: our ABIs, our Solidity, and the selectors and topics of the
 * deployed contracts (shared vectors; skipped without them).
 */
final class ContractInterfacesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WalletAddress SOME = WalletAddress.parse("0x" + "12".repeat(20));

  private static JsonNode abi(String contract) throws IOException {
    String name = "abi/" + contract + ".json";
    try (InputStream in = ContractErrors.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }

  /** Functions or events of an ABI: their signature, and its whole hash. */
  private static Map<String, String> hashes(JsonNode abi, String type) {
    Map<String, String> hashes = new HashMap<>();
    for (JsonNode entry : abi) {
      if (type.equals(entry.path("type").asText())) {
        String signature = entry.path("name").asText() + types(entry.path("inputs"));
        hashes.put(signature, Hash.sha3String(signature));
      }
    }
    return hashes;
  }

  private static String types(JsonNode inputs) {
    StringBuilder types = new StringBuilder("(");
    for (JsonNode input : inputs) {
      types.append(types.length() > 1 ? "," : "");
      String type = input.path("type").asText();
      types.append(
          type.startsWith("tuple")
              ? types(input.path("components")) + type.substring("tuple".length())
              : type);
    }
    return types.append(')').toString();
  }

  private static JsonNode vectors() throws IOException {
    Optional<Path> file = Optional.empty();
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data/vectors/selectors.json");
      if (file.isEmpty() && Files.exists(candidate)) {
        file = Optional.of(candidate);
      }
    }
    assumeTrue(file.isPresent(), "no shared/data/vectors beside or above this project");
    return JSON.readTree(file.get().toFile());
  }

  @Test
  void ourAbisHaveTheSelectorsAndTopicsOfTheDeployedContracts() throws IOException {
    JsonNode vectors = vectors();
    int compared = 0;
    for (var contract : vectors.path("functions").properties()) {
      Map<String, String> ours = hashes(abi(contract.getKey()), "function");
      for (var function : contract.getValue().properties()) {
        assertThat(ours).as(contract.getKey()).containsKey(function.getKey());
        assertThat(ours.get(function.getKey())).startsWith(function.getValue().asText());
        compared++;
      }
    }
    for (var contract : vectors.path("events").properties()) {
      Map<String, String> ours = hashes(abi(contract.getKey()), "event");
      for (var event : contract.getValue().properties()) {
        assertThat(ours)
            .as(contract.getKey())
            .containsEntry(event.getKey(), event.getValue().asText());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void theCompilerFindsTheSelectorsOfTheDeployedContracts() throws IOException {
    JsonNode compiled = RealAnvil.contracts();
    for (var contract : vectors().path("functions").properties()) {
      JsonNode ours = compiled.path(contract.getKey()).path("evm").path("methodIdentifiers");
      for (var function : contract.getValue().properties()) {
        assertThat("0x" + ours.path(function.getKey()).asText())
            .as(function.getKey())
            .isEqualTo(function.getValue().asText());
      }
    }
  }

  @Test
  void ourAbisAreThoseOfOurContracts() throws IOException {
    JsonNode compiled = RealAnvil.contracts();
    for (String contract : SolidityCompiler.CONTRACTS) {
      assertThat(abi(contract)).as(contract).isEqualTo(compiled.path(contract).path("abi"));
    }
  }

  @Test
  void whatTheEngineEncodesHasThoseSelectors() throws IOException {
    Map<ChainContract, WalletAddress> everywhere = new EnumMap<>(ChainContract.class);
    for (ChainContract contract : ChainContract.values()) {
      everywhere.put(contract, SOME);
    }
    ChainContracts contracts = new ChainContracts(everywhere);
    BigInteger id = BigInteger.TEN;
    MatchResult result = new MatchResult(Bytes32.ZERO, SOME, SOME, "melee", 3, 1, Bytes32.ZERO, 1);
    Signature signature = Signature.of(new byte[65]);
    Map<ChainCall, String> calls = new HashMap<>();
    calls.put(new ChainCall.RecordMatch(result, signature, signature), "MatchProof recordMatch");
    calls.put(new ChainCall.PostRating(id, "melee", 1, 1, 1, 1), "ReputationRegistry giveFeedback");
    calls.put(new ChainCall.CreatePool(Bytes32.ZERO, SOME, SOME), "PredictionPool createPool");
    calls.put(new ChainCall.ResolvePool(id), "PredictionPool resolve");
    calls.put(new ChainCall.CancelPool(id), "PredictionPool cancelPool");
    calls.put(new ChainCall.ClaimTimeout(id), "Wager claimTimeout");
    for (Map.Entry<ChainCall, String> call : calls.entrySet()) {
      String[] name = call.getValue().split(" ");
      EncodedCall encoded = CallEncoder.encode(call.getKey(), contracts);
      String selector = "0x" + HexFormat.of().formatHex(encoded.data(), 0, 4);
      assertThat(hashes(abi(name[0]), "function").entrySet())
          .as(call.getValue())
          .anyMatch(
              function ->
                  function.getKey().startsWith(name[1] + "(")
                      && function.getValue().startsWith(selector));
    }
  }
}
