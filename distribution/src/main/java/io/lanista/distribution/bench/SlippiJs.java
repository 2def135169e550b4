package io.lanista.distribution.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The reader most programs use, in a Node.js of its own, if it is installed. */
final class SlippiJs {
  private static final int PATIENCE_SECONDS = 60;

  /** Prints the median of five readings in milliseconds, after two to warm up. */
  private static final String PROGRAM =
      String.join(
          "\n",
          // From version 8 on, what reads files is an entry of its own.
          "let slippi;",
          "try { slippi = require('@slippi/slippi-js/node'); }",
          "catch (older) { slippi = require('@slippi/slippi-js'); }",
          "const { SlippiGame } = slippi;",
          "const file = process.argv[1];",
          "const times = [];",
          "for (let i = 0; i < 7; i++) {",
          "  const began = process.hrtime.bigint();",
          "  const game = new SlippiGame(file);",
          "  game.getSettings(); game.getFrames(); game.getGameEnd();",
          "  if (i > 1) times.push(Number(process.hrtime.bigint() - began) / 1e6);",
          "}",
          "console.log(times.sort((a, b) => a - b)[2]);");

  private SlippiJs() {}

  /** What it takes for one recording; empty if Node.js or the module is not there. */
  static Optional<Double> seconds(Path file) throws IOException, InterruptedException {
    Process node;
    try {
      node =
          new ProcessBuilder("node", "-e", PROGRAM, file.toAbsolutePath().toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
    try {
      if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || node.exitValue() != 0) {
        return Optional.empty();
      }
      String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(Double.parseDouble(printed.strip()) / 1e3);
    } catch (NumberFormatException somethingElse) {
      return Optional.empty();
    } finally {
      node.destroyForcibly();
    }
  }
}
