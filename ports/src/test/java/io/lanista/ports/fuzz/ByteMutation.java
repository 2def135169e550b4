package io.lanista.ports.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes bytes without knowing what they mean, but with pieces that tend to matter. */
public final class ByteMutation {
  private static final int[] NUMBERS = {
    0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final List<byte[]> pieces;

  private ByteMutation(List<byte[]> pieces) {
    this.pieces = pieces;
  }

  /** With pieces in Latin-1, so that every byte can be written. */
  public static ByteMutation with(String... latin1) {
    return new ByteMutation(
        Arrays.stream(latin1).map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1)).toList());
  }

  /** The bytes with one to four changes. */
  public byte[] of(byte[] bytes, RandomGenerator random) {
    byte[] changed = bytes;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      changed = once(changed, random);
    }
    return changed;
  }

  private byte[] once(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, 1 << random.nextInt(7));
    return switch (random.nextInt(9)) {
      case 0 -> replace(bytes, at, length, new byte[0]);
      case 1 -> flip(bytes, random);
      case 2, 3 -> replace(bytes, at, 0, piece(random));
      case 4 -> replace(bytes, at, length, piece(random));
      case 5 -> replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 6 -> number(bytes, random);
      case 7 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : flip(bytes, random);
      default -> move(bytes, at, length, random);
    };
  }

  private byte[] piece(RandomGenerator random) {
    if (pieces.isEmpty() || random.nextInt(8) == 0) {
      byte[] any = new byte[1 + random.nextInt(8)];
      random.nextBytes(any);
      return any;
    }
    return pieces.get(random.nextInt(pieces.size()));
  }

  private static byte[] flip(byte[] bytes, RandomGenerator random) {
    byte[] changed = bytes.clone();
    for (int flips = random.nextInt(4); flips >= 0 && changed.length > 0; flips--) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] number(byte[] bytes, RandomGenerator random) {
    int width = 1 << random.nextInt(3);
    if (bytes.length < width) {
      return bytes;
    }
    int value =
        random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt(70_000);
    byte[] big = ByteBuffer.allocate(4).putInt(value).array();
    byte[] changed = bytes.clone();
    int at = random.nextInt(bytes.length - width + 1);
    boolean little = random.nextBoolean();
    for (int i = 0; i < width; i++) {
      changed[at + i] = little ? big[3 - i] : big[4 - width + i];
    }
    return changed;
  }

  private static byte[] move(byte[] bytes, int at, int length, RandomGenerator random) {
    byte[] moved = Arrays.copyOfRange(bytes, at, at + length);
    byte[] rest = replace(bytes, at, length, new byte[0]);
    return replace(rest, random.nextInt(rest.length + 1), 0, moved);
  }

  /** The bytes with some of them replaced by others. */
  public static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
    byte[] changed = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
    return changed;
  }
}
