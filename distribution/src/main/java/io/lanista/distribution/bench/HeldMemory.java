package io.lanista.distribution.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a server process holds for its connections. */
final class HeldMemory {
  private static final int PATIENCE_SECONDS = 60;

  private HeldMemory() {}

  /**
   * Bytes of objects that a full collection leaves; 0 if there is no jcmd beside this Java, which
   * is what counts them.
   */
  static long heap(ServedProcess server) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return 0;
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    // The last line: Total, instances, bytes.
    return printed
        .lines()
        .filter(line -> line.startsWith("Total"))
        .map(line -> line.strip().split("\\s+"))
        .mapToLong(words -> Long.parseLong(words[words.length - 1]))
        .findFirst()
        .orElse(0);
  }

  /** Bytes that wait in the kernel to be sent from this port; 0 where /proc does not say. */
  static long kernel(int port) throws IOException {
    long bytes = 0;
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (Files.isReadable(Path.of(table))) {
        String local = ":%04X".formatted(port);
        bytes +=
            Files.readAllLines(Path.of(table)).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 4 && words[1].endsWith(local))
                .mapToLong(words -> Long.parseLong(words[4].split(":")[0], 16))
                .sum();
      }
    }
    return bytes;
  }
}
