package io.lanista.sandbox;

import io.lanista.ports.sandbox.SandboxLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Cuts a program's stdout into lines and hands them on, on a thread of its own. A program may print
 * as many lines as it was sent and two more; one that breaks a rule is reported, and nothing more
 * is read.
 */
final class OutputReader implements Runnable {
  private static final int UNASKED = 2;

  private final InputStream output;
  private final int longest;
  private final LineQueue lines;
  private final AtomicLong asked;
  private final Consumer<String> broken;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private long printed;

  /**
   * A reader.
   *
   * @param asked how many lines the program was sent so far
   * @param broken told which rule was broken
   */
  OutputReader(
      InputStream output,
      SandboxLimits limits,
      LineQueue lines,
      AtomicLong asked,
      Consumer<String> broken) {
    this.output = output;
    this.longest = limits.lineBytes();
    this.lines = lines;
    this.asked = asked;
    this.broken = broken;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[longest + 2]; // a line, its CR, its LF
    int filled = 0;
    int searched = 0;
    try {
      while (true) {
        int end = find(buffer, searched, filled);
        if (end >= 0) {
          if (!hand(buffer, end)) {
            return;
          }
          System.arraycopy(buffer, end + 1, buffer, 0, filled - end - 1);
          filled -= end + 1;
          searched = 0;
          continue;
        }
        searched = filled;
        if (filled == buffer.length) {
          broken.accept("printed a line of more than " + longest + " bytes");
          return;
        }
        int read = output.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          return;
        }
        filled += read;
      }
    } catch (IOException closed) {
      return; // It was killed; who did that says why.
    }
  }

  private static int find(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Hands on one line. False if it is the last. */
  private boolean hand(byte[] buffer, int end) {
    int length = end > 0 && buffer[end - 1] == '\r' ? end - 1 : end;
    if (length > longest) {
      broken.accept("printed a line of more than " + longest + " bytes");
      return false;
    }
    if (++printed > asked.get() + UNASKED) {
      broken.accept("printed more lines than it was asked for");
      return false;
    }
    try {
      CharBuffer text = decoder.decode(ByteBuffer.wrap(buffer, 0, length));
      return lines.put(text.toString());
    } catch (CharacterCodingException notText) {
      broken.accept("printed a line that is not UTF-8");
      return false;
    }
  }
}
