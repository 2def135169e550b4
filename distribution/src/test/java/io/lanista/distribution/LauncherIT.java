package io.lanista.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, as a process of its own. */
class LauncherIT {
  private static final Path HOME = Path.of(System.getProperty("lanista.home"));

  @TempDir Path folder;

  private record Ended(int exit, String out, String err) {}

  @Test
  void versionIsTheBuilds() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of(), "--version");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).matches("lanista \\d+\\.\\d+\\.\\d+\\R");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void helpShowsVerbsAndExamples() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of(), "--help");
    assertThat(ended.out()).contains("config", "doctor", "Examples:", "Exit codes:");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void shippedConfigurationHasNoProblems() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of(), "config", "check");
    assertThat(ended.out()).contains("etc/lanista.conf: no problems");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void configCheckSaysEveryProblemOfABadFile() throws Exception {
    Path bad =
        Files.writeString(
            folder.resolve("bad.conf"), "server.port = many\nservre.host = a\nadmin.token = x\n");
    Ended ended =
        run(
            HOME.resolve("bin/lanista"),
            Map.of("LANISTA_LOG_LEVEL", "loud"),
            "config",
            "check",
            "--config",
            bad.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("bad.conf:1: server.port", "bad.conf:2: ", "Did you mean server.host?")
        .contains(
            "bad.conf:3: admin.token is a secret", "LANISTA_LOG_LEVEL: log.level", "4 problems.");
  }

  @Test
  void wrongCommandLineExitsWithTwo() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of(), "confgi");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("confgi", "lanista --help").doesNotContain("\tat ");
  }

  @Test
  void withoutAVerbItShowsWhatThereIs() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of());
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("Verbs:", "demo", "run", "doctor");
  }

  @Test
  void aTakenPortIsSaidWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended =
          run(
              HOME.resolve("bin/lanista"),
              Map.of("LANISTA_CACHE", "off"),
              "run",
              "--port",
              String.valueOf(taken.getLocalPort()),
              "--data",
              folder.resolve("data").toString());
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .contains("127.0.0.1:" + taken.getLocalPort(), "already in use", "--port")
          .doesNotContain("Exception", "org.flywaydb", "o.f.core", "HikariPool");
    }
  }

  @Test
  void verifyOfAFolderSaysWhatItWants() throws Exception {
    Ended ended = run(HOME.resolve("bin/lanista"), Map.of(), "plugin", "verify", folder.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("is a folder", "plugin list");
  }

  @Test
  void doctorSaysWhatIsThere() throws Exception {
    Ended ended =
        run(
            HOME.resolve("bin/lanista"),
            Map.of("LANISTA_ADMIN_TOKEN", "not-to-be-seen"),
            "doctor",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());
    assertThat(ended.out())
        .contains("java", "data folder", "plugins", "admin routes")
        .doesNotContain("not-to-be-seen");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void worksThroughASymbolicLinkFromAFolderWithASpace() throws Exception {
    Path link =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("some where")).resolve("lan"),
            HOME.resolve("bin/lanista"));
    assertThat(run(link, Map.of(), "--version").exit()).isZero();
  }

  @Test
  void worksWhenInstalledInAFolderWithASpace() throws Exception {
    Path home = folder.resolve("my lanista");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(
        HOME.resolve("bin/lanista"),
        home.resolve("bin/lanista"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(home.resolve("lib"), HOME.resolve("lib"));
    Ended ended = run(home.resolve("bin/lanista"), Map.of(), "config", "show");
    assertThat(ended.out()).contains("= " + home.toRealPath().resolve("data"));
  }

  @Test
  void saysWhatToInstallWhenJavaIsTooOld() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Files.writeString(java, "#!/bin/sh\nexit 99\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Ended ended =
        run(
            HOME.resolve("bin/lanista"),
            Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
            "--version");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("is Java 11.0.2; Lanista needs 17");
  }

  @Test
  void aClassArchiveIsNotUsedWithJarsPutThereLater() throws Exception {
    Path home = folder.resolve("home");
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("lanista");
    Files.copy(
        HOME.resolve("bin/lanista"), launcher, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment = Map.of("JAVA_HOME", folder.resolve("jdk").toString());
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.writeString(lib.resolve("lanista-distribution-1.jar"), "old");
    Files.createDirectories(home.resolve("cache"));
    Files.writeString(home.resolve("cache/lanista-distribution-1-java-17.0.1.jsa"), "");
    assertThat(run(launcher, environment, "doctor").out()).contains("-XX:SharedArchiveFile=");

    // As a reproducible build leaves it: newly there, and with a time long gone.
    Path jar = lib.resolve("lanista-distribution-1.jar");
    Files.writeString(jar, "new");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(run(launcher, environment, "doctor").out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void archiveHoldsOneFolderWithWhatIsPromised() throws Exception {
    assumeThat(Files.exists(Path.of("/bin/tar"))).isTrue();
    Path archive;
    try (var files = Files.list(HOME.resolveSibling("."))) {
      archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    String top = archive.getFileName().toString().replace(".tar.gz", "");
    Ended ended = run(Path.of("/bin/tar"), Map.of(), "tzf", archive.toString());
    assertThat(ended.out().lines()).allMatch(line -> line.startsWith(top + "/"));
    assertThat(ended.out().lines())
        .contains(
            top + "/bin/lanista", top + "/etc/lanista.conf", top + "/data/", top + "/LICENSE");
  }

  private Ended run(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LANISTA_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
