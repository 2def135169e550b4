package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server whose data folder is a disk of a few MiB that a test can fill: a tmpfs in a mount
 * namespace of the server's own, for which nobody needs to be root. The test reaches it through the
 * server's view of the file system.
 */
final class SmallDisk implements AutoCloseable {
  private final ServerProcess process;
  private final Path data;
  private final Path filler;

  private SmallDisk(ServerProcess process, Path data) {
    this.process = process;
    this.data = data;
    this.filler = data.resolve("filler");
  }

  /** Starts a server; skips the test where the system has no namespaces for it. */
  static SmallDisk start(Path folder, int mebibytes, Map<String, String> environment)
      throws Exception {
    requireNamespaces();
    Map<String, String> all = new HashMap<>(environment);
    all.put("LANISTA_DATA_MIN_FREE_SPACE", "0B");
    ServerProcess process =
        ServerProcess.start(
            List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=\"$1\"m tmpfs \"$2\" && exec \"$3\" run --port 0 --data"
                    + " \"$2\"",
                "sh",
                Integer.toString(mebibytes),
                folder.toString(),
                RunningServer.home().resolve("bin/lanista").toString()),
            all);
    Path seen =
        Path.of("/proc", Long.toString(process.pid()), "root").resolve("." + folder).normalize();
    return new SmallDisk(process, seen);
  }

  private static void requireNamespaces() throws InterruptedException {
    boolean there = false;
    try {
      there = new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
    } catch (IOException noSuchTool) {
      there = false;
    }
    String needed =
        "a small disk needs unshare (util-linux) and user namespaces"
            + " (sysctl kernel.unprivileged_userns_clone=1)";
    if (Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
      assertThat(there).as(needed).isTrue();
    }
    assumeThat(there).as(needed).isTrue();
  }

  ServerProcess process() {
    return process;
  }

  RunningServer client() {
    return process.client();
  }

  /** The data folder, as the server sees it. */
  Path data() {
    return data;
  }

  /** Takes every byte that is left. */
  void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      assertThat(full.getMessage()).contains("space");
    }
  }

  void makeRoom() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() {
    process.close();
  }
}
