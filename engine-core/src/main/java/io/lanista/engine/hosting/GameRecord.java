package io.lanista.engine.hosting;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.Side;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The loop's own recording of a game, in JSON lines, compressed with gzip: a header with what the
 * world was started with, one line for every frame with its state and what was pressed in it, and a
 * line with the result. A world that is nothing but its seed and its inputs can be played again
 * from it. Only a whole one has the last line. Used by one thread.
 */
final class GameRecord implements AutoCloseable {
  /** What such a recording is called. */
  static final String FORMAT = "jsonl";

  private final Path file;
  private final int most;
  private final OutputStream out;
  private final StringBuilder line = new StringBuilder(512);
  private long room;
  private boolean whole = true;

  /**
   * Begins one.
   *
   * @param file where it is written to
   * @param most how large it may become, in bytes
   */
  GameRecord(Path file, int most, String runner, WorldStart start, String stage)
      throws IOException {
    this.file = file;
    this.most = most;
    // What is not compressed may be larger, but not without a bound.
    this.room = 16L * most;
    this.out = new BufferedOutputStream(new Fast(Files.newOutputStream(file)), 1 << 14);
    line.append("{\"format\":\"lanista-game\",\"version\":1,\"runner\":");
    quote(runner).append(",\"match_id\":");
    quote(start.match().toString());
    line.append(",\"game_number\":").append(start.game()).append(",\"seed\":");
    // As text: readers that keep numbers as doubles would change it.
    quote(Long.toString(start.seed())).append(",\"stage\":");
    quote(stage);
    contestant(",\"p1\":", start.p1());
    contestant(",\"p2\":", start.p2());
    line.append('}');
    write();
  }

  private void contestant(String key, WorldStart.Contestant contestant) {
    line.append(key).append("{\"name\":");
    quote(contestant.name()).append(",\"config\":");
    quote(contestant.config()).append('}');
  }

  /** A frame: its state, and what was pressed in it. */
  void frame(int number, String state, Controls p1, Controls p2) {
    line.append("{\"frame\":").append(number).append(",\"p1\":");
    controls(p1);
    line.append(",\"p2\":");
    controls(p2);
    line.append(",\"state\":").append(state).append('}');
    write();
  }

  /** How it ended; a forfeit has no winner in the result. */
  void result(Side winner, WorldResult result, Optional<Side> forfeitedBy) {
    line.append("{\"winner\":\"").append(winner).append("\",\"forfeited_by\":");
    forfeitedBy.ifPresentOrElse(
        side -> line.append('"').append(side).append('"'), () -> line.append("null"));
    line.append(",\"frames\":").append(result.frames());
    standing(",\"p1\":", result.p1());
    standing(",\"p2\":", result.p2());
    line.append('}');
    write();
  }

  private void standing(String key, WorldResult.Standing standing) {
    line.append(key).append("{\"character\":");
    quote(standing.character()).append(",\"stocks\":").append(standing.stocks());
    line.append(",\"percent\":").append(standing.percent()).append('}');
  }

  /** Ends it; the file, or empty if it could not be written or became too large. */
  Optional<Path> finish() {
    close();
    try {
      return whole && Files.size(file) <= most ? Optional.of(file) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Gives the file back to whoever owns its folder. Idempotent. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException full) {
      whole = false;
    }
  }

  // What is at rest is left out, as in the fighter protocol.
  private void controls(Controls controls) {
    line.append('{');
    int start = line.length();
    axis(start, "main_x", controls.mainX(), 0.5);
    axis(start, "main_y", controls.mainY(), 0.5);
    axis(start, "c_x", controls.cX(), 0.5);
    axis(start, "c_y", controls.cY(), 0.5);
    axis(start, "l", controls.l(), 0);
    axis(start, "r", controls.r(), 0);
    if (!controls.buttons().isEmpty()) {
      comma(start);
      line.append("\"buttons\":[");
      int first = line.length();
      for (Button button : controls.buttons()) {
        comma(first);
        line.append('"').append(button.word()).append('"');
      }
      line.append(']');
    }
    line.append('}');
  }

  private void axis(int start, String name, double value, double rest) {
    if (value != rest) {
      comma(start);
      line.append('"').append(name).append("\":").append(value);
    }
  }

  private void comma(int start) {
    if (line.length() > start) {
      line.append(',');
    }
  }

  private StringBuilder quote(String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        if (c == '"' || c == '\\') {
          line.append('\\');
        }
        line.append(c);
      }
    }
    return line.append('"');
  }

  private void write() {
    byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    line.setLength(0);
    room -= bytes.length;
    whole &= room >= 0;
    if (whole) {
      try {
        out.write(bytes);
      } catch (IOException full) {
        // The game goes on without its recording.
        whole = false;
      }
    }
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 1 << 13);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
