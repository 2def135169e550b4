package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.http.dialect.NetplayDialect;
import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.route.Access;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteCheckTest {
  record Fine(String word) {}

  record Odd(Set<String> words) {}

  record Endless(Optional<Endless> inner) {}

  @Test
  void allProblemsAreReportedTogether() {
    List<Route<?, ?>> routes =
        List.of(
            Route.get("one", "/a/{id}", Fine.class).handleBlocking((call, none) -> null),
            Route.get("two", "/a/{id}", Fine.class).handleBlocking((call, none) -> null),
            Route.delete("three", "/a/{other}", Fine.class).handleBlocking((call, none) -> null),
            Route.get("one", "/b", Fine.class).handleBlocking((call, none) -> null),
            Route.get("odd", "/odd", Odd.class).handleBlocking((call, none) -> null),
            Route.get("endless", "/endless", Endless.class).handleBlocking((call, none) -> null),
            Route.get("text", "/text", String.class).handleBlocking((call, none) -> null),
            Route.get("key", "/key", Fine.class)
                .access(Access.KEY)
                .handleBlocking((call, none) -> null));
    assertThatThrownBy(() -> serve(routes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two: GET /a/{id} is taken")
        .hasMessageContaining("name parameters differently")
        .hasMessageContaining("'one' is used twice")
        .hasMessageContaining("Odd.words")
        .hasMessageContaining("cannot contain itself")
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("no verifier");
  }

  private static void serve(List<Route<?, ?>> routes) {
    new HttpServer(
            HttpSettings.usual("127.0.0.1", 0),
            List.of(new RouteFamily("", new NetplayDialect(), routes, List.of())),
            new ApiInfo("x", "1", ""),
            new Verifiers(Optional.empty(), Optional.empty(), Optional.empty()),
            new SimpleMeterRegistry())
        .start();
  }
}
