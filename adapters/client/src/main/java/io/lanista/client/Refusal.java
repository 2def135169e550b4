package io.lanista.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call that did not succeed.
 *
 * @param temporary whether the same call may succeed later
 * @param untouched whether it surely had no effect
 * @param retryAfter how long the arena asks to wait
 */
record Refusal(
    ArenaException exception, boolean temporary, boolean untouched, Optional<Duration> retryAfter) {
  private static final int MAX_DETAIL = 500;

  static Refusal unanswered(Call call, IOException failure, boolean sent) {
    String reason =
        sent
            ? Optional.ofNullable(failure.getMessage()).orElse("the connection broke")
            : "nothing answers at the arena's address";
    return new Refusal(
        ArenaException.unanswered(call.purpose(), reason, failure), true, !sent, Optional.empty());
  }

  static Refusal of(Call call, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    JsonNode body = body(answer.body());
    String code = body.path("code").textValue();
    boolean busy = status == 429 || status == 503;
    return new Refusal(
        new ArenaException(call.purpose(), status, code, detail(status, body), null),
        busy || status == 502 || status == 504,
        busy,
        answer.headers().firstValue("Retry-After").flatMap(Refusal::seconds));
  }

  private static JsonNode body(byte[] bytes) {
    try {
      return Wire.tree(bytes);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String detail(int status, JsonNode body) {
    JsonNode detail = body.path("detail");
    String text;
    if (detail.isTextual()) {
      text = detail.textValue();
    } else if (detail.isArray()) {
      List<String> parts = new ArrayList<>();
      for (JsonNode part : detail) {
        JsonNode where = part.path("loc");
        String field = where.isEmpty() ? "request" : where.get(where.size() - 1).asText();
        parts.add(field + ": " + part.path("msg").asText());
      }
      text = String.join("; ", parts);
    } else {
      text = body.path("title").asText("no reason given by what answered with " + status);
    }
    return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) + "..." : text;
  }

  private static Optional<Duration> seconds(String header) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
    } catch (NumberFormatException aDateWhichWeDoNotSend) {
      return Optional.empty();
    }
  }
}
