package io.lanista.distribution.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Changes a request's body here and there. */
final class Mutation {
  private static final String[] MORSELS = {
    "null",
    "-1",
    "1e999",
    "\"\"",
    "{}",
    "[]",
    "\\u0000",
    "\\ud83d",
    "99999999999999999999",
    ",",
    ":",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "\u00e9",
    "\uD83E\uDD8A",
    "true",
    "1.5",
    "0x",
    "#",
    "\n"
  };

  private Mutation() {}

  static byte[] of(String valid, Random random) {
    byte[] body = valid.getBytes(StandardCharsets.UTF_8);
    for (int changes = 1 + random.nextInt(3); changes > 0 && body.length > 0; changes--) {
      int at = random.nextInt(body.length);
      int length = Math.min(1 + random.nextInt(8), body.length - at);
      body =
          switch (random.nextInt(5)) {
            case 0 -> replace(body, at, length, new byte[0]);
            case 1 -> replace(body, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 2 -> replace(body, at, 0, morsel(random));
            case 3 -> replace(body, at, length, morsel(random));
            default -> replace(body, at, 0, java.util.Arrays.copyOfRange(body, at, at + length));
          };
    }
    return body;
  }

  private static byte[] morsel(Random random) {
    return MORSELS[random.nextInt(MORSELS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replace(byte[] body, int at, int length, byte[] by) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(body.length + by.length);
    changed.write(body, 0, at);
    changed.writeBytes(by);
    changed.write(body, at + length, body.length - at - length);
    return changed.toByteArray();
  }
}
