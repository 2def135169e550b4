package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFileTest {
  private static final Set<String> SECRETS =
      Set.of(
          "admin.token",
          "chain.key",
          "judges.hook.token",
          "redis.password",
          "replay.s3.secret-key",
          "storage.password");

  static final Path SHIPPED = Path.of("src/main/dist/etc/lanista.conf");

  @TempDir Path home;

  @Test
  void asShippedItChangesNothing() throws Exception {
    assertThat(load(Optional.of(SHIPPED)).config()).isEqualTo(load(Optional.empty()).config());
  }

  @Test
  void everyDefaultItShowsIsTheDefaultInTheCode() throws Exception {
    Map<String, String> inCode = values(load(Optional.empty()));
    // Secrets: not to be written there.
    inCode.keySet().removeAll(SECRETS);
    ConfigLoader.Loaded shown = load(Optional.of(uncommented()));
    Map<String, String> inFile = values(shown);
    inFile.keySet().removeAll(SECRETS);
    assertThat(inFile).isEqualTo(inCode);
    assertThat(
            shown.settings().stream()
                .filter(setting -> setting.from().equals(Setting.DEFAULT))
                .map(Setting::key))
        .as("keys the file does not show")
        .containsExactlyInAnyOrderElementsOf(SECRETS);
  }

  private Path uncommented() throws IOException {
    String text =
        Files.readString(SHIPPED)
            .lines()
            .map(line -> line.replaceFirst("^(\\s*)#([a-z][a-z-]* = )", "$1$2"))
            .collect(Collectors.joining("\n"));
    return Files.writeString(home.resolve("lanista.conf"), text);
  }

  private ConfigLoader.Loaded load(Optional<Path> file) throws ConfigProblems {
    return new ConfigLoader(home, Map.of()).load(file, Map.of());
  }

  private static Map<String, String> values(ConfigLoader.Loaded loaded) {
    Map<String, String> values = new TreeMap<>();
    loaded.settings().forEach(setting -> values.put(setting.key(), setting.value()));
    return values;
  }
}
