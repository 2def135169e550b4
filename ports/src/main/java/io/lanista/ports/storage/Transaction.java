package io.lanista.ports.storage;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.player.Credentials;
import io.lanista.ports.schedule.Deadlines;

/**
 * The stores, within one transaction. Used by one thread, and not after its work returned. Instants
 * are kept to the microsecond.
 */
public interface Transaction {
  TicketStore tickets();

  MatchStore matches();

  SignatureStore signatures();

  PlayerStore players();

  Credentials credentials();

  RatingStore ratings();

  WagerStore wagers();

  ReplayIndex replays();

  RoomStore rooms();

  PollStore polls();

  SeriesStore series();

  ChallengeStore challenges();

  NoticeStore notices();

  SocialStore social();

  FighterIndex fighters();

  ChainStore chain();

  Outbox outbox();

  Deadlines deadlines();

  /** Writes an event to the outbox, to be published once this transaction is committed. */
  void emit(DomainEvent event);
}
