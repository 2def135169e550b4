package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the packaged server in a JVM that is ready soon: with a class archive made once, and
 * without the optimising compiler, which no server here lives to need. Thread-safe.
 */
final class EngineLauncher {
  private static final long TO_ARCHIVE_SECONDS = 300;

  private final Path home = Path.of(System.getProperty("lanista.home")).toAbsolutePath();
  private final Path archive;

  /**
   * Makes the class archive.
   *
   * @param folder where to
   */
  EngineLauncher(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    archive = folder.resolve("classes.jsa");
    Files.deleteIfExists(archive);
    List<String> command = new ArrayList<>(java("-XX:ArchiveClassesAtExit=" + archive));
    command.add("warm-up");
    Process process =
        builder(command, Map.of()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(TO_ARCHIVE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private List<String> java(String share) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms64m",
        "-Xmx256m",
        "-Xshare:auto",
        "-Xlog:disable",
        share,
        "-Dlanista.home=" + home,
        "-Dfile.encoding=UTF-8",
        "-jar",
        jar().toString());
  }

  private Path jar() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("lanista-distribution"))
          .findFirst()
          .orElseThrow(() -> new IOException(home + "/lib holds no lanista-distribution jar."));
    }
  }

  private static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LANISTA_"));
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * Starts a server on a data folder; it does not listen yet.
   *
   * @param before put before the command, such as a tracer; usually empty
   */
  Process start(Path data, Map<String, String> environment, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(java("-XX:SharedArchiveFile=" + archive));
    command.addAll(List.of("run", "--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
    ProcessBuilder builder =
        builder(
            command,
            Map.of(
                "LANISTA_ADMIN_TOKEN",
                Link.ADMIN_TOKEN,
                "LANISTA_LOG_LEVEL",
                "warn",
                "LANISTA_SERVER_REQUESTS_PER_SECOND_PER_CLIENT",
                "0",
                "LANISTA_REGISTRATION_PER_ADDRESS_PER_HOUR",
                "0",
                // Short enough for a wager nobody answers to expire within a folder's life.
                "LANISTA_WAGER_PROPOSAL_WINDOW",
                "10s",
                "LANISTA_WAGER_ANSWER_WINDOW",
                "3s"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
