package io.lanista.distribution.e2e;

import io.lanista.ports.fuzz.ByteMutation;
import io.lanista.ports.fuzz.JsonMutation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes what a client may send after a WebSocket handshake: frames, of which some are wrong. */
final class FrameForge {
  private static final String PLAYER =
      "{\"port\":1,\"x\":1.5,\"y\":-2,\"actionStateId\":14,\"facingDirection\":1,"
          + "\"percent\":3.5,\"stocks\":4}";
  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"match_start\",\"stageId\":31,\"players\":[{\"port\":1,\"characterId\":2,"
              + "\"connectCode\":\"A#1\",\"displayName\":\"A\"}]}",
          "{\"type\":\"frame\",\"frame\":7,\"players\":[" + PLAYER + "," + PLAYER + "]}",
          "{\"type\":\"frame\",\"frame\":8,\"players\":[" + PLAYER + "]}",
          "{\"type\":\"game_end\",\"gameNumber\":1,\"winnerPort\":1,\"endMethod\":\"lras\"}");
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final ByteMutation BYTES =
      ByteMutation.with(
          "\u0081\u0080", "\u0000\u0080", "\u0089\u0080", "\u008a\u0080", "\u0088\u0082");

  private FrameForge() {}

  /** A few frames, and usually a close at the end. */
  static byte[] frames(RandomGenerator random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.nextInt(6); i > 0; i--) {
      message(out, random);
    }
    if (random.nextInt(3) == 0) {
      byte[] all = BYTES.of(out.toByteArray(), random);
      out.reset();
      out.writeBytes(all);
    }
    if (random.nextInt(3) == 0) {
      strange(out, random);
    }
    if (random.nextInt(8) > 0) {
      byte[] code = ByteBuffer.allocate(2).putShort((short) code(random)).array();
      frame(out, 0x80 | CLOSE, code, true);
    }
    return out.toByteArray();
  }

  private static int code(RandomGenerator random) {
    int[] codes = {1000, 1001, 1005, 1006, 0, 999, 2999, 4000, 65535};
    return codes[random.nextInt(codes.length)];
  }

  private static void message(ByteArrayOutputStream out, RandomGenerator random) {
    String valid = MESSAGES.get(random.nextInt(MESSAGES.size()));
    byte[] text =
        random.nextInt(3) == 0
            ? JsonMutation.bytes(valid, random)
            : valid.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) > 0 || text.length < 4) {
      frame(out, 0x80 | TEXT, text, true);
      return;
    }
    int cut = random.nextInt(text.length);
    frame(out, TEXT, java.util.Arrays.copyOf(text, cut), true);
    if (random.nextBoolean()) {
      frame(out, 0x89, new byte[random.nextInt(125)], true);
    }
    frame(out, 0, new byte[0], true);
    frame(out, 0x80, java.util.Arrays.copyOfRange(text, cut, text.length), true);
  }

  private static void strange(ByteArrayOutputStream out, RandomGenerator random) {
    switch (random.nextInt(7)) {
      case 0 -> frame(out, random.nextInt(256), new byte[random.nextInt(200)], true);
      case 1 -> frame(out, 0x81, new byte[] {'{', '}'}, false);
      case 2 ->
          out.writeBytes(new byte[] {(byte) 0x81, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1});
      case 3 -> out.writeBytes(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 127, -1, -1, -1});
      case 4 -> frame(out, 0x89, new byte[126 + random.nextInt(2_000)], true);
      case 5 -> frame(out, 0x81, new byte[60_000 + random.nextInt(20_000)], true);
      default -> frame(out, 0x81, new byte[] {(byte) 0xC0, (byte) 0x80, (byte) 0xED}, true);
    }
  }

  private static void frame(ByteArrayOutputStream out, int first, byte[] payload, boolean masked) {
    int mask = masked ? 0x80 : 0;
    out.write(first);
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length < 65_536) {
      out.write(mask | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(mask | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    if (masked) {
      // A mask of zeros leaves the payload as it is.
      out.writeBytes(new byte[4]);
    }
    out.writeBytes(payload);
  }
}
