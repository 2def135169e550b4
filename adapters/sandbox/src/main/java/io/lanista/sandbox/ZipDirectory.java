package io.lanista.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks through a zip's central directory for what {@code java.util.zip} does not tell: links and
 * devices, which it would unpack as files with strange contents.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int MOST_DIRECTORY = 4 << 20;
  private static final int KIND = 0170000;
  private static final int FILE = 0100000;
  private static final int FOLDER = 0040000;

  private ZipDirectory() {}

  /** Refuses a zip with anything but files and folders in it. */
  static void refuseLinks(Path zip) throws IOException {
    try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
      ByteBuffer end = end(channel);
      long bytes = Integer.toUnsignedLong(end.getInt(12));
      long from = Integer.toUnsignedLong(end.getInt(16));
      if (bytes > MOST_DIRECTORY || from + bytes > channel.size()) {
        throw Manifests.invalid("The zip's directory is too large or damaged.");
      }
      ByteBuffer directory = read(channel, from, (int) bytes);
      while (directory.remaining() >= ENTRY_BYTES) {
        int at = directory.position();
        if (directory.getInt(at) != ENTRY) {
          throw Manifests.invalid("The zip's directory is damaged.");
        }
        int madeBy = directory.getShort(at + 4) >>> 8 & 0xff;
        int kind = directory.getInt(at + 38) >>> 16 & KIND;
        if (madeBy == 3 && kind != 0 && kind != FILE && kind != FOLDER) {
          throw Manifests.invalid("The zip holds a link or a device; only files are taken.");
        }
        int more =
            length(directory, at + 28) + length(directory, at + 30) + length(directory, at + 32);
        directory.position(Math.min(directory.limit(), at + ENTRY_BYTES + more));
      }
    }
  }

  /** The record at the end; a comment of at most 64 KiB may follow it. */
  private static ByteBuffer end(FileChannel channel) throws IOException {
    int tail = (int) Math.min(channel.size(), END_BYTES + (64 << 10));
    ByteBuffer bytes = read(channel, channel.size() - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END) {
        return bytes.position(at).slice().order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw Manifests.invalid("It is not a zip.");
  }

  private static int length(ByteBuffer directory, int at) {
    return Short.toUnsignedInt(directory.getShort(at));
  }

  private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw Manifests.invalid("The zip is damaged.");
      }
    }
    return buffer.flip();
  }
}
