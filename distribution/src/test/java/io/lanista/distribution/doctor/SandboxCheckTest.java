package io.lanista.distribution.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the sandbox. */
class SandboxCheckTest {
  @TempDir Path home;

  @Test
  void whetherFightersCanBeRunIsTriedAndNothingOfTheTrialStays() throws Exception {
    List<Path> before = leftovers();

    assertThat(look(Map.of()))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.found()).containsAnyOf("confined", "Sandbox unavailable: "))
        .satisfies(finding -> assertThat(finding.grade()).isNotEqualTo(Finding.Grade.BAD));
    assertThat(leftovers()).isEqualTo(before);
  }

  @Test
  void aSandboxThatHoldsNothingIsWorthANote() throws Exception {
    assertThat(look(Map.of("LANISTA_SANDBOX_KIND", "none")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Finding.Grade.NOTE))
        .satisfies(finding -> assertThat(finding.found()).startsWith("none"));
  }

  @Test
  void anEngineForRoomsNeedsNone() throws Exception {
    Map<String, String> rooms =
        Map.of(
            "LANISTA_ENGINE_SERVES", "rooms",
            "LANISTA_STORAGE_URL", "jdbc:mariadb://127.0.0.1:3306/lanista");
    assertThat(look(rooms)).isEmpty();
  }

  private List<Finding> look(Map<String, String> environment) throws Exception {
    return new SandboxCheck()
        .look(new ConfigLoader(home, environment).load(Optional.empty(), Map.of()).config());
  }

  private static List<Path> leftovers() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(each -> each.getFileName().toString().startsWith("lanista-doctor-"))
          .sorted()
          .toList();
    }
  }
}
