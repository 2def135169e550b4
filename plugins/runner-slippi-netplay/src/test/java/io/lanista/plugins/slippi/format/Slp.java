package io.lanista.plugins.slippi.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A recording taken apart, to be put together wrongly. */
public final class Slp {
  private static final int RAW = 15;
  private byte[] sizes;
  private byte[] start;
  private byte[] rest;
  private byte[] tail;
  private Optional<Integer> claimed = Optional.empty();

  public static Slp of(GeneratedGame game) {
    byte[] all = game.bytes();
    ByteBuffer bytes = ByteBuffer.wrap(all);
    int rawEnd = RAW + bytes.getInt(11);
    int startAt = RAW + 1 + all[RAW + 1];
    int startSize = bytes.getShort(RAW + 3) + 1;
    Slp slp = new Slp();
    slp.sizes = Arrays.copyOfRange(all, RAW, startAt);
    slp.start = Arrays.copyOfRange(all, startAt, startAt + startSize);
    slp.rest = Arrays.copyOfRange(all, startAt + startSize, rawEnd);
    slp.tail = Arrays.copyOfRange(all, rawEnd, all.length);
    return slp;
  }

  public Slp announce(int command, int size) {
    sizes = join(sizes, new byte[] {(byte) command, (byte) (size >> 8), (byte) size});
    sizes[1] += 3;
    return this;
  }

  public Slp insertAfterStart(byte[] events) {
    rest = join(events, rest);
    return this;
  }

  public Slp start(int offset, int value) {
    start[offset] = (byte) value;
    return this;
  }

  public byte[] start() {
    return start.clone();
  }

  public Slp withoutStart() {
    start = new byte[0];
    return this;
  }

  public Slp append(byte[] events) {
    rest = join(rest, events);
    return this;
  }

  /** Changes the game end, which is the last event. */
  public Slp end(int offset, int value) {
    int at = rest.length - sizeOf(Commands.GAME_END) - 1;
    rest[at + offset] = (byte) value;
    return this;
  }

  public Slp size(int command, int size) {
    for (int at = 2; at < sizes.length; at += 3) {
      if (sizes[at] == command) {
        sizes[at + 1] = (byte) (size >> 8);
        sizes[at + 2] = (byte) size;
      }
    }
    return this;
  }

  /** Keeps the first events after the start, and the game end. */
  public Slp keepEvents(int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      kept += 1 + sizeOf(rest[kept]);
    }
    byte[] end = Arrays.copyOfRange(rest, rest.length - sizeOf(0x39) - 1, rest.length);
    rest = join(Arrays.copyOf(rest, kept), end);
    return this;
  }

  private int sizeOf(int command) {
    for (int at = 2; at < sizes.length; at += 3) {
      if (sizes[at] == command) {
        return ByteBuffer.wrap(sizes).getShort(at + 1);
      }
    }
    throw new AssertionError("Not announced: " + command);
  }

  public Slp rawLength(int length) {
    claimed = Optional.of(length);
    return this;
  }

  public Slp tail(String latin1) {
    tail = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return this;
  }

  public byte[] bytes() {
    byte[] raw = join(join(sizes, start), rest);
    byte[] head = "{U\u0003raw[$U#l0000".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer.wrap(head).putInt(11, claimed.orElse(raw.length));
    return join(join(head, raw), tail);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
