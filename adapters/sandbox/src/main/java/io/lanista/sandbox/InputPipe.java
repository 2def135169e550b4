package io.lanista.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A program's stdin, written without ever waiting. Java cannot write to a pipe without blocking,
 * but it can ask how much lies in one. It is a named pipe because only that gives us its
 * descriptor.
 *
 * <p>A pipe takes 16 pages of 4 KiB. Two neighbouring writes share a page if they fit, so that only
 * the page being read can be less than half full: with 16 KiB in it there are at most ten pages in
 * use, and four more writes of a page fit. What comes beyond that waits here. Thread-safe.
 */
final class InputPipe implements AutoCloseable {
  /** How much of a pipe is used at most before a line is put into it. */
  static final int EASY = 16 << 10;

  /** The longest line that goes into a pipe at once. */
  static final int MOST_LINE = 16 << 10;

  /** How much waits here at most for a program that does not read. */
  static final int MOST_WAITING = 192 << 10;

  private final RandomAccessFile pipe;
  private final FileInputStream inside;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private int atMostInside;

  private InputPipe(RandomAccessFile pipe, FileInputStream inside) {
    this.pipe = pipe;
    this.inside = inside;
  }

  /** Opens a named pipe for writing and, so that this does not wait, for reading. */
  static InputPipe open(Path fifo) throws IOException {
    RandomAccessFile pipe = new RandomAccessFile(fifo.toFile(), "rw");
    return new InputPipe(pipe, new FileInputStream(pipe.getFD()));
  }

  /**
   * Takes a line.
   *
   * @param line with its end, at most {@link #MOST_LINE}
   * @return false if there is no room for it: the program does not read
   */
  synchronized boolean write(byte[] line) throws IOException {
    flush();
    if (waiting.isEmpty() && fits()) {
      pipe.write(line);
      atMostInside += line.length;
      return true;
    }
    if (waitingBytes + line.length > MOST_WAITING) {
      return false;
    }
    waiting.add(line);
    waitingBytes += line.length;
    return true;
  }

  /** Moves on what waits, as far as there is room. True if nothing waits any more. */
  synchronized boolean flush() throws IOException {
    while (!waiting.isEmpty() && fits()) {
      byte[] line = waiting.remove();
      waitingBytes -= line.length;
      pipe.write(line);
      atMostInside += line.length;
    }
    return waiting.isEmpty();
  }

  /** A program only makes it less, so that the system need not be asked for every line. */
  private boolean fits() throws IOException {
    if (atMostInside > EASY) {
      atMostInside = inside.available();
    }
    return atMostInside <= EASY;
  }

  @Override
  public synchronized void close() throws IOException {
    pipe.close();
  }
}
