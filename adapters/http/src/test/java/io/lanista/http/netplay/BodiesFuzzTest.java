package io.lanista.http.netplay;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.dialect.NetplayDialect;
import io.lanista.http.json.Faults;
import io.lanista.http.json.JsonText;
import io.lanista.http.json.JsonType;
import io.lanista.http.json.JsonTypes;
import io.lanista.http.json.Naming;
import io.lanista.ports.fuzz.FuzzRun;
import io.lanista.ports.fuzz.FuzzTarget;
import io.lanista.ports.fuzz.JsonMutation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Bodies against the records of the routes, with Jackson's own tree as the second opinion. */
class BodiesFuzzTest {
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final NetplayDialect NETPLAY = new NetplayDialect();
  private static final NativeDialect NATIVE = new NativeDialect();
  private static final String FRAME =
      "{\"frame\":1,\"players\":[{\"port\":1,\"x\":1.5,\"y\":-2,\"action_state_id\":14,"
          + "\"action_frame\":1.0,\"facing_direction\":1,\"percent\":3.5,\"stocks\":4,"
          + "\"shield_health\":60,\"is_invincible\":false,\"is_in_hitstun\":true}]}";

  private record Form(JsonType type, String valid) {}

  private static final List<Form> FORMS =
      List.of(
          form(
              JoinQueue.class,
              "{\"connect_code\":\"MUT#1\",\"fighter_name\":\"bot\",\"wallet_address\":\"0x\","
                  + "\"agent_id\":7}"),
          form(
              ReportResult.class,
              "{\"queue_id\":\"x\",\"outcome\":\"COMPLETED\",\"duration_seconds\":12.5,"
                  + "\"stocks_remaining\":3,\"opponent_stocks\":1}"),
          form(SignatureForm.SubmitSignature.class, "{\"address\":\"0x0\",\"signature\":\"0xab\"}"),
          form(LiveForm.FramesUpload.class, "{\"frames\":[" + FRAME + "," + FRAME + "]}"),
          form(
              LiveForm.StartUpload.class,
              "{\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,"
                  + "\"connect_code\":\"A#1\",\"display_name\":\"A\"}]}"));

  private static Form form(Class<?> record, String valid) {
    List<String> problems = new ArrayList<>();
    JsonType type = new JsonTypes(Naming.SNAKE_CASE, problems).of(record);
    assertThat(problems).isEmpty();
    return new Form(type, valid);
  }

  /** The first byte says which form it is. */
  @Test
  void bodiesAreReadAsTheRecordSaysOrRefusedWithBoundedAnswers() throws Exception {
    var verdicts =
        FuzzRun.of(
                "bodies",
                new FuzzTarget() {
                  @Override
                  public byte[] input(RandomGenerator random) {
                    int which = random.nextInt(FORMS.size());
                    byte[] body = JsonMutation.bytes(FORMS.get(which).valid(), random);
                    byte[] input = new byte[body.length + 1];
                    input[0] = (byte) which;
                    System.arraycopy(body, 0, input, 1, body.length);
                    return input;
                  }

                  @Override
                  public String take(byte[] input) throws Exception {
                    return input.length == 0 ? "nothing" : read(input);
                  }
                })
            .allocating(256 << 10, 400)
            .run(8_000);
    long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(verdicts.get("read")).isBetween(all / 10, all - all / 10);
  }

  private static String read(byte[] input) throws Exception {
    JsonType type = FORMS.get((input[0] & 0xFF) % FORMS.size()).type();
    Faults faults = new Faults();
    ByteBuffer body = ByteBuffer.wrap(input, 1, input.length - 1).slice();
    Object value = JsonText.read(body.duplicate(), type, faults);
    if (faults.count() > 0) {
      // An answer must not be a multiple of what was asked.
      require(JsonText.write(NETPLAY.render(faults.failure())).length < 12_000, "a long answer");
      require(JsonText.write(NATIVE.render(faults.failure())).length < 12_000, "a long answer");
      String kind = faults.failure().faults().get(0).type();
      if (kind.equals("json_invalid")) {
        require(!secondOpinion(body), "valid for Jackson");
      }
      return kind.startsWith("json") ? kind : "refused";
    }
    require(secondOpinion(body), "not valid for Jackson");
    byte[] written = JsonText.write(type, value);
    Object again = JsonText.read(ByteBuffer.wrap(written), type, faults);
    require(value.equals(again), value + " is written so that it reads as " + again);
    return "read";
  }

  private static boolean secondOpinion(ByteBuffer body) throws Exception {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(body.duplicate()).toString();
      JsonNode tree = STRICT.readTree(text);
      return tree.isObject();
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException invalid) {
      return false;
    }
  }
}
