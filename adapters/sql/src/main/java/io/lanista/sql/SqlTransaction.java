package io.lanista.sql;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.player.Credentials;
import io.lanista.ports.schedule.Deadlines;
import io.lanista.ports.storage.ChainStore;
import io.lanista.ports.storage.ChallengeStore;
import io.lanista.ports.storage.FighterIndex;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.MatchStore;
import io.lanista.ports.storage.NoticeStore;
import io.lanista.ports.storage.Outbox;
import io.lanista.ports.storage.PlayerStore;
import io.lanista.ports.storage.PollStore;
import io.lanista.ports.storage.RatingStore;
import io.lanista.ports.storage.ReplayIndex;
import io.lanista.ports.storage.RoomStore;
import io.lanista.ports.storage.SeriesStore;
import io.lanista.ports.storage.SignatureStore;
import io.lanista.ports.storage.SocialStore;
import io.lanista.ports.storage.TicketStore;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.storage.WagerStore;
import java.time.Clock;
import java.util.List;

/** The stores over one session. */
final class SqlTransaction implements Transaction {
  private final SqlTickets tickets;
  private final SqlMatches matches;
  private final SqlSignatures signatures;
  private final SqlPlayers players;
  private final SqlCredentials credentials;
  private final SqlRatings ratings;
  private final SqlWagers wagers;
  private final SqlReplays replays;
  private final SqlRooms rooms;
  private final SqlPolls polls;
  private final SqlSeries series;
  private final SqlChallenges challenges;
  private final SqlNotices notices;
  private final SqlSocial social;
  private final SqlFighters fighters;
  private final SqlChain chain;
  private final SqlOutbox outbox;
  private final SqlDeadlines deadlines;

  SqlTransaction(Session session, EventJson json, Clock clock, IdSource ids) {
    tickets = new SqlTickets(session);
    matches = new SqlMatches(session);
    signatures = new SqlSignatures(session);
    players = new SqlPlayers(session);
    credentials = new SqlCredentials(session, ids);
    ratings = new SqlRatings(session);
    wagers = new SqlWagers(session);
    replays = new SqlReplays(session);
    rooms = new SqlRooms(session);
    polls = new SqlPolls(session);
    series = new SqlSeries(session);
    challenges = new SqlChallenges(session);
    notices = new SqlNotices(session);
    social = new SqlSocial(session);
    fighters = new SqlFighters(session);
    chain = new SqlChain(session);
    outbox = new SqlOutbox(session, json);
    deadlines = new SqlDeadlines(session, clock);
  }

  /** Writes what was put off to be written together. */
  void write() {
    deadlines.write();
    outbox.write();
  }

  /** What was emitted, once it is written. */
  List<PublishedEvent> emitted() {
    return outbox.written();
  }

  @Override
  public TicketStore tickets() {
    return tickets;
  }

  @Override
  public MatchStore matches() {
    return matches;
  }

  @Override
  public SignatureStore signatures() {
    return signatures;
  }

  @Override
  public PlayerStore players() {
    return players;
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public RatingStore ratings() {
    return ratings;
  }

  @Override
  public WagerStore wagers() {
    return wagers;
  }

  @Override
  public ReplayIndex replays() {
    return replays;
  }

  @Override
  public RoomStore rooms() {
    return rooms;
  }

  @Override
  public PollStore polls() {
    return polls;
  }

  @Override
  public SeriesStore series() {
    return series;
  }

  @Override
  public ChallengeStore challenges() {
    return challenges;
  }

  @Override
  public NoticeStore notices() {
    return notices;
  }

  @Override
  public SocialStore social() {
    return social;
  }

  @Override
  public FighterIndex fighters() {
    return fighters;
  }

  @Override
  public ChainStore chain() {
    return chain;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Deadlines deadlines() {
    return deadlines;
  }

  @Override
  public void emit(DomainEvent event) {
    outbox.emit(event);
  }
}
