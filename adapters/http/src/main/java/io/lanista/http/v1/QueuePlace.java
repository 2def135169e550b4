package io.lanista.http.v1;

import io.lanista.engine.queue.Explanation;
import io.lanista.engine.queue.TicketView;
import io.lanista.http.json.About;
import io.lanista.ports.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a player is between joining and playing. */
@About("Where you wait, or the match you got.")
public record QueuePlace(
    @About("waiting, matched or idle") String status,
    Optional<String> game,
    Optional<String> queue,
    @About("1 for the next in line.") Optional<Integer> queuePosition,
    @About(
            "How long until you are paired, or, once both accepted, until there is a place to play"
                + " in; such as 30s, null when nothing is known to say it by.")
        Optional<String> estimatedWait,
    @About("Why you still wait.") Optional<String> reason,
    Optional<Instant> joinedAt,
    @About("The match that was found, while it is to be accepted or played.")
        Optional<MatchRecord> match) {

  static QueuePlace waiting(String game, TicketView view, Optional<Explanation> why) {
    return new QueuePlace(
        "waiting",
        Optional.of(game),
        Optional.of(view.ticket().queue().text()),
        view.position(),
        why.flatMap(Explanation::estimatedWait).map(QueuePlace::seconds),
        why.map(Explanation::reason),
        Optional.of(view.ticket().joinedAt()),
        Optional.empty());
  }

  static QueuePlace matched(Series series, Optional<Duration> placeWait) {
    return new QueuePlace(
        "matched",
        Optional.of(series.game()),
        Optional.of(series.queue().text()),
        Optional.empty(),
        placeWait.map(QueuePlace::seconds),
        Optional.empty(),
        Optional.empty(),
        Optional.of(MatchRecord.of(series)));
  }

  static QueuePlace idle() {
    return new QueuePlace(
        "idle",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Rounded up: who waits is not told less. */
  private static String seconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds() + "s";
  }
}
