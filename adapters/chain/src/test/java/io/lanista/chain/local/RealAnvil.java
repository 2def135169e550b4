package io.lanista.chain.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Real chains for tests: the anvil on the PATH, else npm's, installed once for all modules into the
 * build's {@code target/npm}. Where neither can be had, the test is skipped and says why.
 * Thread-safe.
 */
public final class RealAnvil {
  private static final NodePackages PACKAGES = new NodePackages(root().resolve("target/npm"));

  private RealAnvil() {}

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("adapters/chain/contracts"))) {
      at = at.getParent();
    }
    return at;
  }

  /** Where npm's packages are. */
  public static NodePackages packages() {
    return PACKAGES;
  }

  /** A chain with anvil's usual id; to be closed. */
  public static Anvil start(String... options) {
    return start(Anvil.CHAIN_ID, options);
  }

  /** A chain; to be closed. */
  public static Anvil start(BigInteger chainId, String... options) {
    return orSkip(() -> Anvil.start(Anvil.program(PACKAGES), PACKAGES.folder(), chainId, options));
  }

  /** The project's contracts, compiled once for all. */
  public static JsonNode contracts() {
    return orSkip(() -> new SolidityCompiler(PACKAGES).compile());
  }

  /** Something that needs a program of this machine or of npm. */
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws IOException;
  }

  /** Does it, or skips the test with the reason; with LANISTA_REQUIRE_REAL=true it fails. */
  public static <T> T orSkip(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (IOException missing) {
      if ("true".equals(System.getenv("LANISTA_REQUIRE_REAL"))) {
        return Assertions.fail("LANISTA_REQUIRE_REAL is set, but: " + missing.getMessage());
      }
      return Assumptions.abort(missing.getMessage());
    }
  }
}
