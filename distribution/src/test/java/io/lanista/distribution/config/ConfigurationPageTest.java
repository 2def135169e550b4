package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is made from the shipped file; here both are compared. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern KEY = Pattern.compile("\\s*#([a-z][a-z-]*) = (.*)");
  private static final Pattern SECTION = Pattern.compile("\\s*([a-z][a-z0-9-]*) \\{(})?");
  private static final Pattern REMARK = Pattern.compile("\\s*# (.*)");

  @Test
  void pageShowsEveryKeyOfTheShippedFile() throws IOException {
    String page = page(Files.readAllLines(ShippedFileTest.SHIPPED));
    if ("write".equals(System.getProperty("lanista.docs"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it anew with -Dlanista.docs=write").hasContent(page);
  }

  private static String page(List<String> lines) {
    StringBuilder page = new StringBuilder();
    page.append("# Configuration\n\n");
    page.append(
        "Made from `etc/lanista.conf`, which says how values are written. `lanista config show`\n");
    page.append("shows what is in effect.\n\n");
    page.append("| key | default | environment | |\n|---|---|---|---|\n");
    Deque<String> path = new ArrayDeque<>();
    StringBuilder remark = new StringBuilder();
    boolean used = false;
    for (String line : lines) {
      Matcher key = KEY.matcher(line);
      Matcher section = SECTION.matcher(line);
      Matcher said = REMARK.matcher(line);
      if (key.matches()) {
        used = true;
        String full = String.join(".", path) + "." + key.group(1);
        page.append("| `").append(full).append("` | `").append(key.group(2)).append("` | `");
        page.append(EnvironmentName.of(full)).append("` | ").append(remark).append(" |\n");
      } else if (section.matches()) {
        remark.setLength(0);
        if (section.group(2) == null) {
          path.addLast(section.group(1));
        }
      } else if (line.strip().equals("}")) {
        path.removeLast();
      } else if (said.matches()) {
        if (used) {
          remark.setLength(0);
          used = false;
        }
        remark.append(remark.isEmpty() ? "" : " ").append(said.group(1).strip());
      } else {
        remark.setLength(0);
      }
    }
    return page.toString();
  }
}
