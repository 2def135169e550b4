package io.lanista.plugins.slippi;

import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.plugins.slippi.format.Slp;
import io.lanista.plugins.slippi.format.UbjsonForms;
import io.lanista.plugins.slippi.format.Version;
import io.lanista.ports.fuzz.ByteMutation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks recordings where it matters: lengths, sizes of events, players, and the metadata. */
final class RecordingMutation {
  private static final int EVENTS = 30;
  private static final int RAW_LENGTH = 11;
  private static final int TABLE = 16;
  private static final int[] COMMANDS = {0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x3C, 0x10, 0xFF};
  private static final ByteMutation BYTES =
      ByteMutation.with(
          "{",
          "}",
          "[$U#l",
          "U\bmetadata{",
          "U\u0005names{",
          "SU",
          "#L",
          "$Z",
          "[[",
          "{U\u0001a",
          "\u0035\u0013",
          "8",
          "9",
          "6",
          "<",
          "\u00ff\u00ff\u00ff\u0085");

  private final List<byte[]> whole =
      List.of(
          shortened(GeneratedGame.ofSeed(1)),
          shortened(GeneratedGame.ofSeed(2).withVersion(new Version(3, 6, 0))),
          shortened(GeneratedGame.ofSeed(4).withVersion(new Version(3, 16, 0))),
          shortened(GeneratedGame.ofSeed(5).withVersion(new Version(3, 0, 0))),
          shortened(GeneratedGame.ofSeed(3).withEnding(GeneratedGame.Ending.FIRST_QUITS)));

  List<byte[]> whole() {
    return whole;
  }

  byte[] broken(RandomGenerator random) {
    byte[] bytes = whole.get(random.nextInt(whole.size())).clone();
    for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > TABLE + 30; times--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes, RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
      case 1 -> flip(bytes, random, 900);
      case 2 -> random.nextInt(3) == 0 ? lie(bytes, random) : bytes;
      case 3 -> splice(bytes, random);
      case 4 -> BYTES.of(bytes, random);
      case 5 -> sizes(bytes, random);
      case 6 -> event(bytes, random);
      case 7 -> flip(bytes, random, bytes.length);
      default -> metadata(bytes, random);
    };
  }

  /** The first frames of a game and its end: quick to read, and with every kind of event. */
  private static byte[] shortened(GeneratedGame game) {
    return Slp.of(game.withFrames(150)).keepEvents(EVENTS).bytes();
  }

  private static byte[] flip(byte[] bytes, RandomGenerator random, int within) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(Math.min(within, bytes.length))] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] lie(byte[] bytes, RandomGenerator random) {
    int[] lengths = {0, 0, -1, 1, bytes.length, bytes.length - 15, Integer.MAX_VALUE, 0x100};
    ByteBuffer.wrap(bytes).putInt(RAW_LENGTH, lengths[random.nextInt(lengths.length)]);
    return bytes;
  }

  private byte[] splice(byte[] bytes, RandomGenerator random) {
    byte[] other = whole.get(random.nextInt(whole.size()));
    int length = random.nextInt(Math.min(bytes.length, other.length));
    int from = random.nextInt(other.length - length + 1);
    System.arraycopy(other, from, bytes, random.nextInt(bytes.length - length + 1), length);
    return bytes;
  }

  /** Another size for one kind of event: all that follows is read with it. */
  private static byte[] sizes(byte[] bytes, RandomGenerator random) {
    int[] sizes = {0, 1, 2, 3, 6, 7, 33, 34, 0x1A4, 0xFFFF, random.nextInt(0x400)};
    int at = TABLE + 1 + 3 * random.nextInt(6);
    int size = sizes[random.nextInt(sizes.length)];
    bytes[at + 1] = (byte) (size >> 8);
    bytes[at + 2] = (byte) size;
    return bytes;
  }

  /** Another kind of event at some place, perhaps for another frame and player. */
  private static byte[] event(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length - 8);
    bytes[at] = (byte) COMMANDS[random.nextInt(COMMANDS.length)];
    if (random.nextBoolean()) {
      int[] frames = {-123, -124, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 5_184_000, 5_183_999};
      ByteBuffer.wrap(bytes).putInt(at + 1, frames[random.nextInt(frames.length)]);
      bytes[at + 5] = (byte) random.nextInt(-1, 6);
    }
    return bytes;
  }

  private static byte[] metadata(byte[] bytes, RandomGenerator random) {
    int end = 15 + ByteBuffer.wrap(bytes).getInt(RAW_LENGTH);
    byte[] tail = new UbjsonForms(random).tail();
    if (random.nextInt(4) == 0) {
      tail = BYTES.of(tail, random);
    }
    boolean known = end > TABLE + 30 && end <= bytes.length;
    int from = known ? end : lastIndexOf(bytes, "U\bmetadata");
    return ByteMutation.replace(bytes, from, bytes.length - from, tail);
  }

  private static int lastIndexOf(byte[] bytes, String piece) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(piece);
    return at < 0 ? bytes.length : at;
  }
}
