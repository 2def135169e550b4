package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads as much UBJSON as a recording's metadata needs: texts and numbers by key, everything else
 * skipped. Lengths are checked against the buffer before anything is read, and nesting is bounded.
 */
final class Ubjson {
  private static final int DEEPEST = 16;
  private static final int ANY_TYPE = 0;

  /** Takes one entry of an object; the reader stands at its value's type. */
  interface Entry {
    /** Reads or skips exactly this entry's value. */
    void read(String key, int type) throws InvalidReplayException;
  }

  private final ByteBuffer bytes;
  private int at;
  private int depth;

  Ubjson(ByteBuffer bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  boolean atEnd() {
    return at >= bytes.limit();
  }

  /** The next value's type, or an object's end. */
  int marker() throws InvalidReplayException {
    return (int) number(1) & 0xFF;
  }

  /** A key, or a text's value: a length, then UTF-8. */
  String text() throws InvalidReplayException {
    int length = length();
    byte[] text = new byte[length];
    bytes.get(at, text);
    at += length;
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Reads an object whose opening brace was read. */
  void object(Entry entry) throws InvalidReplayException {
    enter();
    int type = typeOfAll();
    long count = countOfAll();
    for (long i = 0; count < 0 ? !closes('}') : i < count; i++) {
      String key = text();
      entry.read(key, type == ANY_TYPE ? marker() : type);
    }
    depth--;
  }

  /** Steps over a value whose type was read. */
  void skip(int type) throws InvalidReplayException {
    switch (type) {
      case 'Z', 'N', 'T', 'F' -> {}
      case 'i', 'U', 'C' -> step(1);
      case 'I' -> step(2);
      case 'l', 'd' -> step(4);
      case 'L', 'D' -> step(8);
      case 'S', 'H' -> step(length());
      case '{' -> object((key, value) -> skip(value));
      case '[' -> skipArray();
      default -> throw damaged();
    }
  }

  private void skipArray() throws InvalidReplayException {
    enter();
    int type = typeOfAll();
    long count = countOfAll();
    int width = width(type);
    if (count >= 0 && width >= 0) {
      // Values without bytes of their own could be announced by the million: never count them.
      step(count * width);
    } else {
      for (long i = 0; count < 0 ? !closes(']') : i < count; i++) {
        skip(type == ANY_TYPE ? marker() : type);
      }
    }
    depth--;
  }

  private static int width(int type) {
    return switch (type) {
      case 'Z', 'N', 'T', 'F' -> 0;
      case 'i', 'U', 'C' -> 1;
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> -1;
    };
  }

  private void enter() throws InvalidReplayException {
    if (++depth > DEEPEST) {
      throw new InvalidReplayException("The recording's metadata is nested too deeply.");
    }
  }

  private int typeOfAll() throws InvalidReplayException {
    if (peek() != '$') {
      return ANY_TYPE;
    }
    at++;
    int type = marker();
    if (peek() != '#') {
      throw damaged();
    }
    return type;
  }

  /** How many values are announced; -1 if they end with a bracket instead. */
  private long countOfAll() throws InvalidReplayException {
    if (peek() != '#') {
      return -1;
    }
    at++;
    long count = integer(marker());
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw damaged();
    }
    return count;
  }

  private boolean closes(char bracket) throws InvalidReplayException {
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private int length() throws InvalidReplayException {
    long length = integer(marker());
    if (length < 0 || length > bytes.limit() - at) {
      throw damaged();
    }
    return (int) length;
  }

  private long integer(int type) throws InvalidReplayException {
    return switch (type) {
      case 'U' -> number(1) & 0xFF;
      case 'i' -> number(1);
      case 'I' -> number(2);
      case 'l' -> number(4);
      case 'L' -> number(8);
      default -> throw damaged();
    };
  }

  private long number(int width) throws InvalidReplayException {
    int from = at;
    step(width);
    return switch (width) {
      case 1 -> bytes.get(from);
      case 2 -> bytes.getShort(from);
      case 4 -> bytes.getInt(from);
      default -> bytes.getLong(from);
    };
  }

  private int peek() throws InvalidReplayException {
    if (atEnd()) {
      throw damaged();
    }
    return bytes.get(at) & 0xFF;
  }

  private void step(long count) throws InvalidReplayException {
    if (count > bytes.limit() - at) {
      throw damaged();
    }
    at += (int) count;
  }

  private InvalidReplayException damaged() {
    return new InvalidReplayException("The recording's metadata is damaged at byte " + at + ".");
  }
}
