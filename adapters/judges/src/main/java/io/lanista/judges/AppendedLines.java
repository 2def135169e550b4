package io.lanista.judges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Reads the lines of a file that grows, each once. Not thread-safe.
 *
 * <p>A file that became shorter, or is another one under the same name, is read from its beginning.
 */
final class AppendedLines {
  /** Gets the lines. */
  interface Reader {
    /** All that was read before is void: it was of another file. */
    void restart();

    /**
     * A line, without its end.
     *
     * @param number 1 for the first of the file
     */
    void line(long number, byte[] line);

    /** A line that is too long to be read; once. */
    void tooLong(long number);

    /** What stands behind the last end of a line; comes again until the line has an end. */
    void unfinished(byte[] start);
  }

  /** The longest line, in bytes. */
  static final int LONGEST = 1 << 16;

  private final Path file;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Object identity;
  private long position;
  private long number = 1;
  private boolean skipping;

  AppendedLines(Path file) {
    this.file = file;
  }

  /** Hands over what was appended since the last time. */
  void read(Reader reader) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Object there = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      if (channel.size() < position || !Objects.equals(there, identity)) {
        reader.restart();
        position = 0;
        number = 1;
        skipping = false;
        identity = there;
      }
      line.reset();
      channel.position(position);
      while (channel.read(buffer.clear()) > 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          take(buffer.get(), reader);
        }
      }
    }
    if (line.size() > 0) {
      reader.unfinished(line.toByteArray());
    }
  }

  private void take(byte next, Reader reader) {
    if (next == '\n') {
      if (!skipping) {
        reader.line(number, line.toByteArray());
        position += line.size();
      }
      position++;
      number++;
      skipping = false;
      line.reset();
    } else if (skipping) {
      position++;
    } else if (line.size() == LONGEST) {
      reader.tooLong(number);
      skipping = true;
      position += line.size() + 1L;
      line.reset();
    } else {
      line.write(next);
    }
  }
}
