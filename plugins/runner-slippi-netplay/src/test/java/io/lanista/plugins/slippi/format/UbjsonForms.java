package io.lanista.plugins.slippi.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Writes UBJSON in every form the format allows, valid but for its lies about lengths: what a
 * recorder of another make, or somebody with bad intentions, may put behind the events.
 */
public final class UbjsonForms {
  private static final String WIDTHS = "ZNTFiUCIldLD";
  private static final String[] KEYS = {
    "metadata",
    "players",
    "names",
    "netplay",
    "code",
    "startAt",
    "0",
    "1",
    "3",
    "4",
    "",
    "lastFrame"
  };
  private static final String[] TEXTS = {
    "",
    "FOX#123",
    "2026-03-01T12:00:00Z",
    "+999999999-12-31T23:59:59Z",
    "-999999999-01-01T00:00:00Z",
    "2026-03-01T12:00:00+18:00",
    "2026-03-01T12:00:00",
    "\u0000",
    "\uD83E\uDD8A",
    "x".repeat(300)
  };

  private final RandomGenerator random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public UbjsonForms(RandomGenerator random) {
    this.random = random;
  }

  /** What may stand after the events: the metadata and the closing brace of the whole. */
  public byte[] tail() {
    key("metadata");
    out.write('{');
    entries(0);
    out.write('}');
    out.write('}');
    return out.toByteArray();
  }

  private void entries(int depth) {
    for (int i = random.nextInt(5); i > 0; i--) {
      key(KEYS[random.nextInt(KEYS.length)]);
      int type = type(depth);
      out.write(type);
      body(type, depth);
    }
  }

  private int type(int depth) {
    int which = random.nextInt(10);
    if (which < 4 && depth < 18) {
      return which < 3 ? '{' : '[';
    }
    return which < 7 ? 'S' : WIDTHS.charAt(random.nextInt(WIDTHS.length()));
  }

  private void body(int type, int depth) {
    switch (type) {
      case '{' -> container(depth, '}');
      case '[' -> container(depth, ']');
      case 'S', 'H' -> text(TEXTS[random.nextInt(TEXTS.length)]);
      case 'i', 'U', 'C' -> number(1);
      case 'I' -> number(2);
      case 'l', 'd' -> number(4);
      case 'L', 'D' -> number(8);
      default -> {}
    }
  }

  private void container(int depth, char bracket) {
    boolean object = bracket == '}';
    if (random.nextInt(3) > 0) {
      if (object) {
        entries(depth + 1);
      }
      out.write(bracket);
      return;
    }
    int type = 0;
    if (random.nextBoolean()) {
      type = random.nextBoolean() ? WIDTHS.charAt(random.nextInt(WIDTHS.length())) : 'S';
      out.write('$');
      out.write(type);
    }
    int count = random.nextInt(4);
    out.write('#');
    length(random.nextInt(12) == 0 ? lie() : count);
    for (int i = 0; i < count; i++) {
      if (object) {
        key(KEYS[random.nextInt(KEYS.length)]);
      }
      int inner = type == 0 ? type(depth + 1) : type;
      if (type == 0) {
        out.write(inner);
      }
      body(inner, depth + 1);
    }
  }

  private long lie() {
    long[] lies = {
      -1, 1, 255, 70_000, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, -3L << 60
    };
    return lies[random.nextInt(lies.length)];
  }

  private void key(String name) {
    text(name);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    length(random.nextInt(60) == 0 ? lie() : utf8.length);
    out.writeBytes(utf8);
  }

  private void length(long value) {
    if (value >= 0 && value < 256 && random.nextBoolean()) {
      out.write('U');
      out.write((int) value);
    } else if (value == (int) value && random.nextBoolean()) {
      out.write('l');
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
    } else {
      out.write('L');
      out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }
  }

  private void number(int width) {
    byte[] any = new byte[width];
    random.nextBytes(any);
    out.writeBytes(any);
  }
}
