package io.lanista.http.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.http.dialect.NativeDialect;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.junit.jupiter.api.Test;

class PathTreeTest {
  private static final List<String> TEMPLATES =
      List.of(
          "/matches/{id}",
          "/matches/{id}/stream/",
          "/matches/{id}/wager/accept",
          "/matches/{id}/{part}/open",
          "/matches/latest/wager/{part}",
          "/ws/{id}");

  private final PathTree tree = new PathTree();

  PathTreeTest() {
    TEMPLATES.forEach(template -> tree.add(new Endpoint(template, new NativeDialect())));
  }

  private void assertFound(String path, String template, Map<String, String> parameters) {
    assertThat(tree.find(path))
        .hasValueSatisfying(
            match -> {
              assertThat(match.endpoint().template()).isEqualTo(template);
              assertThat(match.parameters()).isEqualTo(parameters);
            });
  }

  @Test
  void parametersAreTheRawSegments() {
    assertFound("/matches/a%2Fb", "/matches/{id}", Map.of("id", "a%2Fb"));
    assertFound(
        "/matches/7/wager/open", "/matches/{id}/{part}/open", Map.of("id", "7", "part", "wager"));
    assertFound("/matches/7/stream/", "/matches/{id}/stream/", Map.of("id", "7"));
  }

  @Test
  void literalSegmentGoesBeforeAParameter() {
    assertFound("/matches/latest", "/matches/{id}", Map.of("id", "latest"));
    assertFound(
        "/matches/latest/wager/accept", "/matches/latest/wager/{part}", Map.of("part", "accept"));
    assertFound("/matches/7/wager/accept", "/matches/{id}/wager/accept", Map.of("id", "7"));
  }

  @Test
  void parameterThatLedNowhereIsNotKept() {
    assertFound(
        "/matches/latest/other/open",
        "/matches/{id}/{part}/open",
        Map.of("id", "latest", "part", "other"));
  }

  @Test
  void nothingElseIsFound() {
    for (String path :
        List.of(
            "",
            "*",
            "/",
            "//",
            "/matches",
            "/matches/",
            "/matches//",
            "/matches//stream/",
            "/matches/7/",
            "/matches/7/stream",
            "/matches/7/stream//",
            "/ws/1/2",
            "ws/1",
            "/MATCHES/7",
            "/" + "a/".repeat(5000))) {
      assertThat(tree.find(path)).as(path).isEmpty();
    }
  }

  /** Jetty's own reading of the templates is the oracle. */
  @Test
  void findsWhatTheTemplatesMatch() {
    Random random = new Random(1);
    List<String> words =
        List.of("matches", "latest", "wager", "stream", "accept", "open", "ws", "7", "");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        path.append('/').append(words.get(random.nextInt(words.size())));
      }
      String text = path.toString();
      boolean any =
          TEMPLATES.stream().anyMatch(t -> new UriTemplatePathSpec(t).getPathParams(text) != null);
      assertThat(tree.find(text).isPresent()).as(text).isEqualTo(any);
      tree.find(text)
          .ifPresent(
              match ->
                  assertThat(match.parameters())
                      .as(text)
                      .isEqualTo(
                          new UriTemplatePathSpec(match.endpoint().template())
                              .getPathParams(text)));
    }
  }
}
