package io.lanista.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Username;
import io.lanista.ports.series.Format;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Notices as JSON: ids, names and instants as text. Thread-safe. */
final class NoticeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NoticeJson() {}

  static String payload(Notice notice) {
    ObjectNode out = JSON.createObjectNode();
    if (notice instanceof Notice.MatchFound found) {
      out.put("match", found.match().toString());
      out.put("username", found.opponent().username().text());
      out.put("elo", found.opponent().elo());
      out.put("wins", found.opponent().wins());
      out.put("losses", found.opponent().losses());
      out.put("format", found.format().word());
      out.put("accept_by", text(found.acceptBy()));
    } else if (notice instanceof Notice.MatchStarting starting) {
      out.put("match", starting.match().toString());
      out.put("token", starting.token());
    } else if (notice instanceof Notice.GameEnd end) {
      out.put("match", end.match().toString());
      out.put("game", end.game());
      out.put("winner", end.winner().text());
      out.put("p1_stocks", end.p1Stocks());
      out.put("p2_stocks", end.p2Stocks());
      out.put("has_replay", end.hasReplay());
    } else if (notice instanceof Notice.MatchEnd end) {
      out.put("match", end.match().toString());
      out.put("winner", end.winner().text());
      out.put("score", end.score());
      out.set("change", JSON.valueToTree(end.change()));
      out.set("elo", JSON.valueToTree(end.elo()));
    } else if (notice instanceof Notice.MatchVoid over) {
      out.put("match", over.match().toString());
      out.put("reason", over.reason());
      out.put("requeued", over.requeued());
    } else if (notice instanceof Notice.ChallengeReceived received) {
      out.put("challenge", received.challenge().toString());
      out.put("from", received.from().text());
      out.put("format", received.format().word());
      received.message().ifPresent(message -> out.put("message", message));
      out.put("until", text(received.until()));
    } else if (notice instanceof Notice.ChallengeAnswered answered) {
      out.put("challenge", answered.challenge().toString());
      out.put("by", answered.by().text());
      out.put("status", answered.status());
      answered.match().ifPresent(match -> out.put("match", match.toString()));
    } else {
      throw new IllegalStateException("A notice of type " + notice.type() + " cannot be written.");
    }
    return out.toString();
  }

  static Notice notice(NoticeRow row) {
    JsonNode in;
    try {
      in = JSON.readTree(row.payload());
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(
          "Notice " + row.sequence() + " of type " + row.type() + " cannot be read.", damaged);
    }
    return switch (row.type()) {
      case "match_found" ->
          new Notice.MatchFound(
              match(in),
              new Notice.Opponent(
                  name(in, "username"),
                  in.get("elo").asInt(),
                  in.get("wins").asInt(),
                  in.get("losses").asInt()),
              Format.of(in.get("format").asText()),
              instant(in, "accept_by"));
      case "match_starting" -> new Notice.MatchStarting(match(in), in.get("token").asText());
      case "game_end" ->
          new Notice.GameEnd(
              match(in),
              in.get("game").asInt(),
              name(in, "winner"),
              in.get("p1_stocks").asInt(),
              in.get("p2_stocks").asInt(),
              in.get("has_replay").asBoolean());
      case "match_end" ->
          new Notice.MatchEnd(
              match(in),
              name(in, "winner"),
              in.get("score").asText(),
              numbers(in.get("change")),
              numbers(in.get("elo")));
      case "match_void" ->
          new Notice.MatchVoid(
              match(in), in.get("reason").asText(), in.get("requeued").asBoolean());
      case "challenge_received" ->
          new Notice.ChallengeReceived(
              challenge(in),
              name(in, "from"),
              Format.of(in.get("format").asText()),
              Optional.ofNullable(in.get("message")).map(JsonNode::asText),
              instant(in, "until"));
      case "challenge_answered" ->
          new Notice.ChallengeAnswered(
              challenge(in),
              name(in, "by"),
              in.get("status").asText(),
              in.has("match") ? Optional.of(match(in)) : Optional.empty());
      default ->
          throw new IllegalStateException(
              "Notice "
                  + row.sequence()
                  + " has the unknown type '"
                  + row.type()
                  + "': it was written by a newer version.");
    };
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static Instant instant(JsonNode in, String field) {
    return Instant.parse(in.get(field).asText());
  }

  private static MatchId match(JsonNode in) {
    return new MatchId(UUID.fromString(in.get("match").asText()));
  }

  private static ChallengeId challenge(JsonNode in) {
    return new ChallengeId(UUID.fromString(in.get("challenge").asText()));
  }

  private static Username name(JsonNode in, String field) {
    return new Username(in.get(field).asText());
  }

  private static Map<String, Integer> numbers(JsonNode in) {
    Map<String, Integer> all = new LinkedHashMap<>();
    in.properties().forEach(each -> all.put(each.getKey(), each.getValue().asInt()));
    return all;
  }
}
