package io.lanista.engine.queue;

import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.Presence;
import io.lanista.ports.match.Match;
import io.lanista.ports.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Matches over netplay: an agent may be in several. */
final class MatchWriting implements Writing {
  private final Bookings bookings;
  private final Presence presence;
  private final List<Match> matches = new ArrayList<>();

  MatchWriting(Bookings bookings, Presence presence) {
    this.bookings = bookings;
    this.presence = presence;
  }

  void add(Match match, Waiting first, Waiting second) {
    matches.add(match);
    presence.alive(match.id());
    first.addresses().forEach(a -> presence.seenFrom(match.id(), a));
    second.addresses().forEach(a -> presence.seenFrom(match.id(), a));
    // So that whoever streams with its ticket needs no look at the database.
    presence.holdsTicket(match.id(), first.ticket().id());
    presence.holdsTicket(match.id(), second.ticket().id());
  }

  @Override
  public Set<Waiting> lost(Transaction tx) {
    return Set.of();
  }

  @Override
  public void write(Transaction tx) {
    bookings.book(tx, matches);
  }

  @Override
  public List<Pair> without(Set<Waiting> lost) {
    return List.of();
  }

  @Override
  public void written() {
    // Its agents find it when they look at their tickets.
  }

  @Override
  public void failed() {
    matches.forEach(match -> presence.forget(match.id()));
  }
}
