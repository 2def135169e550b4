package io.lanista.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void absentFieldsComeBackAsNullAndBigIntegersExact() {
    var answer =
        server.post(
            "/orders",
            "{\"connect_code\":\"ABCD#1\",\"amount_wei\":"
                + "115792089237316195423570985008687907853269984665640564039457584007913129639935,"
                + "\"mood\":\"very_angry\",\"newer\":{}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"connect_code\":\"ABCD#1\",\"fighter_name\":null,\"amount_wei\":"
                + "115792089237316195423570985008687907853269984665640564039457584007913129639935,"
                + "\"mood\":\"very_angry\",\"inner\":null,\"final_score\":null}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|connect_code|missing",
        "{'connect_code':null}|connect_code|missing",
        "{'connect_code':5}|connect_code|text_type",
        "{'connect_code':''}|connect_code|too_short",
        "{'connect_code':'aaaaaaaaaaaaaaaaaaaaaaaaa'}|connect_code|too_long",
        "{'connect_code':'\\ud800'}|connect_code|not_unicode",
        "{'connect_code':'A','amount_wei':'5'}|amount_wei|int_type",
        "{'connect_code':'A','amount_wei':1.0}|amount_wei|int_type",
        "{'connect_code':'A','amount_wei':1e3}|amount_wei|int_type",
        "{'connect_code':'A','mood':'sad'}|mood|unknown_value",
        "{'connect_code':'A','inner':[]}|inner|object_type",
        "{'connect_code':'A','inner':{'stocks':-1}}|inner|out_of_range",
        "{'connect_code':'A','inner':{'stocks':99999999999999999999}}|inner|out_of_range",
        "{'connect_code':'A','final_score':{}}|final_score|list_type",
        "{'connect_code':'A','final_score':[1,2,3,4]}|final_score|too_many_items",
        "{'connect_code':'A','final_score':[1,null]}|final_score|missing",
      })
  void wrongFieldsAreNamed(String body, String field, String type) {
    var answer = server.post("/orders", body.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(422);
    var detail = SampleServer.json(answer).get("detail").get(0);
    assertThat(detail.get("loc").get(0).asText()).isEqualTo("body");
    assertThat(detail.get("loc").get(1).asText()).isEqualTo(field);
    assertThat(detail.get("type").asText()).isEqualTo(type);
    assertThat(detail.get("msg").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "5",
        "{",
        "{\"connect_code\":\"A\"} trailing",
        "{\"connect_code\":\"A\"}{}",
        "{\"connect_code\":\"A\",\"connect_code\":\"B\"}",
        "{\"connect_code\":NaN}",
        "{'connect_code':'A'}",
        "{\"connect_code\":\"A\",\"amount_wei\":1e999999999}",
        "\uFEFF{\"connect_code\":\"A\"}",
      })
  void whatIsNotAnObjectOfJsonIsRefused(String body) {
    var answer = server.post("/orders", body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(SampleServer.json(answer).at("/detail/0/loc/0").asText()).isEqualTo("body");
  }

  @Test
  void deepNestingAndLongNumbersAreRefused() {
    for (var body : List.of("[".repeat(20_000), "{\"connect_code\":" + "9".repeat(20_000) + "}")) {
      var answer = server.post("/orders", body);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(SampleServer.json(answer).at("/detail/0/type").asText()).isEqualTo("json_limits");
    }
  }

  @Test
  void brokenUtf8IsRefused() {
    var bytes = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'};
    var answer = server.send(server.request("/orders").POST(BodyPublishers.ofByteArray(bytes)));
    assertThat(answer.statusCode()).isEqualTo(422);
  }

  @Test
  void allFaultsAreReportedTogether() {
    var answer = server.post("/orders", "{\"amount_wei\":\"x\",\"mood\":1}");
    assertThat(SampleServer.json(answer).get("detail")).hasSize(3);
  }

  @Test
  void nativeErrorsAreProblemDetails() {
    var answer =
        server.send(
            server
                .request("/api/v1/orders")
                .header("Authorization", "Bearer key1")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = SampleServer.json(answer);
    assertThat(problem.get("code").asText()).isEqualTo("invalid_request");
    assertThat(problem.get("status").asInt()).isEqualTo(422);
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("body.connect_code");
  }

  @Test
  void keysAreVerifiedAndSuccessesMayBe201() {
    var body = BodyPublishers.ofString("{\"connect_code\":\"A\"}");
    var none = server.send(server.request("/api/v1/orders").POST(body));
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    var wrong = server.request("/api/v1/orders").header("Authorization", "Bearer no").POST(body);
    assertThat(server.send(wrong).statusCode()).isEqualTo(401);
    var right = server.request("/api/v1/orders").header("Authorization", "Bearer key1").POST(body);
    assertThat(server.send(right).statusCode()).isEqualTo(201);
  }

  @Test
  void optionalKeysMayBeAbsentButNotWrong() {
    assertThat(server.get("/api/v1/maybe").body()).isEqualTo("{\"word\":\"nobody\"}");
    var wrong = server.request("/api/v1/maybe").header("Authorization", "Bearer no");
    assertThat(server.send(wrong).statusCode()).isEqualTo(401);
  }

  @Test
  void adminRoutesWantTheAdminToken() {
    assertThat(server.get("/admin/word").statusCode()).isEqualTo(401);
    var right = server.request("/admin/word").header("Authorization", "bearer admin");
    assertThat(server.send(right).body()).isEqualTo("{\"word\":\"op\"}");
  }

  @Test
  void unknownPathsAnswerInTheDialectOfTheirPrefix() {
    var netplay = server.get("/nowhere");
    assertThat(netplay.statusCode()).isEqualTo(404);
    assertThat(SampleServer.json(netplay).get("detail").isTextual()).isTrue();
    var modern = server.get("/api/v1/nowhere");
    assertThat(modern.statusCode()).isEqualTo(404);
    assertThat(SampleServer.json(modern).get("code").asText()).isEqualTo("route_not_found");
  }

  @Test
  void otherMethodsAreToldWhatIsAllowed() {
    var answer = server.send(server.request("/orders").DELETE());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    assertThat(SampleServer.json(answer).has("detail")).isTrue();
  }

  @Test
  void pathAndQueryParametersAreDecodedAndChecked() {
    assertThat(server.get("/items/a%20b%23?wait=7&other=1").body())
        .isEqualTo("{\"word\":\"a b#7\"}");
    for (var query : List.of("wait=x", "wait=31", "wait=1&wait=2", "loud=maybe")) {
      var answer = server.get("/items/a?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(422);
      assertThat(SampleServer.json(answer).at("/detail/0/loc/0").asText()).isEqualTo("query");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MATCH_NOT_FOUND,404",
    "WAGER_REFUSED,400",
    "NOT_YOUR_MATCH,403",
    "REPORT_CONFLICT,409",
    "TOO_LARGE,413",
    "RATE_LIMITED,429",
    "BUSY,503",
    "STORAGE_UNAVAILABLE,503",
    "INVALID_WALLET,422"
  })
  void statusFollowsTheCategory(String code, int status) {
    var answer = server.get("/refusing/" + code);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Retry-After").isPresent())
        .isEqualTo(status == 429 || status == 503);
  }

  @Test
  void defectsKeepTheirDetailsToTheLog() {
    var answer = server.get("/broken");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .doesNotContain("secret")
        .contains(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void headIsGetWithoutItsBody() {
    var answer = server.send(server.request("/page").method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("9");
  }

  @Test
  void preflightsAreAnswered() {
    var answer =
        server.send(
            server
                .request("/orders")
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Idempotency-Key", "Authorization");
    assertThat(answer.body()).isEqualTo("{}");
  }

  @Test
  void uploadsArriveAsTheyAre() {
    var answer =
        server.send(server.request("/upload").PUT(BodyPublishers.ofByteArray(new byte[100_000])));
    assertThat(answer.body()).isEqualTo("{\"bytes\":100000}");
  }

  @Test
  void requestsAreCounted() {
    server.get("/page");
    assertThat(server.metrics.scrape()).contains("route=\"/page\"").contains("http_server_sockets");
  }
}
