package io.lanista.http.v1;

import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.Viewer;
import io.lanista.http.netplay.Ids;
import io.lanista.http.ws.CloseCode;
import io.lanista.http.ws.Socket;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import java.util.Optional;

/** One viewer of a hosted match, from its offer to its end. */
final class StateConnection implements ArenaChannels.Steady, Viewer {
  /** Every frame. */
  private static final int UNSAMPLED = 0;

  /** So many steps lie between two looks at a match that is not shown yet. */
  private static final int STEPS_A_LOOK = 10;

  private final String id;
  private final Socket socket;
  private final ArenaChannels.Parts parts;
  private final Optional<String> token;
  private int hz;
  private int steps;
  private boolean gone;
  private boolean waiting;
  private Optional<MatchId> match = Optional.empty();
  private Optional<Runnable> leave = Optional.empty();

  StateConnection(
      String id, Optional<String> token, int hz, Socket socket, ArenaChannels.Parts parts) {
    this.id = id;
    this.token = token;
    this.hz = hz;
    this.socket = socket;
    this.parts = parts;
  }

  @Override
  public void opened() {
    try {
      MatchId known = Ids.match(id);
      // Thousands may come at once, and need no look at the database while the match is shown.
      if (token.isPresent() || !watch(known)) {
        lookUp(() -> enter(known));
      }
    } catch (EngineException refused) {
      close(refused);
    }
  }

  private void lookUp(Runnable task) {
    try {
      parts.blocking().execute(() -> guarded(task));
    } catch (EngineException busy) {
      close(busy);
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (EngineException refused) {
      close(refused);
    } catch (RuntimeException defect) {
      // The executor would keep it to itself, and the viewer would wait for nothing.
      socket.close(CloseCode.TRY_LATER, "An internal error occurred; try again later.");
      throw defect;
    }
  }

  private void close(EngineException refused) {
    socket.close(CloseCode.of(refused.code()), refused.getMessage());
  }

  private void enter(MatchId known) {
    if (token.isPresent()) {
      if (parts.series().redeem(known, token.get()).isEmpty()) {
        // Whoever has no token may watch; whoever has a wrong one should know that it is wrong.
        parts.series().find(known);
        throw new EngineException(
            ErrorCode.FORBIDDEN, "This connect_token is not of this match, or was used.");
      }
      synchronized (this) {
        hz = UNSAMPLED;
      }
    }
    look(known);
  }

  /** Watches; if there is nothing to see yet, waits, but not for a match that is over. */
  private void look(MatchId known) {
    if (watch(known)) {
      return;
    }
    if (parts.series().find(known).status().isFinal()) {
      throw new EngineException(ErrorCode.MATCH_FINISHED, "The match is over.");
    }
    synchronized (this) {
      match = Optional.of(known);
      waiting = true;
    }
  }

  /** False if there is nothing to see yet, or any more. */
  private boolean watch(MatchId known) {
    Runnable stop;
    try {
      stop = parts.live().watch(known, rate(), this);
    } catch (EngineException refused) {
      if (refused.code() == ErrorCode.MATCH_FINISHED) {
        return false;
      }
      throw refused;
    }
    boolean late;
    synchronized (this) {
      waiting = false;
      leave = Optional.of(stop);
      late = gone;
    }
    if (late) {
      stop.run();
    }
    return true;
  }

  private synchronized int rate() {
    return hz;
  }

  @Override
  public void step() {
    Optional<MatchId> known;
    synchronized (this) {
      known = waiting && !gone ? match : Optional.empty();
      waiting = false;
    }
    if (known.isEmpty()) {
      return;
    }
    try {
      if (watch(known.get())) {
        return;
      }
    } catch (EngineException refused) {
      close(refused);
      return;
    }
    if (++steps % STEPS_A_LOOK == 0) {
      lookUp(() -> look(known.get()));
    } else {
      synchronized (this) {
        waiting = true;
      }
    }
  }

  @Override
  public boolean offer(LiveBatch batch) {
    LiveFrames.Framed frames = parts.all().of(batch);
    return socket.send(frames.toSend(), frames.count());
  }

  @Override
  public void close(int code, String reason) {
    socket.close(code, reason);
  }

  @Override
  public void closed(int code) {
    Optional<Runnable> stop;
    synchronized (this) {
      gone = true;
      stop = leave;
    }
    stop.ifPresent(Runnable::run);
  }
}
