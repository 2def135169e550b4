package io.lanista.chain.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Compiles the project's contracts with npm's solc. What was compiled once is kept beside the
 * compiler, under the hash of its source.
 */
public final class SolidityCompiler {
  /** The contracts' names, which are their files' too. */
  public static final List<String> CONTRACTS =
      List.of("MatchProof", "Wager", "PredictionPool", "IdentityRegistry", "ReputationRegistry");

  private static final String SOLC = "solc@0.8.37";
  private static final long SECONDS_TO_COMPILE = 180;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodePackages packages;

  public SolidityCompiler(NodePackages packages) {
    this.packages = packages;
  }

  /**
   * The compiled contracts, by name: {@code abi} and {@code evm} of solc's standard JSON.
   *
   * @throws IOException if solc cannot be had or finds an error
   */
  public JsonNode compile() throws IOException {
    String input = JSON.writeValueAsString(input());
    Path kept = packages.folder().resolve("contracts-" + hash(SOLC + input) + ".json");
    if (!Files.exists(kept)) {
      packages.install(SOLC);
      JsonNode contracts = contracts(run(input));
      Path fresh = Files.createTempFile(packages.folder(), "contracts-", ".tmp");
      JSON.writeValue(fresh.toFile(), contracts);
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return JSON.readTree(kept.toFile());
  }

  private static ObjectNode input() throws IOException {
    ObjectNode input = JSON.createObjectNode().put("language", "Solidity");
    ObjectNode sources = input.putObject("sources");
    for (String contract : CONTRACTS) {
      sources.putObject(contract + ".sol").put("content", source(contract));
    }
    ObjectNode settings = input.putObject("settings");
    settings.putObject("optimizer").put("enabled", true).put("runs", 200);
    // Without instructions that came later, so that any chain runs them.
    settings.put("evmVersion", "paris");
    settings
        .putObject("outputSelection")
        .putObject("*")
        .putArray("*")
        .add("abi")
        .add("evm.bytecode.object")
        .add("evm.methodIdentifiers");
    return input;
  }

  private static String source(String contract) throws IOException {
    String name = "/io/lanista/chain/contracts/" + contract + ".sol";
    try (InputStream in = SolidityCompiler.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The source of the contract " + contract + " is not in this build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String run(String input) throws IOException {
    Path in = Files.createTempFile(packages.folder(), "solc-", ".in");
    Path out = Files.createTempFile(packages.folder(), "solc-", ".out");
    try {
      Files.writeString(in, input);
      Process solc =
          new ProcessBuilder(
                  "node", packages.modules().resolve("solc/solc.js").toString(), "--standard-json")
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(packages.folder().resolve("solc.log").toFile())
              .start();
      Processes.await(solc, SECONDS_TO_COMPILE, "solc");
      return Files.readString(out);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private static JsonNode contracts(String output) throws IOException {
    // It may say something before the JSON begins.
    int begin = output.indexOf('{');
    if (begin < 0) {
      throw new IOException("solc answered nothing.");
    }
    JsonNode answer = JSON.readTree(output.substring(begin));
    for (JsonNode problem : answer.path("errors")) {
      throw new IOException("solc finds: " + problem.path("formattedMessage").asText());
    }
    ObjectNode byName = JSON.createObjectNode();
    for (String contract : CONTRACTS) {
      byName.set(contract, answer.path("contracts").path(contract + ".sol").path(contract));
    }
    return byName;
  }

  private static String hash(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
