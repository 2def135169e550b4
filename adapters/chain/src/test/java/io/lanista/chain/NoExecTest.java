package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose temporary folder is mounted so that nothing in it may be executed. */
final class NoExecTest {
  @TempDir private Path folder;

  /** What the process does: it recovers one signer, and says how. */
  static final class Recover {
    private Recover() {}

    public static void main(String[] arguments) {
      FastestSignatureRecovery recovery = new FastestSignatureRecovery();
      ResultSigner signer = ResultSigner.of(BigInteger.TWO);
      System.out.println(
          recovery.recover(Bytes32.ZERO, signer.sign(Bytes32.ZERO)).signer().orElseThrow());
      System.out.println(recovery);
    }
  }

  @Test
  void getsWeb3jAndSaysWhy() throws Exception {
    NativeHere.recovery();
    boolean mounts = run(List.of("true")).isEmpty();
    if (!Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
      assumeTrue(mounts, "unshare cannot mount here");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> said =
        run(List.of(java, "-Djava.io.tmpdir=" + folder, "-cp", classes, Recover.class.getName()));
    assertThat(said)
        .contains(ResultSigner.of(BigInteger.TWO).address().toString())
        .last()
        .asString()
        .startsWith("web3j")
        .contains("unpacked into " + folder + ", does not load: failed to map");
  }

  /** Runs a command with such a folder and gives what it writes. */
  private List<String> run(List<String> command) throws IOException, InterruptedException {
    String mount = "mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"";
    List<String> words =
        new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount, folder.toString()));
    words.addAll(command);
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException noUnshare) {
      return List.of(noUnshare.toString());
    }
    try {
      process.getOutputStream().close();
      // Little enough for the pipe to hold.
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
