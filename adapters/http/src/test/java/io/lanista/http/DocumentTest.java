package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.http.openapi.DocumentedAnswers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static SampleServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    server = SampleServer.start();
    document = SampleServer.json(server.get("/openapi.json"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void documentDescribesWhatIsServed() {
    assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
    var order = document.at("/paths/~1orders/post");
    assertThat(order.get("operationId").asText()).isEqualTo("order");
    assertThat(order.get("responses").propertyStream().map(e -> e.getKey()))
        .containsExactlyInAnyOrder("200", "413", "422", "429", "500", "503");
    var schema = document.at("/components/schemas/Order");
    assertThat(schema.get("required").toString()).isEqualTo("[\"connect_code\"]");
    assertThat(schema.at("/properties/connect_code/maxLength").asInt()).isEqualTo(20);
    assertThat(document.at("/paths/~1admin~1word/get/security/0").has("admin")).isTrue();
    var wait = document.at("/paths/~1items~1{id}/get/parameters/1");
    assertThat(wait.at("/schema/maximum").asInt()).isEqualTo(30);
  }

  @Test
  void answersAreAsDocumented() {
    var answers = new DocumentedAnswers(document);
    var good = server.post("/orders", "{\"connect_code\":\"A\",\"inner\":{\"stocks\":3}}");
    assertThat(answers.complaints("POST", "/orders", 200, SampleServer.json(good))).isEmpty();
    var bad = server.post("/orders", "{}");
    assertThat(answers.complaints("POST", "/orders", 422, SampleServer.json(bad))).isEmpty();
    var problem = server.get("/api/v1/maybe");
    assertThat(answers.complaints("GET", "/api/v1/maybe", 200, SampleServer.json(problem)))
        .isEmpty();
  }

  @Test
  void otherAnswersAreComplainedAbout() {
    var answers = new DocumentedAnswers(document);
    assertThat(answers.complaints("POST", "/orders", 200, SampleServer.json("{}"))).isNotEmpty();
    assertThat(answers.complaints("POST", "/orders", 418, SampleServer.json("{}"))).isNotEmpty();
    assertThat(answers.complaints("GET", "/poll", 200, SampleServer.json("{\"word\":1}")))
        .isNotEmpty();
  }

  @Test
  void pageLoadsItsOwnFiles() {
    assertThat(server.get("/docs").body()).contains("swagger-ui-bundle.js").doesNotContain("//cdn");
    var script = server.get("/docs/swagger-ui-bundle.js");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.body()).hasSizeGreaterThan(100_000);
    assertThat(server.get("/docs/pom.xml").statusCode()).isEqualTo(404);
  }
}
