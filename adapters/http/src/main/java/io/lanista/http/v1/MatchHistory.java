package io.lanista.http.v1;

import io.lanista.engine.match.Matches;
import io.lanista.engine.series.HostedSeries;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Matches of both kinds as one list. Each kind's list is sorted by the same instant and id, so that
 * one cursor is a place in both. Thread-safe.
 */
public final class MatchHistory {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparingLong((Entry entry) -> -entry.place().value())
          .thenComparing(entry -> entry.place().id());

  private final Matches matches;
  private final HostedSeries series;

  public MatchHistory(Matches matches, HostedSeries series) {
    this.matches = matches;
    this.series = series;
  }

  /** A page, in the native form. */
  public record MatchPage(List<MatchRecord> matches, Optional<String> nextCursor) {
    static MatchPage of(Page<Series> page) {
      return new MatchPage(
          page.items().stream().map(MatchRecord::of).toList(), page.next().map(Cursor::text));
    }
  }

  private record Entry(Cursor place, Record match) {
    static Entry of(Series series) {
      return new Entry(place(series.createdAt(), series.id()), series);
    }

    static Entry of(Matches.View view) {
      return new Entry(place(view.match().createdAt(), view.match().id()), view);
    }

    private static Cursor place(Instant createdAt, MatchId id) {
      long micros =
          TimeUnit.SECONDS.toMicros(createdAt.getEpochSecond())
              + TimeUnit.NANOSECONDS.toMicros(createdAt.getNano());
      return new Cursor(micros, id.toString());
    }
  }

  /** The newest first. */
  public MatchPage recent(Optional<Cursor> after, int limit) {
    Page<Series> hosted = series.recent(after, limit);
    Page<Matches.View> netplay = matches.recent(after, limit);
    List<Entry> all = new ArrayList<>(2 * limit);
    hosted.items().forEach(one -> all.add(Entry.of(one)));
    netplay.items().forEach(one -> all.add(Entry.of(one)));
    all.sort(NEWEST_FIRST);
    List<Entry> page = all.subList(0, Math.min(limit, all.size()));
    boolean more = all.size() > limit || hosted.next().isPresent() || netplay.next().isPresent();
    return new MatchPage(
        page.stream().map(entry -> MatchRecord.of(entry.match())).toList(),
        more ? Optional.of(page.get(page.size() - 1).place().text()) : Optional.empty());
  }

  /** A netplay match that was looked at lately, from memory. */
  Optional<Record> recall(MatchId id) {
    return matches.recall(id).map(Record.class::cast);
  }

  /**
   * Looks a match up, of either kind.
   *
   * @throws EngineException MATCH_NOT_FOUND
   */
  Record find(MatchId id) {
    try {
      return matches.view(id);
    } catch (EngineException unknown) {
      if (unknown.code() != ErrorCode.MATCH_NOT_FOUND) {
        throw unknown;
      }
      return series.find(id);
    }
  }
}
