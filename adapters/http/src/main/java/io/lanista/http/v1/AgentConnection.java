package io.lanista.http.v1;

import io.lanista.engine.notice.NoticeListener;
import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.Viewer;
import io.lanista.http.ws.CloseCode;
import io.lanista.http.ws.Socket;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * One agent that is told its player's notices, and shown the game that it plays.
 *
 * <p>A notice there is no room for is not lost: listening ends there, and begins again after the
 * last one that was sent. A client that never makes room is closed by its socket's bounds.
 */
final class AgentConnection implements ArenaChannels.Steady {
  private final Player player;
  private final int hz;
  private final Socket socket;
  private final ArenaChannels.Parts parts;
  private final HeldKey key;
  private final Shown shown = new Shown();
  private OptionalLong position;
  private boolean greeted;
  private boolean listening;
  private boolean gone;
  private boolean following;
  private Optional<Runnable> leaveFeed = Optional.empty();
  private Optional<MatchId> wanted = Optional.empty();
  private Optional<Runnable> leaveMatch = Optional.empty();

  AgentConnection(
      Player player,
      HeldKey key,
      OptionalLong since,
      int hz,
      Socket socket,
      ArenaChannels.Parts parts) {
    this.player = player;
    this.key = key;
    this.position = since;
    this.hz = hz;
    this.socket = socket;
    this.parts = parts;
  }

  @Override
  public void opened() {
    step();
  }

  @Override
  public void step() {
    key.step();
    boolean listen;
    synchronized (this) {
      listen = !listening && !gone;
      listening = true;
    }
    if (listen) {
      try {
        parts.blocking().execute(this::listen);
      } catch (EngineException busy) {
        stopListening();
      }
    }
    follow();
  }

  private synchronized void stopListening() {
    listening = false;
    leaveFeed = Optional.empty();
  }

  /** Listens from where it is; looks for its game the first time. */
  private void listen() {
    try {
      long after = greet();
      if (after >= 0) {
        keep(parts.feed().subscribe(player.id(), after, new Listener()));
      } else {
        stopListening();
      }
    } catch (EngineException refused) {
      if (refused.code() == ErrorCode.STORAGE_UNAVAILABLE) {
        stopListening();
      } else {
        socket.close(CloseCode.of(refused.code()), refused.getMessage());
      }
    } catch (RuntimeException defect) {
      // The executor would keep it to itself, and the agent would wait for nothing.
      socket.close(CloseCode.TRY_LATER, "An internal error occurred; try again later.");
      throw defect;
    }
  }

  /** After which notice to go on; negative if the agent cannot be greeted yet. */
  private long greet() {
    synchronized (this) {
      if (greeted) {
        return position.orElseThrow();
      }
    }
    long last = parts.feed().last(player.id());
    Optional<MatchId> playing =
        parts.series().live(player.id()).stream()
            .filter(one -> one.status() != SeriesStatus.OFFERED)
            .map(Series::id)
            .findFirst();
    synchronized (this) {
      long after = Math.min(position.orElse(last), last);
      if (!socket.offer(AgentForm.connected(player.username().text(), after))) {
        return -1;
      }
      position = OptionalLong.of(after);
      greeted = true;
      wanted = playing;
      return after;
    }
  }

  private void keep(Runnable leave) {
    boolean late;
    synchronized (this) {
      late = gone;
      leaveFeed = Optional.of(leave);
    }
    if (late) {
      leave.run();
    }
  }

  private final class Listener implements NoticeListener {
    @Override
    public boolean offer(NumberedNotice notice) {
      if (!socket.offer(AgentForm.of(notice))) {
        return false;
      }
      told(notice);
      return true;
    }

    @Override
    public void end() {
      stopListening();
    }
  }

  private void told(NumberedNotice notice) {
    synchronized (this) {
      position = OptionalLong.of(notice.sequence());
    }
    if (notice.notice() instanceof Notice.MatchStarting starting) {
      want(Optional.of(starting.match()));
    } else if (notice.notice() instanceof Notice.MatchEnd end) {
      forget(end.match());
    } else if (notice.notice() instanceof Notice.MatchVoid end) {
      forget(end.match());
    }
  }

  private void forget(MatchId match) {
    boolean mine;
    synchronized (this) {
      mine = wanted.filter(match::equals).isPresent();
    }
    if (mine) {
      want(Optional.empty());
    }
  }

  private void want(Optional<MatchId> match) {
    Optional<Runnable> leave;
    synchronized (this) {
      leave = leaveMatch;
      leaveMatch = Optional.empty();
      wanted = match;
    }
    leave.ifPresent(Runnable::run);
    follow();
  }

  /** Watches the game it plays, as soon as there is something to see. */
  private void follow() {
    Optional<MatchId> match;
    synchronized (this) {
      // One at a time: of two who begin to watch, the second to leave would take both away.
      match = hz == 0 || gone || following || leaveMatch.isPresent() ? Optional.empty() : wanted;
      following |= match.isPresent();
    }
    if (match.isPresent()) {
      try {
        follow(match.get());
      } finally {
        synchronized (this) {
          following = false;
        }
      }
    }
  }

  private void follow(MatchId match) {
    Runnable leave;
    try {
      leave = parts.live().watch(match, hz, shown);
    } catch (EngineException notYet) {
      return;
    }
    boolean unwanted;
    synchronized (this) {
      unwanted = gone || wanted.filter(match::equals).isEmpty();
      if (!unwanted) {
        leaveMatch = Optional.of(leave);
      }
    }
    if (unwanted) {
      leave.run();
    }
  }

  /** What is live of its game. */
  private final class Shown implements Viewer {
    @Override
    public boolean offer(LiveBatch batch) {
      LiveFrames.Framed frames = parts.states().of(batch);
      return frames.isEmpty() || socket.send(frames.toSend(), frames.count());
    }

    @Override
    public void close(int code, String reason) {
      // The game is over, not the connection; and it may be shown again after a restart of it.
      synchronized (AgentConnection.this) {
        leaveMatch = Optional.empty();
      }
    }
  }

  /** A key of that player was revoked, perhaps this one's. */
  void keyRevoked(PlayerId of) {
    if (player.id().equals(of)) {
      key.doubt();
    }
  }

  /** Tells that this agent is there. */
  void isAlive(BiConsumer<PlayerId, String> seen) {
    seen.accept(player.id(), socket.client().getHostAddress());
  }

  @Override
  public void closed(int code) {
    Optional<Runnable> feed;
    Optional<Runnable> match;
    synchronized (this) {
      gone = true;
      feed = leaveFeed;
      match = leaveMatch;
      leaveMatch = Optional.empty();
    }
    feed.ifPresent(Runnable::run);
    match.ifPresent(Runnable::run);
  }
}
