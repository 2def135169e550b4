package io.lanista.distribution.crash;

import java.nio.file.Path;

/**
 * How a run of crash rounds is done.
 *
 * @param seed every round's plan follows from it and the round's number
 * @param rounds how many kills in all
 * @param parallel independent arenas, each with a server and a folder of its own
 * @param folderRounds rounds on one data folder, before it is audited and a new one begun
 * @param target where folders, logs and the class archive go
 */
record CrashSettings(long seed, int rounds, int parallel, int folderRounds, Path target) {
  CrashSettings {
    if (rounds < 1 || parallel < 1 || parallel > 16 || folderRounds < 1) {
      throw new IllegalArgumentException(
          "rounds, parallel (to 16) and folder-rounds are 1 or more.");
    }
  }

  /** From {@code -Dlanista.crash.seed}, {@code .rounds}, {@code .parallel}, {@code .folder}. */
  static CrashSettings read(String name, int usualRounds) {
    return new CrashSettings(
        Long.getLong("lanista.crash.seed", 20261121L),
        Integer.getInteger("lanista.crash.rounds", usualRounds),
        Integer.getInteger("lanista.crash.parallel", 2),
        Integer.getInteger("lanista.crash.folder", 25),
        Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("crash-" + name));
  }

  /** The rounds of one of the arenas. */
  int roundsOf(int arena) {
    return rounds / parallel + (arena < rounds % parallel ? 1 : 0);
  }
}
