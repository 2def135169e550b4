package io.lanista.ports.storage;

import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The notices of an {@link InMemoryTransaction}. */
final class InMemoryNotices implements NoticeStore {
  private static final int MOST_PRUNED = 1_000;

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemoryNotices(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  @Override
  public NumberedNotice append(PlayerId player, Notice notice, Instant at) {
    long number = writing.get().noticeCounters.merge(player, 1L, Long::sum);
    NumberedNotice stored =
        new NumberedNotice(number, StoredPrecision.cut(at), StoredPrecision.of(notice));
    List<NumberedNotice> all = new ArrayList<>(of(player));
    all.add(stored);
    writing.get().notices.put(player, List.copyOf(all));
    return stored;
  }

  private List<NumberedNotice> of(PlayerId player) {
    return reading.get().notices.getOrDefault(player, List.of());
  }

  @Override
  public List<NumberedNotice> after(PlayerId player, long sequence, int limit) {
    return of(player).stream().filter(notice -> notice.sequence() > sequence).limit(limit).toList();
  }

  @Override
  public long last(PlayerId player) {
    return reading.get().noticeCounters.getOrDefault(player, 0L);
  }

  @Override
  public int prune(Instant before) {
    int pruned = 0;
    Map<PlayerId, List<NumberedNotice>> left = new HashMap<>();
    for (Map.Entry<PlayerId, List<NumberedNotice>> each : writing.get().notices.entrySet()) {
      List<NumberedNotice> kept = new ArrayList<>();
      for (NumberedNotice notice : each.getValue()) {
        if (notice.at().isBefore(before) && pruned < MOST_PRUNED) {
          pruned++;
        } else {
          kept.add(notice);
        }
      }
      left.put(each.getKey(), List.copyOf(kept));
    }
    writing.get().notices.putAll(left);
    return pruned;
  }
}
