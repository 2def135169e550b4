package io.lanista.engine.hosting;

import io.lanista.engine.hosting.CheckedWorld.Shown;
import io.lanista.engine.stream.Audience;
import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.Viewer;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The live side of one series. Viewers who want the same rate are one audience; a frame is encoded
 * once, whoever gets it, and not at all while nobody is due to. One lock, under which nothing is
 * sent.
 */
final class LiveSeries {
  static final int MOST_HZ = 240;

  private final MatchId match;
  private final int mostViewers;
  private final Executor senders;
  private final Ticks ticks;
  private final Map<Integer, Rate> rates = new TreeMap<>();
  private Optional<ByteBuffer> start = Optional.empty();
  private byte[] head = new byte[0];
  private boolean over;

  /** Those who watch at one rate. */
  private static final class Rate {
    private final Audience audience;
    private final long period;
    private long due;

    Rate(Audience audience, int hz, long now) {
      this.audience = audience;
      this.period = hz == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / hz;
      this.due = now;
    }

    /** Whether a frame that comes now is theirs: a little early is in time, frames are not even. */
    boolean isDue(long now) {
      if (period == 0) {
        return true;
      }
      if (now < due - period / 4) {
        return false;
      }
      due = Math.max(due + period, now);
      return true;
    }
  }

  LiveSeries(MatchId match, int mostViewers, Executor senders, Ticks ticks) {
    this.match = match;
    this.mostViewers = mostViewers;
    this.senders = senders;
    this.ticks = ticks;
  }

  synchronized Runnable join(int hz, Viewer viewer) {
    if (over) {
      throw new EngineException(
          ErrorCode.MATCH_FINISHED, "This match is over; nothing is shown of it any more.");
    }
    if (viewers() >= mostViewers) {
      throw new EngineException(ErrorCode.BUSY, "As many as may are watching this match already.");
    }
    Rate rate =
        rates.computeIfAbsent(hz, key -> new Rate(new Audience(senders), hz, ticks.nanos()));
    start.ifPresent(message -> viewer.offer(LiveBatch.of(List.of(message))));
    rate.audience.add(viewer);
    return () -> leave(hz, rate, viewer);
  }

  private synchronized void leave(int hz, Rate rate, Viewer viewer) {
    rate.audience.remove(viewer);
    if (rate.audience.size() == 0) {
      rates.remove(hz, rate);
    }
  }

  synchronized int viewers() {
    return rates.values().stream().mapToInt(rate -> rate.audience.size()).sum();
  }

  /** A game begins; a game that is played again begins again. */
  void gameStarts(Series series, int game, String stage) {
    ByteBuffer message =
        message(
            about("game_start", game)
                + ",\"stage\":\""
                + stage
                + "\",\"p1\":\""
                + series.p1().username().text()
                + "\",\"p2\":\""
                + series.p2().username().text()
                + "\"}");
    List<Audience> all;
    synchronized (this) {
      start = Optional.of(message);
      head = bytes(about("game_state", game) + ",");
      all = audiences();
    }
    send(message, all);
  }

  /** A frame. */
  void frame(Shown state) {
    long now = ticks.nanos();
    List<Audience> due;
    byte[] before;
    synchronized (this) {
      due = rates.values().stream().filter(r -> r.isDue(now)).map(r -> r.audience).toList();
      before = head;
    }
    if (!due.isEmpty()) {
      List<ByteBuffer> message = List.of(encoded(before, state));
      due.forEach(audience -> audience.take(message));
      due.forEach(Audience::send);
    }
  }

  private static ByteBuffer encoded(byte[] head, Shown state) {
    byte[] number =
        state.saysFrame() ? new byte[0] : bytes("\"frame\":" + state.state().frame() + ",");
    ByteBuffer message = ByteBuffer.allocate(head.length + number.length + state.utf8().length - 1);
    // Without the state's own opening brace.
    return message.put(head).put(number).put(state.utf8(), 1, state.utf8().length - 1).flip();
  }

  /** A game was written down. */
  void gameEnded(Series series, PlayedGame game) {
    synchronized (this) {
      start = Optional.empty();
    }
    send(
        message(
            about("game_end", game.number())
                + ",\"winner\":\""
                + series.contender(game.winner()).username().text()
                + "\",\"final_stocks\":{\"p1\":"
                + game.result().p1().stocks()
                + ",\"p2\":"
                + game.result().p2().stocks()
                + "}}"),
        audiences());
  }

  /** The series has a winner. */
  void seriesEnded(Series series, Side winner) {
    send(
        message(
            "{\"type\":\"match_end\",\"match_id\":\""
                + match
                + "\",\"winner\":\""
                + series.contender(winner).username().text()
                + "\",\"score\":\""
                + series.wins(winner)
                + "-"
                + series.wins(winner.other())
                + "\"}"),
        audiences());
  }

  /** Everyone is sent away, after what was published. */
  void dismiss() {
    List<Audience> all;
    synchronized (this) {
      over = true;
      all = audiences();
    }
    all.forEach(audience -> audience.dismiss(1000, "The match is over."));
    all.forEach(Audience::send);
  }

  private synchronized List<Audience> audiences() {
    return rates.values().stream().map(rate -> rate.audience).toList();
  }

  private static void send(ByteBuffer message, List<Audience> all) {
    all.forEach(audience -> audience.take(List.of(message)));
    all.forEach(Audience::send);
  }

  private String about(String type, int game) {
    return "{\"type\":\"" + type + "\",\"match_id\":\"" + match + "\",\"game_number\":" + game;
  }

  private static ByteBuffer message(String json) {
    return ByteBuffer.wrap(bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
