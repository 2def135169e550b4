package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Goes through the frames of a recording, holding each back until it is final: until a bookend says
 * so, or, where bookends do not (before 3.7.0), until more frames followed than a rollback spans.
 */
final class FrameIterator implements Iterator<Frame> {
  /** Several times the deepest rollback of Slippi, which is 7 frames. */
  private static final int LONGEST_ROLLBACK = 64;

  private static final int FINALIZED = 5;

  private final EventCursor event;
  private final Deque<Frame> pending = new ArrayDeque<>();
  private final List<PlayerFrame> players = new ArrayList<>(GameStart.PLAYERS);
  private int current = Commands.FIRST_FRAME - 1;
  private int finalized = Commands.FIRST_FRAME - 1;
  private int given = Commands.FIRST_FRAME - 1;
  private boolean ended;

  FrameIterator(ByteBuffer recording) {
    try {
      event = new EventCursor(recording);
    } catch (InvalidReplayException changed) {
      throw changedSinceRead(changed);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (!ended && !headIsFinal()) {
        ended = !step();
      }
    } catch (InvalidReplayException changed) {
      throw changedSinceRead(changed);
    }
    return !pending.isEmpty();
  }

  @Override
  public Frame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The recording has no more frames.");
    }
    Frame frame = pending.removeFirst();
    given = frame.number();
    return frame;
  }

  private boolean headIsFinal() {
    return !pending.isEmpty()
        && (pending.peekFirst().number() <= finalized || pending.size() > LONGEST_ROLLBACK);
  }

  private boolean step() throws InvalidReplayException {
    if (!event.next() || event.command() == Commands.GAME_END) {
      close();
      return false;
    }
    if (event.command() == Commands.POST_FRAME) {
      postFrame();
    } else if (event.command() == Commands.BOOKEND && event.size() >= FINALIZED + Integer.BYTES) {
      close();
      finalized = Math.max(finalized, event.bytes().getInt(event.at() + FINALIZED));
    }
    return true;
  }

  private void postFrame() {
    ByteBuffer bytes = event.bytes();
    int at = event.at();
    if ((bytes.get(at + PlayerFrame.PLAYER) & 0xFF) >= GameStart.PLAYERS
        || bytes.get(at + PlayerFrame.FOLLOWER) != 0) {
      return;
    }
    int number = bytes.getInt(at + PlayerFrame.FRAME);
    if (number != current) {
      close();
      current = number;
    }
    PlayerFrame player = PlayerFrame.read(event);
    players.removeIf(earlier -> earlier.port() == player.port());
    players.add(player);
  }

  /** Puts the frame that was being read with those that wait; it replaces itself and later ones. */
  private void close() {
    if (players.isEmpty()) {
      return;
    }
    if (current > given) {
      while (!pending.isEmpty() && pending.peekLast().number() >= current) {
        pending.removeLast();
      }
      players.sort(Comparator.comparingInt(PlayerFrame::port));
      pending.addLast(new Frame(current, players));
    }
    players.clear();
  }

  private static IllegalStateException changedSinceRead(InvalidReplayException changed) {
    return new IllegalStateException("The recording changed after it was read.", changed);
  }
}
