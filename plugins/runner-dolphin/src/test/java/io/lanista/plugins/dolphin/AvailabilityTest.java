package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.plugin.PluginSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailabilityTest {
  @TempDir private Path folder;

  @Test
  void saysWhatIsMissingOneAfterTheOther() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 1");
    assertThat(why(Map.of())).contains("plugins.settings.runner-dolphin.dolphin", "it is not set");
    String dolphin = standIn.settings.dolphin().toString();
    assertThat(why(Map.of("dolphin", dolphin))).contains("plugins.settings.runner-dolphin.iso");
    String iso = standIn.settings.iso().toString();
    assertThat(why(Map.of("dolphin", dolphin, "iso", iso, "python", "/nowhere/python")))
        .contains("/nowhere/python has no libmelee", "pip install");
  }

  @Test
  void isAvailableWithAllOfIt() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 1");
    assertThat(new DolphinGame(standIn.settings).whyUnavailable()).isEmpty();
  }

  @Test
  void settingsAreCheckedByName() {
    PluginSettings misspelt = new PluginSettings("runner-dolphin", Map.of("dolfin", "x"));
    assertThatThrownBy(() -> new DolphinPlugin(misspelt)).hasMessageContaining("dolfin");
  }

  @Test
  void aRunFolderThatOthersCanEnterIsRefused() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 1");
    Files.createDirectory(standIn.settings.run());
    Files.setPosixFilePermissions(
        standIn.settings.run(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> new DolphinGame(standIn.settings).open(standIn.start()))
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("run-folder");
  }

  private static String why(Map<String, String> settings) {
    return new DolphinGame(DolphinSettings.of(new PluginSettings("runner-dolphin", settings)))
        .whyUnavailable()
        .orElseThrow();
  }
}
