package io.lanista.ports.storage;

import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.List;

/** What players are told, within one transaction. */
public interface NoticeStore {
  /** Adds a notice under the player's next number. */
  NumberedNotice append(PlayerId player, Notice notice, Instant at);

  /** Up to {@code limit} notices of a player with a higher number, in order. */
  List<NumberedNotice> after(PlayerId player, long sequence, int limit);

  /** The player's last number; 0 if none. */
  long last(PlayerId player);

  /** Removes notices older than an instant, a bounded number at a time; says how many. */
  int prune(Instant before);
}
