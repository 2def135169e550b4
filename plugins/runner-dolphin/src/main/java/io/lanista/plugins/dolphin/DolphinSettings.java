package io.lanista.plugins.dolphin;

import io.lanista.ports.plugin.PluginSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the operator sets under {@code plugins.settings.runner-dolphin}.
 *
 * @param dolphin the executable of Slippi Dolphin; empty path if not set
 * @param iso the game; empty path if not set
 * @param python an interpreter that has libmelee
 * @param arguments more ones for Dolphin; in the configuration separated by spaces
 * @param startWithin a game that has not begun after this has failed
 * @param frameWithin a frame that takes longer has failed
 * @param run where notes about running games and their logs lie
 */
record DolphinSettings(
    Path dolphin,
    Path iso,
    String python,
    List<String> arguments,
    Duration startWithin,
    Duration frameWithin,
    Path run) {
  DolphinSettings {
    arguments = List.copyOf(arguments);
  }

  static DolphinSettings of(PluginSettings settings) {
    settings.allowOnly(
        "dolphin", "iso", "python", "arguments", "start-timeout", "frame-timeout", "run-folder");
    String temporary = System.getProperty("java.io.tmpdir");
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
    return new DolphinSettings(
        Path.of(settings.text("dolphin", "").strip()),
        Path.of(settings.text("iso", "").strip()),
        settings.text("python", "python3").strip(),
        words(settings.text("arguments", "")),
        settings.seconds(
            "start-timeout", Duration.ofSeconds(50), Duration.ofSeconds(1), Duration.ofMinutes(10)),
        settings.seconds(
            "frame-timeout", Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ofMinutes(5)),
        Path.of(settings.text("run-folder", temporary + "/lanista-dolphin-" + user))
            .toAbsolutePath());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
