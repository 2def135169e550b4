package io.lanista.engine.queue;

import io.lanista.engine.series.Offers;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Series that both have to accept: a player is in one of each game at most. */
final class SeriesWriting implements Writing {
  private final Offers offers;
  private final Map<Pair, Offers.Draft> drafts = new LinkedHashMap<>();

  SeriesWriting(Offers offers) {
    this.offers = offers;
  }

  void add(Offers.Draft draft, Waiting first, Waiting second) {
    drafts.put(new Pair(first, second), draft);
  }

  @Override
  public Set<Waiting> lost(Transaction tx) {
    if (drafts.isEmpty()) {
      return Set.of();
    }
    Set<PlayerId> busy = offers.busy(tx, drafts.values());
    Set<Waiting> lost = new HashSet<>();
    if (!busy.isEmpty()) {
      for (Pair pair : drafts.keySet()) {
        for (Waiting waiting : pair.both()) {
          if (waiting.ticket().entrant().player().filter(busy::contains).isPresent()) {
            lost.add(waiting);
          }
        }
      }
    }
    return lost;
  }

  @Override
  public void write(Transaction tx) {
    offers.write(tx, drafts.values());
  }

  @Override
  public List<Pair> without(Set<Waiting> lost) {
    List<Pair> gone = new ArrayList<>();
    for (Pair pair : drafts.keySet()) {
      if (lost.contains(pair.first()) || lost.contains(pair.second())) {
        gone.add(pair);
      }
    }
    gone.forEach(drafts::remove);
    return gone;
  }

  @Override
  public void written() {
    offers.written(drafts.values());
  }

  @Override
  public void failed() {
    // Nothing was done outside the storage.
  }
}
