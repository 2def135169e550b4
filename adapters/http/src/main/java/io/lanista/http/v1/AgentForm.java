package io.lanista.http.v1;

import io.lanista.http.json.About;
import io.lanista.http.json.Codec;
import io.lanista.http.json.Naming;
import io.lanista.http.json.Text;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of the hosted arena's WebSockets (spec 3, Events to agents). A record's name is its
 * message's {@code type}. Those with a sequence are kept and come again to who asks for them; the
 * others are of the moment.
 */
final class AgentForm {
  private static final Codec<Connected> CONNECTED = codec(Connected.class);
  private static final Codec<MatchFound> MATCH_FOUND = codec(MatchFound.class);
  private static final Codec<MatchStarting> MATCH_STARTING = codec(MatchStarting.class);
  private static final Codec<GameEnd> GAME_END = codec(GameEnd.class);
  private static final Codec<MatchEnd> MATCH_END = codec(MatchEnd.class);
  private static final Codec<MatchVoid> MATCH_VOID = codec(MatchVoid.class);
  private static final Codec<ChallengeReceived> RECEIVED = codec(ChallengeReceived.class);
  private static final Codec<ChallengeAnswered> ANSWERED = codec(ChallengeAnswered.class);

  /** What agents get. */
  static final List<Class<? extends Record>> TO_AGENTS =
      List.of(
          Connected.class,
          MatchFound.class,
          MatchStarting.class,
          GameStart.class,
          GameState.class,
          GameEnd.class,
          MatchEnd.class,
          MatchVoid.class,
          ChallengeReceived.class,
          ChallengeAnswered.class,
          Ping.class);

  /** What spectators of a match get. */
  static final List<Class<? extends Record>> TO_SPECTATORS =
      List.of(
          GameStart.class, GameState.class, Live.GameEnd.class, Live.MatchEnd.class, Ping.class);

  static final String PING = "{\"type\":\"ping\"}";

  private AgentForm() {}

  private static <T> Codec<T> codec(Class<T> record) {
    return Codec.of(record, Naming.SNAKE_CASE);
  }

  /** Nothing else was to be said for a while. */
  record Ping(@Text(pattern = "ping") String type) {}

  /** The first message: from now on nothing is missed. */
  record Connected(
      @Text(pattern = "connected") String type,
      String username,
      @About("What comes has higher numbers.") long sequence) {}

  /** An opponent. */
  record OpponentForm(String username, int elo, RecordForm record) {}

  /** How often a player won and lost. */
  record RecordForm(int wins, int losses) {}

  /** A match was found; accept it in time. */
  record MatchFound(
      long sequence,
      @Text(pattern = "match_found") String type,
      Instant at,
      String matchId,
      OpponentForm opponent,
      @About("bo3 or bo5") String format,
      @About("Until when to POST /api/v1/matches/{id}/accept.") Instant acceptDeadline) {}

  /** Both accepted. */
  record MatchStarting(
      long sequence,
      @Text(pattern = "match_starting") String type,
      Instant at,
      String matchId,
      @About("The path of the match's live socket on this server.") String server,
      @About("Opens that socket once, with every frame; a secret.") String connectToken) {}

  /** A game begins; the same is sent first to who comes during it. */
  record GameStart(
      @Text(pattern = "game_start") String type,
      String matchId,
      int gameNumber,
      String stage,
      @About("A username.") String p1,
      @About("A username.") String p2) {}

  /** A frame. A game may say more of it. */
  record GameState(
      @Text(pattern = "game_state") String type,
      String matchId,
      int gameNumber,
      int frame,
      String stage,
      StandingForm p1,
      StandingForm p2) {}

  /** How one side stands. A game may say more of it. */
  record StandingForm(int stocks, double percent, String character) {}

  /** How many stocks each side had left. */
  record StocksForm(int p1, int p2) {}

  /** A game is over. */
  record GameEnd(
      long sequence,
      @Text(pattern = "game_end") String type,
      Instant at,
      String matchId,
      int gameNumber,
      @About("A username.") String winner,
      StocksForm finalStocks,
      Optional<String> replayUrl) {}

  /** The match has a winner. */
  record MatchEnd(
      long sequence,
      @Text(pattern = "match_end") String type,
      Instant at,
      String matchId,
      @About("A username.") String winner,
      @About("The winner's games, then the loser's.") String score,
      @About("By username; empty in training.") Map<String, Integer> eloChange,
      @About("By username; empty in training.") Map<String, Integer> newElo) {}

  /** The match ended without a winner. */
  record MatchVoid(
      long sequence,
      @Text(pattern = "match_void") String type,
      Instant at,
      String matchId,
      String reason,
      @About("Whether you wait in the queue again.") boolean requeued) {}

  /** Somebody wants to play you. */
  record ChallengeReceived(
      long sequence,
      @Text(pattern = "challenge_received") String type,
      Instant at,
      String challengeId,
      @About("A username.") String from,
      @About("bo3 or bo5") String format,
      Optional<String> message,
      Instant expiresAt) {}

  /** A challenge of yours was answered, or expired. */
  record ChallengeAnswered(
      long sequence,
      @Text(pattern = "challenge_answered") String type,
      Instant at,
      String challengeId,
      @About("A username.") String by,
      @About("accepted, declined or expired") String status,
      Optional<String> matchId) {}

  /** What spectators get of what players are told. */
  static final class Live {
    private Live() {}

    /** A game is over. */
    record GameEnd(
        @Text(pattern = "game_end") String type,
        String matchId,
        int gameNumber,
        @About("A username.") String winner,
        StocksForm finalStocks) {}

    /** The match has a winner. */
    record MatchEnd(
        @Text(pattern = "match_end") String type,
        String matchId,
        @About("A username.") String winner,
        @About("The winner's games, then the loser's.") String score) {}
  }

  static ByteBuffer connected(String username, long sequence) {
    return CONNECTED.write(new Connected("connected", username, sequence));
  }

  /** A notice as its player's agent gets it. */
  static ByteBuffer of(NumberedNotice numbered) {
    long sequence = numbered.sequence();
    Instant at = numbered.at();
    Notice notice = numbered.notice();
    String type = notice.type();
    if (notice instanceof Notice.MatchFound found) {
      Notice.Opponent other = found.opponent();
      return MATCH_FOUND.write(
          new MatchFound(
              sequence,
              type,
              at,
              found.match().toString(),
              new OpponentForm(
                  other.username().text(),
                  other.elo(),
                  new RecordForm(other.wins(), other.losses())),
              found.format().word(),
              found.acceptBy()));
    }
    if (notice instanceof Notice.MatchStarting starting) {
      return MATCH_STARTING.write(
          new MatchStarting(
              sequence,
              type,
              at,
              starting.match().toString(),
              liveSocket(starting.match()),
              starting.token()));
    }
    if (notice instanceof Notice.GameEnd end) {
      return GAME_END.write(
          new GameEnd(
              sequence,
              type,
              at,
              end.match().toString(),
              end.game(),
              end.winner().text(),
              new StocksForm(end.p1Stocks(), end.p2Stocks()),
              end.hasReplay()
                  ? Optional.of(GameRecord.replayUrl(end.match(), end.game()))
                  : Optional.empty()));
    }
    if (notice instanceof Notice.MatchEnd end) {
      return MATCH_END.write(
          new MatchEnd(
              sequence,
              type,
              at,
              end.match().toString(),
              end.winner().text(),
              end.score(),
              end.change(),
              end.elo()));
    }
    if (notice instanceof Notice.MatchVoid voided) {
      return MATCH_VOID.write(
          new MatchVoid(
              sequence, type, at, voided.match().toString(), voided.reason(), voided.requeued()));
    }
    if (notice instanceof Notice.ChallengeReceived received) {
      return RECEIVED.write(
          new ChallengeReceived(
              sequence,
              type,
              at,
              received.challenge().toString(),
              received.from().text(),
              received.format().word(),
              received.message(),
              received.until()));
    }
    if (notice instanceof Notice.ChallengeAnswered answered) {
      return ANSWERED.write(
          new ChallengeAnswered(
              sequence,
              type,
              at,
              answered.challenge().toString(),
              answered.by().text(),
              answered.status(),
              answered.match().map(MatchId::toString)));
    }
    throw new AssertionError(notice);
  }

  /** Where a match's live socket is. */
  private static String liveSocket(MatchId match) {
    return "/api/v1/matches/" + match + "/state";
  }
}
