package io.lanista.engine.series;

import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.queue.QueuedPlayers;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ExpiredRecordings;
import io.lanista.engine.schedule.Retention;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.time.Duration;

/** What the hosted arena is made of, wired as an engine does. */
public final class HostedParts {
  public final NoticeBell bell = new NoticeBell();
  public final Contenders contenders;
  public final SeriesWriter writer;
  public final Offers offers;
  private final Storage storage;
  private final Ratings ratings;
  private final IdSource ids;
  private final Clock clock;

  public HostedParts(Storage storage, Ratings ratings, IdSource ids, Clock clock) {
    this.storage = storage;
    this.ratings = ratings;
    this.ids = ids;
    this.clock = clock;
    contenders = new Contenders(ratings);
    writer = new SeriesWriter(ids, SeriesSettings.USUAL);
    offers = new Offers(contenders, writer, bell, ids, SeriesSettings.USUAL);
  }

  /** Series of these queues. */
  public HostedSeries series(WaitingPlayers waiting) {
    return new HostedSeries(storage, ratings, writer, waiting, bell, clock);
  }

  public HostedSeries series(Queues queues) {
    return series(new QueuedPlayers(queues));
  }

  public Challenges challenges(Queues queues, HostedSeries series) {
    return new Challenges(
        storage, queues, contenders, writer, series, new QueuedPlayers(queues), bell, ids, clock);
  }

  public Retention retention() {
    ExpiredRecordings recordings =
        new ExpiredRecordings(
            storage, new InMemoryReplayStore(), new ExpiredRecordings.Keep(Duration.ZERO), clock);
    return new Retention(storage, recordings, clock);
  }
}
