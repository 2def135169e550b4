package io.lanista.chain.local;

import io.lanista.chain.JsonRpc;
import io.lanista.chain.RpcEndpoint;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chain on this machine (Foundry's anvil), on the loopback only, gone when it is closed or this
 * process ends. It mines a block for each transaction unless told otherwise. Thread-safe, but for
 * its own ending.
 */
public final class Anvil implements AutoCloseable {
  /** What anvil itself takes for its chain id. */
  public static final BigInteger CHAIN_ID = BigInteger.valueOf(31337);

  private static final String PACKAGE = "@foundry-rs/anvil@1.7.1";
  private static final long SECONDS_TO_START = 30;
  private static final Pattern LISTENING =
      Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)\\s");

  private final Process process;
  private final int port;
  private final BigInteger chainId;
  private final JsonRpc rpc;
  private final Thread atExit;

  private Anvil(Process process, int port, BigInteger chainId) {
    this.process = process;
    this.port = port;
    this.chainId = chainId;
    this.rpc = new JsonRpc(endpoint());
    this.atExit = new Thread(() -> Processes.kill(process), "anvil-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * The anvil on the PATH, else that of the npm packages, installed there if it is not.
   *
   * @throws IOException if there is none to be had; the message says what to install
   */
  public static Path program(NodePackages packages) throws IOException {
    Optional<Path> own = NodePackages.onPath("anvil");
    if (own.isPresent()) {
      return own.get();
    }
    try {
      packages.install(PACKAGE);
    } catch (IOException failed) {
      throw new IOException(
          "There is no anvil on the PATH (see getfoundry.sh), and npm brings none: "
              + failed.getMessage(),
          failed);
    }
    Path program =
        packages.modules().resolve("@foundry-rs/anvil-" + platform()).resolve("bin/anvil");
    if (!Files.isExecutable(program)) {
      throw new IOException("There is no anvil for this machine on npm; put one on the PATH.");
    }
    return program;
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "darwin" : "linux")
        + (machine.contains("aarch64") || machine.contains("arm") ? "-arm64" : "-amd64");
  }

  /**
   * Starts a chain; returns when it answers.
   *
   * @param folder for its log
   * @param options more of anvil's
   */
  public static Anvil start(Path program, Path folder, BigInteger chainId, String... options)
      throws IOException {
    Files.createDirectories(folder);
    Path log = Files.createTempFile(folder, "anvil-", ".log");
    List<String> command = new ArrayList<>(List.of(program.toString(), "--host", "127.0.0.1"));
    command.addAll(List.of("--port", "0", "--accounts", "0"));
    command.addAll(List.of("--chain-id", chainId.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return new Anvil(process, awaitStart(process, log), chainId);
    } catch (IOException failed) {
      Processes.kill(process);
      throw failed;
    }
  }

  private static int awaitStart(Process process, Path log) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      pause();
    }
    throw new IOException("anvil did not start: " + Files.readString(log));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it answers JSON-RPC. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where it answers, with a patience for slow machines. */
  public RpcEndpoint endpoint() {
    return new RpcEndpoint(url(), Duration.ofSeconds(20));
  }

  public int port() {
    return port;
  }

  public BigInteger chainId() {
    return chainId;
  }

  /**
   * Asks anything.
   *
   * @return maps, lists, texts, numbers or null, as the JSON is
   * @throws io.lanista.ports.chain.ChainException if it answers an error
   */
  public Optional<Object> call(String method, Object... parameters) {
    return rpc.call(method, parameters);
  }

  /** Mines blocks, whether or not there is something to mine. */
  public void mine(int blocks) {
    call("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /** Whether each transaction gets a block at once. */
  public void automine(boolean on) {
    call("evm_setAutomine", on);
  }

  /** Remembers the chain as it is now, for one {@link #revert}. */
  public String snapshot() {
    return (String) call("evm_snapshot").orElseThrow();
  }

  /** Goes back to a snapshot. */
  public void revert(String snapshot) {
    call("evm_revert", snapshot);
  }

  /** Replaces the newest blocks by as many others without transactions. */
  public void reorg(int depth) {
    call("anvil_reorg", depth, List.of());
  }

  /** Moves the time of the next blocks on, and mines one. */
  public void forward(Duration time) {
    call("evm_increaseTime", time.toSeconds());
    mine(1);
  }

  /** Gives an account so much and no more. */
  public void setBalance(WalletAddress account, BigInteger wei) {
    call("anvil_setBalance", account.toString(), "0x" + wei.toString(16));
  }

  /** What an account has, in wei. */
  public BigInteger balance(WalletAddress account) {
    return quantity(call("eth_getBalance", account.toString(), "latest"));
  }

  /** The newest block's number. */
  public long blockNumber() {
    return quantity(call("eth_blockNumber")).longValueExact();
  }

  /** How many of an account's transactions are in blocks. */
  public long nonce(WalletAddress account) {
    return quantity(call("eth_getTransactionCount", account.toString(), "latest")).longValueExact();
  }

  /** The base fee of the next block, in wei. */
  public void setNextBaseFee(BigInteger wei) {
    call("anvil_setNextBlockBaseFeePerGas", "0x" + wei.toString(16));
  }

  /** Forgets a transaction that is in no block yet. */
  public void drop(String hash) {
    call("anvil_dropTransaction", hash);
  }

  /** All transactions of a block, in its order. */
  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> transactions(long block) {
    Map<String, Object> found =
        (Map<String, Object>)
            call("eth_getBlockByNumber", "0x" + Long.toHexString(block), true).orElseThrow();
    return (List<Map<String, Object>>) found.get("transactions");
  }

  private static BigInteger quantity(Optional<Object> hex) {
    return new BigInteger(((String) hex.orElseThrow()).substring(2), 16);
  }

  /** Has it hang (SIGSTOP): connections stay, and nothing is answered. */
  public void hang() {
    signal("STOP");
  }

  /** Ends the hanging (SIGCONT). */
  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      Processes.await(kill, 10, "kill");
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends the chain; nothing of it stays but the log. */
  @Override
  public void close() {
    Processes.kill(process);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // This process ends already, and the hook has run or will.
      return;
    }
  }
}
