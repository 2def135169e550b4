package io.lanista.plugins.dolphin;

import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.MatchId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A Dolphin and a libmelee that are none, in a folder of one test. */
final class StandIn {
  private static final Path SOURCE = Path.of("src/test/resources/standin").toAbsolutePath();

  final Path folder;
  final DolphinSettings settings;

  /**
   * Makes them.
   *
   * @param behaviour what the stand-in does, such as {@code plays 10}
   */
  StandIn(Path folder, String behaviour, String... arguments) throws IOException {
    this.folder = folder;
    Path dolphin = executable("slippi dolphin", Files.readString(SOURCE.resolve("dolphin")));
    Path python =
        executable("python", "#!/bin/sh\nPYTHONPATH='" + SOURCE + "' exec python3 -B \"$@\"\n");
    settings =
        new DolphinSettings(
            dolphin,
            Files.writeString(folder.resolve("melee.iso"), behaviour),
            python.toString(),
            List.of(arguments),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            folder.resolve("run"));
  }

  private Path executable(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  DolphinSettings impatient() {
    return new DolphinSettings(
        settings.dolphin(),
        settings.iso(),
        settings.python(),
        settings.arguments(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        settings.run());
  }

  WorldStart start(String p1, String p2) throws IOException {
    return new WorldStart(
        new MatchId(new UUID(1, 2)),
        1,
        42,
        new WorldStart.Contestant("ann", p1),
        new WorldStart.Contestant("bob", p2),
        Files.createDirectories(folder.resolve("world")));
  }

  WorldStart start() throws IOException {
    return start("{}", "{}");
  }

  /** The marks of the games that are noted as running. */
  List<String> marks() throws IOException {
    try (Stream<Path> notes = Files.list(settings.run())) {
      return notes
          .map(note -> note.getFileName().toString())
          .filter(name -> name.endsWith(".game"))
          .map(name -> name.substring(0, name.length() - ".game".length()))
          .toList();
    }
  }
}
