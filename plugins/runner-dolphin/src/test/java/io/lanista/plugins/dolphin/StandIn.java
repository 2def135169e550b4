package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.MatchId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

  /** The notes of the games that are noted as running. */
  List<Path> notes() throws IOException {
    if (!Files.exists(settings.run())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(settings.run())) {
      return files.filter(file -> file.toString().endsWith(".game")).toList();
    }
  }

  /** The processes of the only game. */
  Optional<Family> family() throws IOException {
    List<Path> notes = notes();
    return notes.isEmpty() ? Optional.empty() : new GameNote(notes.get(0)).family();
  }

  /** The same, when the two children of the stand-in that leave it have done so. */
  Family awaitDetached() throws Exception {
    Path told = folder.resolve("world/detached");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(told) || Files.size(told) < 2) {
      if (System.nanoTime() > until) {
        throw new AssertionError("The stand-in's children did not leave it.");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Family family = family().orElseThrow();
    assertThat(family.members()).hasSizeGreaterThanOrEqualTo(5);
    return family;
  }
}
