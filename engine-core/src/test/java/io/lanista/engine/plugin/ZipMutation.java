package io.lanista.engine.plugin;

import io.lanista.ports.fuzz.ByteMutation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks zip files at their headers: sizes, counts, offsets, methods, flags and names. */
final class ZipMutation {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  /** Where the fields of each header are, and how wide: the ones that steer a reader. */
  private static final int[][] LOCAL_FIELDS = {
    {4, 2}, {6, 2}, {8, 2}, {14, 4}, {18, 4}, {22, 4}, {26, 2}, {28, 2}
  };

  private static final int[][] CENTRAL_FIELDS = {
    {4, 2}, {8, 2}, {10, 2}, {16, 4}, {20, 4}, {24, 4}, {28, 2}, {30, 2}, {32, 2}, {38, 4}, {42, 4}
  };

  private static final int[][] END_FIELDS = {{8, 2}, {10, 2}, {12, 4}, {16, 4}, {20, 2}};

  private static final String[] NAMES = {
    "../x",
    "/etc/x",
    "C:\\x",
    "\\\\h\\x",
    "a/../../x",
    "lib",
    "lib/",
    "lib/plugin.jar/x",
    "plugin.properties",
    "plugin.properties/",
    "classes",
    "classes/META-INF/extensions.idx",
    "\u0000",
    "a\u0000b",
    "\u00ff\u00fe",
    "\u00c3\u00a9",
    ".",
    "..",
    "./x",
    "x/./y",
    "a//b",
    " ",
    "CON",
    "lib/x.JAR",
    "x".repeat(300),
    "y/".repeat(120) + "z",
    "\u00e2\u0080\u00ae",
    "META-INF/"
  };

  private static final ByteMutation BYTES =
      ByteMutation.with(
          "PK\u0001\u0002",
          "PK\u0003\u0004",
          "PK\u0005\u0006",
          "PK\u0006\u0006",
          "PK\u0006\u0007",
          "PK\u0007\b",
          "\u0001\u0000\u0010\u0000");

  private ZipMutation() {}

  static byte[] of(byte[] zip, RandomGenerator random) {
    byte[] changed = zip;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static byte[] once(byte[] zip, RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> BYTES.of(zip, random);
      case 1 -> name(zip, random);
      default -> field(zip, random);
    };
  }

  private static byte[] field(byte[] zip, RandomGenerator random) {
    int kind = random.nextInt(3);
    int[][] fields = kind == 0 ? LOCAL_FIELDS : kind == 1 ? CENTRAL_FIELDS : END_FIELDS;
    List<Integer> headers = headers(zip, kind == 0 ? LOCAL : kind == 1 ? CENTRAL : END);
    if (headers.isEmpty()) {
      return zip;
    }
    int[] field = fields[random.nextInt(fields.length)];
    int at = headers.get(random.nextInt(headers.size())) + field[0];
    if (at + field[1] > zip.length) {
      return zip;
    }
    byte[] changed = zip.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    if (field[1] == 2) {
      bytes.putShort(at, (short) value(bytes.getShort(at) & 0xFFFF, random));
    } else {
      bytes.putInt(at, value(bytes.getInt(at), random));
    }
    return changed;
  }

  private static int value(int now, RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> now + 1;
      case 3 -> now - 1;
      case 4 -> now ^ 1 << random.nextInt(16);
      case 5 -> Integer.MAX_VALUE;
      case 6 -> 0xFFFF;
      case 7 -> 8;
      default -> random.nextInt(2_000);
    };
  }

  /** Another name of the same length in all headers, or of another length in one of them. */
  private static byte[] name(byte[] zip, RandomGenerator random) {
    List<Integer> headers = headers(zip, CENTRAL);
    if (headers.isEmpty()) {
      return zip;
    }
    int at = headers.get(random.nextInt(headers.size()));
    if (at + 46 > zip.length) {
      return zip;
    }
    ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getShort(at + 28) & 0xFFFF;
    if (at + 46 + length > zip.length) {
      return zip;
    }
    byte[] name = NAMES[random.nextInt(NAMES.length)].getBytes(StandardCharsets.ISO_8859_1);
    bytes.putShort(at + 28, (short) name.length);
    byte[] changed = ByteMutation.replace(bytes.array(), at + 46, length, name);
    int grown = name.length - length;
    for (int end : headers(changed, END)) {
      if (end + 16 <= changed.length) {
        ByteBuffer all = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        all.putInt(end + 12, all.getInt(end + 12) + grown);
      }
    }
    return changed;
  }

  private static List<Integer> headers(byte[] zip, int signature) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at + 4 <= zip.length; at++) {
      if (zip[at] == 'P' && bytes.getInt(at) == signature) {
        found.add(at);
      }
    }
    return found;
  }
}
