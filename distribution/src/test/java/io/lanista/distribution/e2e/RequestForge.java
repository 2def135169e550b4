package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.fuzz.ByteMutation;
import io.lanista.ports.fuzz.JsonMutation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Makes requests for every operation of the API's document: whole HTTP messages, of which most are
 * well framed and some parts are wrong.
 */
final class RequestForge {
  /** What requests are about; replaced as the matches in it come to their end. */
  record Ids(List<String> queues, List<String> matches) {}

  /**
   * One request.
   *
   * @param statuses what the document says it may be answered with
   */
  record Forged(String operation, byte[] bytes, Set<Integer> statuses) {}

  private record Operation(
      String name, String method, String path, JsonNode definition, Set<Integer> statuses) {}

  private static final ByteMutation PATHS =
      ByteMutation.with(
          "/", "//", "/../", "/./", ";", ";x=y", "%", "%2f", "%2e%2e", "%00", "%ff", "%c0%af", "?",
          "#", "\\", "{id}", " ", "\u00e9", "&", "=", "+", "%zz", "~", "*", "\"", "<", "|", "[");
  private static final ByteMutation ANY = ByteMutation.with("\r\n", "\u0000", ":", " ", "\t", "a");
  private static final String[] HEADERS = {
    "X-Forwarded-For: 10.0.0.1, 999.1.1.1, ::1",
    "Forwarded: for=\"[::1]\";by=_x",
    "Expect: x",
    "Accept: text/html",
    "Origin: null",
    "Content-Type: application/json; charset=utf-16",
    "Content-Encoding: gzip",
    "Idempotency-Key: k",
    "Upgrade: h2c",
    "Cookie: \u00ff",
    "Range: bytes=0-",
    "Transfer-Encoding: gzip",
    "X: ",
    "Authorization: Basic eA==",
    "Authorization: Bearer \u00ff\u00fe",
    "Authorization: Bearer",
    "Authorization: Bearer lk_x",
    "Upgrade: websocket",
    "TE: trailers",
    "Trailer: X",
    "Accept-Encoding: gzip;q=x",
    "If-None-Match: *"
  };

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();

  RequestForge(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb -> {
                          if (verb.getValue().has("operationId")) {
                            operations.add(operation(path.getKey(), verb));
                          }
                        }));
  }

  private static Operation operation(String path, java.util.Map.Entry<String, JsonNode> verb) {
    Set<Integer> statuses = new TreeSet<>();
    verb.getValue()
        .path("responses")
        .fieldNames()
        .forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
    statuses.remove(500);
    // Of a request that is malformed, too long, or for nothing that is served.
    statuses.addAll(Set.of(400, 404, 414, 415, 417, 426, 431));
    return new Operation(
        verb.getValue().get("operationId").asText(),
        verb.getKey().toUpperCase(java.util.Locale.ROOT),
        path,
        verb.getValue(),
        statuses);
  }

  Forged forge(RandomGenerator random, Ids ids) {
    Operation operation = operations.get(random.nextInt(operations.size()));
    String target = target(operation, random, ids);
    byte[] line = target.getBytes(StandardCharsets.UTF_8);
    boolean strange = random.nextInt(12) == 0;
    Set<Integer> statuses = operation.statuses();
    if (strange) {
      // A space would end the path, a line break the request.
      line = spaceless(PATHS.of(line, random));
      statuses = Set.of();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean other = random.nextInt(40) == 0;
    String method = other ? method(random) : operation.method();
    out.writeBytes(ascii(method + " "));
    out.writeBytes(line);
    out.writeBytes(ascii(" HTTP/1.1\r\nHost: fuzz\r\n"));
    headers(out, operation, random);
    body(out, body(operation, random, ids), random);
    return new Forged(operation.name(), out.toByteArray(), other ? Set.of() : statuses);
  }

  private static String method(RandomGenerator random) {
    String[] methods = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get", "POST", "GET"};
    return methods[random.nextInt(methods.length)];
  }

  private String target(Operation operation, RandomGenerator random, Ids ids) {
    List<String> own = operation.path().startsWith("/queue") ? ids.queues() : ids.matches();
    String id =
        switch (random.nextInt(12)) {
          case 0 -> "00000000-0000-0000-0000-000000000000";
          case 1 -> "x".repeat(random.nextInt(1, 60));
          case 2 -> ids.queues().get(random.nextInt(ids.queues().size()));
          default -> own.get(random.nextInt(own.size()));
        };
    String path = operation.path().replaceAll("\\{[^}]*}", id);
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.definition().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && random.nextInt(6) > 0) {
        query.add(parameter.get("name").asText() + "=" + value(parameter, random, ids));
      }
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String value(JsonNode parameter, RandomGenerator random, Ids ids) {
    String name = parameter.get("name").asText();
    if (name.equals("queue_id") && random.nextInt(6) > 0) {
      return ids.queues().get(random.nextInt(ids.queues().size()));
    }
    if (name.startsWith("wait")) {
      // A long poll would hold up those behind it on its connection.
      return random.nextBoolean() ? "0" : "-1";
    }
    if (name.equals("cursor") && random.nextInt(3) > 0) {
      String plain = random.nextInt(-5, 2_000) + ":" + ids.matches().get(0);
      byte[] cursor = plain.getBytes(StandardCharsets.UTF_8);
      cursor = random.nextBoolean() ? cursor : ANY.of(cursor, random);
      return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }
    String[] values = {
      "1",
      "0",
      "-1",
      "100",
      "101",
      "99999999999999999999",
      "",
      "a",
      "%00",
      "%ff",
      "%ED%A0%80",
      "melee",
      "1&" + name + "=2",
      "+1",
      "1.0",
      "%F0%9F%A6%8A",
      "true"
    };
    return values[random.nextInt(values.length)];
  }

  private static void headers(
      ByteArrayOutputStream out, Operation operation, RandomGenerator random) {
    if (operation.path().startsWith("/admin") && random.nextInt(8) > 0) {
      out.writeBytes(ascii("Authorization: Bearer " + RunningServer.ADMIN_TOKEN + "\r\n"));
    }
    if (random.nextInt(10) == 0) {
      byte[] header = ascii(HEADERS[random.nextInt(HEADERS.length)]);
      out.writeBytes(random.nextInt(4) == 0 ? lineless(ANY.of(header, random)) : header);
      out.writeBytes(ascii("\r\n"));
    }
  }

  private byte[] body(Operation operation, RandomGenerator random, Ids ids) {
    JsonNode content = operation.definition().path("requestBody").path("content");
    if (content.has("application/json")) {
      JsonNode schema = content.path("application/json").path("schema");
      String valid = new SchemaText(document, ids.queues()).of(schema, random);
      return JsonMutation.bytes(valid, random);
    }
    if (content.isMissingNode() && random.nextInt(10) > 0) {
      return new byte[0];
    }
    byte[] any = new byte[random.nextInt(600)];
    random.nextBytes(any);
    if (random.nextBoolean()) {
      byte[] head = ascii("{U\u0003raw[$U#l\u0000\u0000\u0001\u0000\u0035\u0013");
      System.arraycopy(head, 0, any, 0, Math.min(head.length, any.length));
    }
    return any;
  }

  private static void body(ByteArrayOutputStream out, byte[] body, RandomGenerator random) {
    if (body.length > 0 && random.nextInt(6) == 0) {
      out.writeBytes(ascii("Transfer-Encoding: chunked\r\n\r\n"));
      for (int at = 0; at < body.length; ) {
        int size = Math.min(body.length - at, random.nextInt(1, 200));
        String extension = random.nextInt(10) == 0 ? ";x=\"y\"" : "";
        out.writeBytes(ascii(Integer.toHexString(size) + extension + "\r\n"));
        out.write(body, at, size);
        out.writeBytes(ascii("\r\n"));
        at += size;
      }
      out.writeBytes(ascii(random.nextInt(10) == 0 ? "0\r\nX-Trailer: x\r\n\r\n" : "0\r\n\r\n"));
    } else {
      out.writeBytes(ascii("Content-Length: " + body.length + "\r\n\r\n"));
      out.writeBytes(body);
    }
  }

  private static byte[] spaceless(byte[] line) {
    byte[] fine = line.clone();
    for (int i = 0; i < fine.length; i++) {
      fine[i] = fine[i] >= 0 && fine[i] <= ' ' ? (byte) '_' : fine[i];
    }
    return fine.length == 0 ? new byte[] {'/'} : fine;
  }

  private static byte[] lineless(byte[] header) {
    byte[] fine = header.clone();
    for (int i = 0; i < fine.length; i++) {
      fine[i] = fine[i] == '\r' || fine[i] == '\n' ? (byte) '_' : fine[i];
    }
    return fine;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
