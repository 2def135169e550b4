package io.lanista.http.netplay;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.stream.LiveItem;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fuzz.FuzzRun;
import io.lanista.ports.fuzz.FuzzTarget;
import io.lanista.ports.fuzz.JsonMutation;
import io.lanista.ports.match.MatchId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What uploaders may send over a WebSocket. */
class MessagesFuzzTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final MatchId MATCH = new MatchId(new UUID(1, 2));
  private static final String PLAYER =
      "{\"port\":1,\"x\":1.5,\"y\":-2,\"actionStateId\":14,\"actionFrame\":1.0,"
          + "\"facingDirection\":1,\"percent\":3.5,\"stocks\":4,\"shieldHealth\":60,"
          + "\"isInvincible\":false,\"isInHitstun\":true}";
  private static final List<String> VALID =
      List.of(
          "{\"type\":\"match_start\",\"stageId\":31,\"players\":[{\"port\":1,\"characterId\":2,"
              + "\"connectCode\":\"A#1\",\"displayName\":\"A\"},{\"port\":2,\"characterId\":3,"
              + "\"connectCode\":\"B#1\",\"displayName\":null}]}",
          "{\"type\":\"frame\",\"frame\":-123,\"players\":[" + PLAYER + "," + PLAYER + "]}",
          "{\"type\":\"game_end\",\"gameNumber\":1,\"winnerPort\":1,\"endMethod\":\"lras\"}",
          "{\"type\":\"match_end\",\"winnerPort\":1,\"finalScore\":[2,1]}");

  @Test
  void messagesArePassedOnAsUnderstoodOrRefused() throws Exception {
    var verdicts =
        FuzzRun.of(
                "messages",
                new FuzzTarget() {
                  @Override
                  public byte[] input(RandomGenerator random) {
                    return JsonMutation.bytes(VALID.get(random.nextInt(VALID.size())), random);
                  }

                  @Override
                  public String take(byte[] input) throws Exception {
                    return read(new String(input, StandardCharsets.UTF_8));
                  }
                })
            .allocating(256 << 10, 400)
            .run(5_000);
    long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(verdicts.get("passed on")).isBetween(all / 10, all - all / 10);
  }

  private static String read(String message) throws Exception {
    LiveItem item;
    try {
      item = LiveCodec.read(MATCH, message);
    } catch (EngineException refused) {
      require(refused.code() == ErrorCode.INVALID_REQUEST, "refused as " + refused.code());
      int length = refused.getMessage().length();
      require(length > 0 && length < 1_000, "a message of " + length + " characters");
      return "refused";
    }
    String sent = payload(item.message().duplicate());
    // What viewers get is what another parser finds in what was uploaded, under the same keys.
    JsonNode given = PLAIN.readTree(message);
    JsonNode shown = PLAIN.readTree(sent);
    same(given, shown);
    LiveItem again = LiveCodec.read(MATCH, sent);
    require(again.message().equals(item.message()), "written differently when it is read again");
    return "passed on";
  }

  /** What is in one whole, unmasked frame (RFC 6455, section 5.2). */
  private static String payload(ByteBuffer frame) {
    int length = frame.get(1) & 0x7f;
    int header = length < 126 ? 2 : length == 126 ? 4 : 10;
    return StandardCharsets.UTF_8.decode(frame.position(header)).toString();
  }

  private static void same(JsonNode given, JsonNode shown) {
    if (shown.isObject()) {
      shown
          .properties()
          .forEach(
              field -> {
                if (!field.getKey().equals("matchId")) {
                  JsonNode there = given.path(field.getKey());
                  if (!field.getValue().isNull() || !(there.isNull() || there.isMissingNode())) {
                    same(there, field.getValue());
                  }
                }
              });
    } else if (shown.isArray()) {
      require(given.size() == shown.size(), "a list of another length");
      for (int i = 0; i < shown.size(); i++) {
        same(given.get(i), shown.get(i));
      }
    } else if (shown.isNumber()) {
      require(
          given.isNumber() && shown.doubleValue() == given.doubleValue(),
          given + " is passed on as " + shown);
    } else {
      require(shown.equals(given), given + " is passed on as " + shown);
    }
  }
}
