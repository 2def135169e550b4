package io.lanista.ports.storage;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.player.Credentials;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.Deadlines;
import io.lanista.ports.series.Series;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.wager.Wager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The stores of an {@link InMemoryStorage}, over one state. */
final class InMemoryTransaction implements Transaction {
  private final InMemoryState state;
  private final IdSource ids;
  private final boolean writable;
  private final Set<MatchId> locked = new HashSet<>();
  private final List<PublishedEvent> emitted = new ArrayList<>();
  private boolean over;

  InMemoryTransaction(InMemoryState state, IdSource ids, boolean writable) {
    this.state = state;
    this.ids = ids;
    this.writable = writable;
  }

  List<PublishedEvent> emitted() {
    return emitted;
  }

  void end() {
    over = true;
  }

  private InMemoryState reading() {
    if (over) {
      throw new IllegalStateException("This transaction is over; start another one.");
    }
    return state;
  }

  private InMemoryState writing() {
    if (!writable) {
      throw new IllegalStateException("Storage.read only reads; write within transact.");
    }
    return reading();
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  static <T> Page<T> page(
      Stream<T> all, Function<T, Cursor> place, Optional<Cursor> after, int limit) {
    Comparator<Cursor> order =
        Comparator.comparingLong(Cursor::value)
            .reversed()
            .thenComparing(Cursor::id, InMemoryTransaction::byCodePoint);
    List<T> items =
        all.sorted(Comparator.comparing(place, order))
            .filter(item -> after.isEmpty() || order.compare(place.apply(item), after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    if (items.size() <= limit) {
      return new Page<>(items, Optional.empty());
    }
    return new Page<>(items.subList(0, limit), Optional.of(place.apply(items.get(limit - 1))));
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  @Override
  public TicketStore tickets() {
    return new TicketStore() {
      @Override
      public void insert(Collection<Ticket> tickets) {
        for (Ticket ticket : tickets) {
          must(
              ticket
                  .idempotencyKey()
                  .flatMap(key -> findByIdempotencyKey(ticket.queue(), key))
                  .isEmpty(),
              "A ticket of this queue has the same idempotency key.");
          must(
              writing().tickets.putIfAbsent(ticket.id(), StoredPrecision.of(ticket)) == null,
              "A ticket with this id is there already.");
        }
      }

      @Override
      public void update(Collection<Ticket> tickets) {
        for (Ticket ticket : tickets) {
          must(
              writing().tickets.replace(ticket.id(), StoredPrecision.of(ticket)) != null,
              "There is no such ticket to update.");
        }
      }

      @Override
      public List<Ticket> of(MatchId match) {
        return reading().tickets.values().stream()
            .filter(ticket -> ticket.booking().filter(to -> to.match().equals(match)).isPresent())
            .sorted(Comparator.comparing(ticket -> ticket.booking().orElseThrow().side()))
            .toList();
      }

      @Override
      public Optional<Ticket> find(TicketId id) {
        return Optional.ofNullable(reading().tickets.get(id));
      }

      @Override
      public Optional<Ticket> findByIdempotencyKey(QueueName queue, String key) {
        return of(queue).filter(t -> t.idempotencyKey().equals(Optional.of(key))).findFirst();
      }

      @Override
      public List<Ticket> waiting(QueueName queue) {
        return of(queue)
            .filter(t -> t.status() == TicketStatus.WAITING)
            .sorted(Comparator.comparingLong(Ticket::number))
            .toList();
      }

      @Override
      public long lastNumber(QueueName queue) {
        return of(queue).mapToLong(Ticket::number).max().orElse(0);
      }

      private Stream<Ticket> of(QueueName queue) {
        return reading().tickets.values().stream().filter(t -> t.queue().equals(queue));
      }
    };
  }

  @Override
  public MatchStore matches() {
    return new MatchStore() {
      @Override
      public void insert(Collection<Match> matches) {
        for (Match match : matches) {
          must(
              writing().matches.putIfAbsent(match.id(), StoredPrecision.of(match)) == null,
              "A match with this id is there already.");
          locked.add(match.id());
        }
      }

      @Override
      public Optional<Match> find(MatchId id) {
        return Optional.ofNullable(reading().matches.get(id));
      }

      @Override
      public Optional<Match> lock(MatchId id) {
        writing();
        Optional<Match> match = find(id);
        match.ifPresent(m -> locked.add(m.id()));
        return match;
      }

      @Override
      public void update(Match match) {
        must(locked.contains(match.id()), "Lock a match before you update it.");
        writing().matches.put(match.id(), StoredPrecision.of(match));
      }

      @Override
      public Page<Match> recent(Optional<Cursor> after, int limit) {
        return page(
            reading().matches.values().stream(),
            m -> new Cursor(micros(m.createdAt()), m.id().toString()),
            after,
            limit);
      }

      @Override
      public int count(MatchStatus status) {
        return (int) reading().matches.values().stream().filter(m -> m.status() == status).count();
      }

      @Override
      public List<MatchId> unfinished(int limit) {
        return reading().matches.values().stream()
            .filter(m -> !m.status().isFinal())
            .sorted(
                Comparator.comparing(Match::createdAt)
                    .thenComparing(match -> match.id().toString()))
            .limit(limit)
            .map(Match::id)
            .toList();
      }
    };
  }

  @Override
  public SignatureStore signatures() {
    return new SignatureStore() {
      @Override
      public List<StoredSignature> of(MatchId match) {
        return reading().signatures.entrySet().stream()
            .filter(e -> e.getKey().match().equals(match))
            .map(java.util.Map.Entry::getValue)
            .sorted(Comparator.comparing(StoredSignature::side))
            .toList();
      }

      @Override
      public void insert(MatchId match, StoredSignature signature) {
        must(
            writing()
                    .signatures
                    .putIfAbsent(
                        new InMemoryState.SignatureKey(match, signature.side()),
                        StoredPrecision.of(signature))
                == null,
            "This side has signed already.");
      }
    };
  }

  @Override
  public PlayerStore players() {
    return new PlayerStore() {
      @Override
      public boolean insert(Player player) {
        writing();
        if (find(player.username()).isPresent()) {
          return false;
        }
        must(
            state.players.putIfAbsent(player.id(), StoredPrecision.of(player)) == null,
            "A player with this id is there already.");
        return true;
      }

      @Override
      public Optional<Player> find(PlayerId id) {
        return Optional.ofNullable(reading().players.get(id));
      }

      @Override
      public Optional<Player> find(Username username) {
        return reading().players.values().stream()
            .filter(p -> p.username().key().equals(username.key()))
            .findFirst();
      }

      @Override
      public void touch(PlayerId id, Instant lastActive) {
        writing()
            .players
            .computeIfPresent(
                id,
                (same, p) ->
                    StoredPrecision.of(
                        new Player(p.id(), p.username(), p.createdAt(), lastActive)));
      }
    };
  }

  @Override
  public Credentials credentials() {
    return new Credentials() {
      @Override
      public IssuedKey issue(PlayerId player) {
        HexFormat hex = HexFormat.of();
        StringBuilder secret = new StringBuilder("nj_live_");
        for (int i = 0; i < 2; i++) {
          UUID random = ids.next();
          secret
              .append(hex.toHexDigits(random.getMostSignificantBits()))
              .append(hex.toHexDigits(random.getLeastSignificantBits()));
        }
        IssuedKey key = new IssuedKey(ids.next(), secret.toString());
        writing()
            .keysByHash
            .put(sha256(key.secret()), new InMemoryState.StoredKey(key.id(), player));
        return key;
      }

      @Override
      public Optional<PlayerId> verify(String secret) {
        return Optional.ofNullable(reading().keysByHash.get(sha256(secret)))
            .map(InMemoryState.StoredKey::player);
      }

      @Override
      public boolean revoke(PlayerId player, UUID key) {
        return writing()
            .keysByHash
            .values()
            .removeIf(new InMemoryState.StoredKey(key, player)::equals);
      }
    };
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public RatingStore ratings() {
    return new RatingStore() {
      @Override
      public Optional<Rating> find(String game, RatingKey key) {
        return Optional.ofNullable(reading().ratings.get(new InMemoryState.RatingPlace(game, key)));
      }

      @Override
      public void put(Rating rating) {
        writing()
            .ratings
            .put(
                new InMemoryState.RatingPlace(rating.game(), rating.key()),
                StoredPrecision.of(rating));
      }

      @Override
      public Page<Rating> top(String game, Optional<Cursor> after, int limit) {
        return page(
            reading().ratings.values().stream().filter(r -> r.game().equals(game)),
            r -> new Cursor(r.value(), r.key().kind() + ":" + r.key().name()),
            after,
            limit);
      }
    };
  }

  @Override
  public WagerStore wagers() {
    return new WagerStore() {
      @Override
      public Optional<Wager> find(MatchId match) {
        return Optional.ofNullable(reading().wagers.get(match));
      }

      @Override
      public void put(Wager wager) {
        writing().wagers.put(wager.match(), StoredPrecision.of(wager));
      }
    };
  }

  @Override
  public ReplayIndex replays() {
    return new ReplayIndex() {
      @Override
      public Optional<StoredReplay> find(ReplayHash hash) {
        return Optional.ofNullable(reading().replays.get(hash));
      }

      @Override
      public void insert(StoredReplay replay) {
        must(
            writing().replays.putIfAbsent(replay.hash(), StoredPrecision.of(replay)) == null,
            "This recording was accepted before.");
      }

      @Override
      public List<StoredReplay> of(MatchId match) {
        return reading().replays.values().stream().filter(r -> r.match().equals(match)).toList();
      }

      @Override
      public List<MatchId> kept(Instant endedBefore, int most) {
        Stream<MatchId> uploaded =
            reading().replays.values().stream()
                .map(StoredReplay::match)
                .distinct()
                .filter(id -> ended(reading().matches.get(id), endedBefore));
        Stream<MatchId> played =
            reading().series.values().stream()
                .filter(s -> s.games().stream().anyMatch(game -> game.replay().isPresent()))
                .filter(s -> s.endedAt().filter(endedBefore::isAfter).isPresent())
                .map(Series::id);
        return Stream.concat(uploaded, played)
            .filter(id -> !reading().removedReplays.containsKey(id))
            .limit(most)
            .toList();
      }

      private static boolean ended(Match match, Instant before) {
        return match != null && match.endedAt().filter(before::isAfter).isPresent();
      }

      @Override
      public void markRemoved(Collection<MatchId> matches, Instant at) {
        matches.forEach(
            id -> writing().removedReplays.putIfAbsent(id, at.truncatedTo(ChronoUnit.MICROS)));
      }

      @Override
      public Optional<Instant> removedAt(MatchId match) {
        return Optional.ofNullable(reading().removedReplays.get(match));
      }
    };
  }

  @Override
  public RoomStore rooms() {
    return new InMemoryRooms(this::reading, this::writing);
  }

  @Override
  public PollStore polls() {
    return new InMemoryPolls(this::reading, this::writing, rooms());
  }

  @Override
  public SeriesStore series() {
    return new InMemorySeries(this::reading, this::writing, locked);
  }

  @Override
  public ChallengeStore challenges() {
    return new InMemoryChallenges(this::reading, this::writing);
  }

  @Override
  public NoticeStore notices() {
    return new InMemoryNotices(this::reading, this::writing);
  }

  @Override
  public SocialStore social() {
    return new InMemorySocial(this::reading, this::writing);
  }

  @Override
  public FighterIndex fighters() {
    return new InMemoryFighters(this::reading, this::writing);
  }

  @Override
  public ChainStore chain() {
    return new InMemoryChain(this::reading, this::writing);
  }

  @Override
  public Outbox outbox() {
    return new Outbox() {
      @Override
      public List<PublishedEvent> after(long sequence, int limit) {
        return reading().events.tailMap(sequence, false).values().stream().limit(limit).toList();
      }

      @Override
      public long cursor(String consumer) {
        return reading().cursors.getOrDefault(consumer, 0L);
      }

      @Override
      public void advance(String consumer, long sequence) {
        writing().cursors.put(consumer, sequence);
      }

      @Override
      public void forget(String consumer) {
        writing().cursors.remove(consumer);
      }

      @Override
      public int prune(long throughSequence) {
        long done =
            writing().cursors.values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(Long.MAX_VALUE);
        var old = state.events.headMap(Math.min(done, throughSequence), true);
        int pruned = old.size();
        old.clear();
        return pruned;
      }
    };
  }

  @Override
  public Deadlines deadlines() {
    return new Deadlines() {
      @Override
      public void set(Deadline deadline) {
        writing()
            .deadlines
            .put(
                new InMemoryState.DeadlineKey(deadline.subject(), deadline.kind()),
                StoredPrecision.of(deadline));
      }

      @Override
      public void cancel(Subject subject, Deadline.Kind kind) {
        writing().deadlines.remove(new InMemoryState.DeadlineKey(subject, kind));
      }
    };
  }

  @Override
  public void emit(DomainEvent event) {
    long sequence = ++writing().lastSequence;
    PublishedEvent published = new PublishedEvent(sequence, StoredPrecision.of(event));
    state.events.put(sequence, published);
    emitted.add(published);
  }

  /** As databases compare texts; Java's own order is that of UTF-16. */
  private static int byCodePoint(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
