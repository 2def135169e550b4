package io.lanista.plugins.slippi.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes UBJSON in the forms that the game's recorder uses. */
final class UbjsonText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  UbjsonText open() {
    out.write('{');
    return this;
  }

  UbjsonText close() {
    out.write('}');
    return this;
  }

  /** At most 255 bytes. */
  UbjsonText key(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.write('U');
    out.write(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  UbjsonText text(String value) {
    out.write('S');
    return key(value);
  }

  UbjsonText number(int value) {
    out.write('l');
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    return this;
  }

  UbjsonText bytes(byte[] value) {
    out.writeBytes("[$U#".getBytes(StandardCharsets.US_ASCII));
    number(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
