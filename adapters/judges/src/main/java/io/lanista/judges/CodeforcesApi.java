package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.room.JudgeUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls of the public API of Codeforces, and what its refusals mean. Thread-safe. */
final class CodeforcesApi {
  private final URI base;
  private final HttpFetch fetch;

  /**
   * Makes an API; asks nothing yet.
   *
   * @param base without the method, such as {@code https://codeforces.com/api}
   * @param within for a whole answer
   */
  CodeforcesApi(URI base, Duration within) {
    this.base = URI.create(base.toString().replaceAll("/+$", ""));
    fetch = new HttpFetch(within);
  }

  /**
   * Calls a method once.
   *
   * @param query encoded, empty for none
   * @param bound for the answer, in bytes
   * @return the envelope's result, a list or an object
   */
  JsonNode call(String method, String query, int bound)
      throws JudgeUnavailableException, NoSuchAccountException {
    String address = base + "/" + method + (query.isEmpty() ? "" : "?" + query);
    HttpFetch.Answer answer = fetch.get(URI.create(address), bound);
    JsonNode envelope;
    try {
      envelope = JudgeJson.read(answer.body());
    } catch (IOException notJson) {
      throw noJson(method, answer, notJson);
    }
    Optional<String> comment = JudgeJson.text(envelope.path("comment"));
    boolean failed = "FAILED".equals(envelope.path("status").asText());
    if (failed && comment.filter(CodeforcesApi::isAboutAnAccount).isPresent()) {
      throw new NoSuchAccountException(HttpFetch.shown(comment.orElseThrow()));
    }
    String words = comment.map(text -> ": " + HttpFetch.shown(text)).orElse("");
    if (answer.status() != 200) {
      throw new JudgeUnavailableException(refusal(method, answer.status()) + words + ".");
    }
    if (failed) {
      throw new JudgeUnavailableException(place(method) + " refuses" + words + ".");
    }
    JsonNode result = envelope.path("result");
    if (!"OK".equals(envelope.path("status").asText()) || !result.isContainerNode()) {
      throw new JudgeUnavailableException(
          place(method) + " gave JSON that is no answer of Codeforces; is the address right?");
    }
    return result;
  }

  /** The API names the parameter it complains about before the colon. */
  private static boolean isAboutAnAccount(String comment) {
    return comment.startsWith("handle:") || comment.startsWith("handles:");
  }

  private JudgeUnavailableException noJson(
      String method, HttpFetch.Answer answer, IOException notJson) {
    if (answer.status() != 200) {
      return new JudgeUnavailableException(refusal(method, answer.status()) + ".", notJson);
    }
    boolean page =
        new String(
                answer.body(), 0, Math.min(200, answer.body().length), StandardCharsets.ISO_8859_1)
            .stripLeading()
            .startsWith("<");
    return new JudgeUnavailableException(
        place(method)
            + (page
                ? " gave a web page instead of data: it is in maintenance or blocks this address."
                : " gave an answer that is cut off or no JSON."),
        notJson);
  }

  private String refusal(String method, int status) {
    String what =
        switch (status) {
          case 403 -> " blocks this address";
          case 404 -> " is not there; is the address of the API right?";
          case 429 -> " has had too many requests from this address, maybe of other programs";
          default -> status >= 500 ? " is out of order" : " refuses";
        };
    return place(method) + what + " (status " + status + ")";
  }

  /** What an operator would look at. */
  String place(String method) {
    return HttpFetch.place(URI.create(base + "/" + method));
  }
}
