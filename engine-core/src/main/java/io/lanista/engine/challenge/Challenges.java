package io.lanista.engine.challenge;

import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.series.Contenders;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.series.Preferences;
import io.lanista.engine.series.SeriesWriter;
import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Players who want to play one certain other player (spec 3, Challenges). Thread-safe. */
public final class Challenges {
  /** How long a challenge can be answered. */
  public static final Duration OPEN_FOR = Duration.ofMinutes(10);

  private final ChallengeLimits limits = new ChallengeLimits();
  private final Storage storage;
  private final Queues queues;
  private final Contenders contenders;
  private final SeriesWriter writer;
  private final HostedSeries series;
  private final WaitingPlayers waiting;
  private final NoticeBell bell;
  private final IdSource ids;
  private final Clock clock;

  @Inject
  public Challenges(
      Storage storage,
      Queues queues,
      Contenders contenders,
      SeriesWriter writer,
      HostedSeries series,
      WaitingPlayers waiting,
      NoticeBell bell,
      IdSource ids,
      Clock clock) {
    this.storage = storage;
    this.queues = queues;
    this.contenders = contenders;
    this.writer = writer;
    this.series = series;
    this.waiting = waiting;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  /** A challenge, with the names of its players. */
  public record View(Challenge challenge, Username challenger, Username challenged) {}

  /**
   * What is proposed.
   *
   * @param queue whose game is played, and whether with an effect on ratings
   * @param config the JSON object for the fighter; {@code {}} if none
   */
  public record Proposal(
      QueueName queue,
      Format format,
      FighterName fighter,
      String config,
      Optional<String> message) {
    public Proposal {
      Preferences.checkConfig(config);
      if (message.filter(text -> text.length() > Challenge.MOST_MESSAGE).isPresent()) {
        throw EngineException.field(
            ErrorCode.INVALID_REQUEST,
            "message",
            "A message has at most " + Challenge.MOST_MESSAGE + " characters.");
      }
    }
  }

  /**
   * Challenges a player.
   *
   * @throws EngineException PLAYER_NOT_FOUND, FIGHTER_NOT_FOUND, QUEUE_NOT_FOUND, CHALLENGE_REFUSED
   *     if either blocks the other, the other declined within the last minute, or the player has
   *     too many open ones, CHALLENGE_CONFLICT if the pair has an open one, or INVALID_REQUEST
   */
  public View challenge(PlayerId player, Username opponent, Proposal proposal) {
    queues.get(proposal.queue()).hostedGame();
    Instant now = now();
    if (limits.open(player, now) >= ChallengeLimits.MOST_OPEN) {
      throw new EngineException(
          ErrorCode.CHALLENGE_REFUSED,
          "You have "
              + ChallengeLimits.MOST_OPEN
              + " open challenges; wait until one is answered or expires.");
    }
    View made = storage.transact(tx -> open(tx, player, opponent, proposal, now));
    limits.sent(player, made.challenge().id(), made.challenge().expiresAt());
    bell.ring(List.of(made.challenge().challenged()));
    return made;
  }

  private View open(
      Transaction tx, PlayerId player, Username opponent, Proposal proposal, Instant now) {
    Player other =
        tx.players()
            .find(opponent)
            .orElseThrow(
                () ->
                    EngineException.field(
                        ErrorCode.PLAYER_NOT_FOUND,
                        "opponent",
                        "There is no player named " + opponent.text() + "."));
    if (other.id().equals(player)) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "opponent", "You cannot challenge yourself.");
    }
    requireNoBlock(tx, player, other.id());
    if (limits.rests(player, other.id(), now)) {
      throw new EngineException(
          ErrorCode.CHALLENGE_REFUSED,
          other.username().text() + " declined just now; challenge again in a minute.");
    }
    Fighters.require(tx, player, proposal.fighter());
    Challenge challenge =
        new Challenge(
            new ChallengeId(ids.next()),
            player,
            other.id(),
            proposal.queue(),
            proposal.format(),
            proposal.fighter(),
            proposal.config(),
            proposal.message(),
            ChallengeStatus.OPEN,
            now,
            now.plus(OPEN_FOR),
            Optional.empty());
    if (!tx.challenges().insert(challenge)) {
      throw new EngineException(
          ErrorCode.CHALLENGE_CONFLICT,
          "There is an open challenge between you and " + other.username().text() + " already.");
    }
    tx.deadlines()
        .set(
            new Deadline(
                Subject.challenge(challenge.id()),
                Deadline.Kind.CHALLENGE_EXPIRY,
                challenge.expiresAt()));
    Username from = name(tx, player);
    tx.notices()
        .append(
            other.id(),
            new Notice.ChallengeReceived(
                challenge.id(),
                from,
                challenge.format(),
                challenge.message(),
                challenge.expiresAt()),
            now);
    return new View(challenge, from, other.username());
  }

  private static void requireNoBlock(Transaction tx, PlayerId one, PlayerId other) {
    Map<PlayerId, Set<PlayerId>> blocks = tx.social().blockedBy(List.of(one, other));
    if (blocks.getOrDefault(one, Set.of()).contains(other)) {
      throw new EngineException(
          ErrorCode.CHALLENGE_REFUSED, "You block this player; unblock it to play it.");
    }
    if (blocks.getOrDefault(other, Set.of()).contains(one)) {
      throw new EngineException(
          ErrorCode.CHALLENGE_REFUSED, "This player takes no challenges from you.");
    }
  }

  /** The open challenges a player was sent, the oldest first; a bounded number. */
  public List<View> incoming(PlayerId player) {
    return storage.read(
        tx -> tx.challenges().incoming(player).stream().map(found -> view(tx, found)).toList());
  }

  /**
   * A challenge, for one of its two players.
   *
   * @throws EngineException CHALLENGE_NOT_FOUND
   */
  public View find(PlayerId player, ChallengeId id) {
    return storage.read(
        tx ->
            view(
                tx,
                tx.challenges()
                    .find(id)
                    .filter(
                        found ->
                            found.challenger().equals(player) || found.challenged().equals(player))
                    .orElseThrow(Challenges::unknown)));
  }

  /**
   * Accepts: a match is made that starts at once, and both leave the queues of its game they wait
   * in. Accepting again gives the same match.
   *
   * @return the match
   * @throws EngineException CHALLENGE_NOT_FOUND, FIGHTER_NOT_FOUND, CHALLENGE_REFUSED if it is over
   *     or blocked, or ALREADY_PLAYING if either is in a match of this game
   */
  public Series accept(PlayerId player, ChallengeId id, FighterName fighter, String config) {
    Preferences.checkConfig(config);
    Challenge known = storage.read(tx -> mine(tx, player, id));
    Queue queue = queues.get(known.queue());
    String game = queue.hostedGame();
    Series made =
        storage.transact(
            tx -> {
              Challenge challenge = mine(tx, player, id);
              if (challenge.match().isPresent()) {
                return tx.series().find(challenge.match().get()).orElseThrow();
              }
              requireOpen(challenge);
              return start(tx, challenge, queue, game, fighter, config);
            });
    limits.answered(known.challenger(), id);
    waiting.leave(game, made.p1().player());
    waiting.leave(game, made.p2().player());
    bell.ring(List.of(made.p1().player(), made.p2().player()));
    if (made.status() == SeriesStatus.STARTING) {
      series.started(made.id());
    }
    return made;
  }

  private Series start(
      Transaction tx,
      Challenge challenge,
      Queue queue,
      String game,
      FighterName fighter,
      String config) {
    PlayerId challenger = challenge.challenger();
    PlayerId challenged = challenge.challenged();
    requireNoBlock(tx, challenger, challenged);
    Set<PlayerId> busy = tx.series().busy(game, List.of(challenger, challenged));
    if (!busy.isEmpty()) {
      throw new EngineException(
          ErrorCode.ALREADY_PLAYING,
          busy.contains(challenged)
              ? "You are in a match of this game; finish it first."
              : "Your challenger is in another match now; try again when it is over.");
    }
    Instant now = now();
    Series made =
        new Series(
            new MatchId(ids.next()),
            queue.name(),
            queue.runner(),
            game,
            challenge.format(),
            queue.isTraining(),
            SeriesStatus.STARTING,
            contenders
                .of(
                    tx,
                    game,
                    challenger,
                    challenge.fighter(),
                    challenge.config(),
                    true,
                    Optional.empty())
                .contender(),
            contenders
                .of(tx, game, challenged, fighter, config, true, Optional.empty())
                .contender(),
            now,
            0,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            now,
            Optional.empty());
    writer.start(tx, made);
    end(tx, challenge.accepted(made.id()), now);
    return made;
  }

  /**
   * Declines.
   *
   * @throws EngineException CHALLENGE_NOT_FOUND, or CHALLENGE_REFUSED if it is over
   */
  public View decline(PlayerId player, ChallengeId id) {
    View declined =
        storage.transact(
            tx -> {
              Challenge challenge = mine(tx, player, id);
              if (challenge.status() == ChallengeStatus.DECLINED) {
                return view(tx, challenge);
              }
              requireOpen(challenge);
              Challenge ended = challenge.ended(ChallengeStatus.DECLINED);
              end(tx, ended, now());
              return view(tx, ended);
            });
    Challenge over = declined.challenge();
    limits.answered(over.challenger(), id);
    limits.declined(over.challenger(), over.challenged(), now());
    bell.ring(List.of(over.challenger()));
    return declined;
  }

  /** Ends a challenge that nobody answered; to be called again when it is still open after. */
  public Optional<Instant> expireIfUnanswered(ChallengeId id) {
    record Look(Optional<Challenge> expired, Optional<Instant> again) {}
    Look look =
        storage.transact(
            tx -> {
              Optional<Challenge> open =
                  tx.challenges().find(id).filter(found -> found.status() == ChallengeStatus.OPEN);
              if (open.isEmpty()) {
                return new Look(Optional.empty(), Optional.empty());
              }
              if (open.get().expiresAt().isAfter(now())) {
                return new Look(Optional.empty(), Optional.of(open.get().expiresAt()));
              }
              Challenge over = open.get().ended(ChallengeStatus.EXPIRED);
              end(tx, over, now());
              return new Look(Optional.of(over), Optional.empty());
            });
    look.expired().ifPresent(over -> bell.ring(List.of(over.challenger())));
    return look.again();
  }

  private void requireOpen(Challenge challenge) {
    if (challenge.status() != ChallengeStatus.OPEN || !now().isBefore(challenge.expiresAt())) {
      ChallengeStatus status =
          challenge.status() == ChallengeStatus.OPEN ? ChallengeStatus.EXPIRED : challenge.status();
      throw new EngineException(
          ErrorCode.CHALLENGE_REFUSED,
          "This challenge is " + status.word() + "; it cannot be answered any more.");
    }
  }

  /** Writes an answer and tells the challenger. */
  private static void end(Transaction tx, Challenge over, Instant now) {
    tx.challenges().update(over);
    tx.deadlines().cancel(Subject.challenge(over.id()), Deadline.Kind.CHALLENGE_EXPIRY);
    tx.notices()
        .append(
            over.challenger(),
            new Notice.ChallengeAnswered(
                over.id(), name(tx, over.challenged()), over.status().word(), over.match()),
            now);
  }

  /** Only whom it was sent to answers it; to others it does not exist. */
  private static Challenge mine(Transaction tx, PlayerId player, ChallengeId id) {
    return tx.challenges()
        .find(id)
        .filter(found -> found.challenged().equals(player))
        .orElseThrow(Challenges::unknown);
  }

  private static EngineException unknown() {
    return new EngineException(
        ErrorCode.CHALLENGE_NOT_FOUND, "There is no challenge with this id for you.");
  }

  private static View view(Transaction tx, Challenge challenge) {
    return new View(challenge, name(tx, challenge.challenger()), name(tx, challenge.challenged()));
  }

  private static Username name(Transaction tx, PlayerId player) {
    return tx.players().find(player).orElseThrow().username();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
