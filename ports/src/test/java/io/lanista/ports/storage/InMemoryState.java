package io.lanista.ports.storage;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Series;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.wager.Wager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Everything an {@link InMemoryStorage} holds; a transaction works on a copy of it. */
final class InMemoryState {
  record SignatureKey(MatchId match, Side side) {}

  record RatingPlace(String game, RatingKey key) {}

  record DeadlineKey(Subject subject, Deadline.Kind kind) {}

  /** A key as stored: never its secret. */
  record StoredKey(UUID id, PlayerId player) {}

  final Map<TicketId, Ticket> tickets;
  final Map<MatchId, Match> matches;
  final Map<SignatureKey, StoredSignature> signatures;
  final Map<PlayerId, Player> players;
  final Map<String, StoredKey> keysByHash;
  final Map<RatingPlace, Rating> ratings;
  final Map<MatchId, Wager> wagers;
  final Map<ReplayHash, StoredReplay> replays;
  final Map<MatchId, Instant> removedReplays;
  final TreeMap<Long, PublishedEvent> events;
  final Map<String, Long> cursors;
  final Map<DeadlineKey, Deadline> deadlines;
  final Map<RoomId, Room> rooms;
  final Map<RoomId, List<RoomEvent>> roomEvents;
  final Map<RoomId, TreeMap<Long, RoomSubmission>> roomSubmissions;
  final Map<String, Instant> judgeSlots;
  final Map<String, PollStore.Pause> judgePauses;
  final Map<InMemoryPolls.Key, InMemoryPolls.Watched> polls;
  final Map<MatchId, Series> series;
  final Map<Bytes32, InMemorySeries.Token> seriesTokens;
  final Map<ChallengeId, Challenge> challenges;
  final Map<PlayerId, List<NumberedNotice>> notices;
  final Map<PlayerId, Long> noticeCounters;
  final Map<PlayerId, Set<PlayerId>> blocks;
  final Map<PlayerId, Penalty> penalties;
  final Map<InMemoryFighters.Key, List<Fighter>> fighters;
  final Map<InMemoryChain.StepKey, ChainStep> chainSteps;
  final TreeMap<InMemoryChain.Nonce, InMemoryChain.Kept> chainTransactions;
  long lastSequence;

  InMemoryState() {
    tickets = new LinkedHashMap<>();
    matches = new LinkedHashMap<>();
    signatures = new LinkedHashMap<>();
    players = new LinkedHashMap<>();
    keysByHash = new LinkedHashMap<>();
    ratings = new LinkedHashMap<>();
    wagers = new LinkedHashMap<>();
    replays = new LinkedHashMap<>();
    removedReplays = new LinkedHashMap<>();
    events = new TreeMap<>();
    cursors = new LinkedHashMap<>();
    deadlines = new LinkedHashMap<>();
    rooms = new LinkedHashMap<>();
    roomEvents = new LinkedHashMap<>();
    roomSubmissions = new LinkedHashMap<>();
    judgeSlots = new LinkedHashMap<>();
    judgePauses = new LinkedHashMap<>();
    polls = new LinkedHashMap<>();
    series = new LinkedHashMap<>();
    seriesTokens = new LinkedHashMap<>();
    challenges = new LinkedHashMap<>();
    notices = new LinkedHashMap<>();
    noticeCounters = new LinkedHashMap<>();
    blocks = new LinkedHashMap<>();
    penalties = new LinkedHashMap<>();
    fighters = new LinkedHashMap<>();
    chainSteps = new LinkedHashMap<>();
    chainTransactions = new TreeMap<>(InMemoryChain.Nonce.ORDER);
  }

  InMemoryState(InMemoryState other) {
    tickets = new LinkedHashMap<>(other.tickets);
    matches = new LinkedHashMap<>(other.matches);
    signatures = new LinkedHashMap<>(other.signatures);
    players = new LinkedHashMap<>(other.players);
    keysByHash = new LinkedHashMap<>(other.keysByHash);
    ratings = new LinkedHashMap<>(other.ratings);
    wagers = new LinkedHashMap<>(other.wagers);
    replays = new LinkedHashMap<>(other.replays);
    removedReplays = new LinkedHashMap<>(other.removedReplays);
    events = new TreeMap<>(other.events);
    cursors = new LinkedHashMap<>(other.cursors);
    deadlines = new LinkedHashMap<>(other.deadlines);
    rooms = new LinkedHashMap<>(other.rooms);
    roomEvents = new LinkedHashMap<>(other.roomEvents);
    roomSubmissions = new LinkedHashMap<>(other.roomSubmissions);
    judgeSlots = new LinkedHashMap<>(other.judgeSlots);
    judgePauses = new LinkedHashMap<>(other.judgePauses);
    polls = new LinkedHashMap<>(other.polls);
    series = new LinkedHashMap<>(other.series);
    seriesTokens = new LinkedHashMap<>(other.seriesTokens);
    challenges = new LinkedHashMap<>(other.challenges);
    notices = new LinkedHashMap<>(other.notices);
    noticeCounters = new LinkedHashMap<>(other.noticeCounters);
    blocks = new LinkedHashMap<>(other.blocks);
    penalties = new LinkedHashMap<>(other.penalties);
    fighters = new LinkedHashMap<>(other.fighters);
    chainSteps = new LinkedHashMap<>(other.chainSteps);
    chainTransactions = new TreeMap<>(other.chainTransactions);
    lastSequence = other.lastSequence;
  }
}
