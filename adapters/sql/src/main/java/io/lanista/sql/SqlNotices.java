package io.lanista.sql;

import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.NoticeStore;
import java.time.Instant;
import java.util.List;

/** Notices in a table. */
final class SqlNotices implements NoticeStore {
  private static final int MOST_PRUNED = 1_000;

  private final Session session;

  SqlNotices(Session session) {
    this.session = session;
  }

  @Override
  public NumberedNotice append(PlayerId player, Notice notice, Instant at) {
    NoticeMapper mapper = session.writing(NoticeMapper.class);
    mapper.count(player);
    long sequence = mapper.last(player);
    mapper.insert(new NoticeRow(player, sequence, notice.type(), NoticeJson.payload(notice), at));
    return new NumberedNotice(sequence, Micros.instant(Micros.of(at)), notice);
  }

  @Override
  public List<NumberedNotice> after(PlayerId player, long sequence, int limit) {
    return session.reading(NoticeMapper.class).after(player, sequence, limit).stream()
        .map(row -> new NumberedNotice(row.sequence(), row.at(), NoticeJson.notice(row)))
        .toList();
  }

  @Override
  public long last(PlayerId player) {
    Long last = session.reading(NoticeMapper.class).last(player);
    return last == null ? 0 : last;
  }

  @Override
  public int prune(Instant before) {
    NoticeMapper mapper = session.writing(NoticeMapper.class);
    List<NoticeKey> old = mapper.old(before, MOST_PRUNED);
    old.forEach(mapper::remove);
    return old.size();
  }
}
