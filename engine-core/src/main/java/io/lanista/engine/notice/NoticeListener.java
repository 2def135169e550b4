package io.lanista.engine.notice;

import io.lanista.ports.notice.NumberedNotice;

/** Someone who is told a player's notices, by one thread at a time. */
public interface NoticeListener {
  /**
   * Takes the next notice; returns at once.
   *
   * @return false to be told nothing more, as when there is no room for it
   */
  boolean offer(NumberedNotice notice);

  /** Nothing more comes: it refused or failed. Not called when it ended listening by itself. */
  default void end() {}
}
