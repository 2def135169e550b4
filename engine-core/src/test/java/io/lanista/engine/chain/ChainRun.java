package io.lanista.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.engine.settlement.Results;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.chain.FakeChain;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One random run of matches, senders and a chain that all misbehave, decided by a seed. */
final class ChainRun {
  private static final ChainSettings SETTINGS =
      new ChainSettings(
          2,
          12,
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Optional.of(BigInteger.TEN.pow(12)),
          BigInteger.ONE);
  private static final int DEEPEST = 8;

  private final Random random;
  private final MovableClock clock = new MovableClock();
  private final InMemoryStorage memory = new InMemoryStorage();
  private final FakeChain chain = new FakeChain(clock, new Unsteady());
  private final List<Match> matches = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private ChainSender one = sender();
  private ChainSender other = sender();
  private boolean steady = true;
  private int depth;

  /** The process ends here; what comes after is done by another one. */
  private static final class Crashed extends Error {
    private static final long serialVersionUID = 1;

    Crashed() {
      super("as told", null, false, false);
    }
  }

  ChainRun(long seed) {
    random = new Random(seed);
    one.start();
  }

  private ChainSender sender() {
    return new ChainSender(
        new Interrupted(),
        Optional.of(chain),
        SETTINGS,
        new ChainHealth(SETTINGS),
        clock,
        () -> 5L);
  }

  /** At every call of a port something may happen. */
  private void moment(String what) {
    if (steady) {
      return;
    }
    int roll = random.nextInt(100);
    if (roll < 2) {
      trace.add("crash at " + what);
      throw new Crashed();
    }
    if (roll < 5 && depth == 0) {
      trace.add("another turn at " + what);
      depth++;
      try {
        turn(other);
      } finally {
        depth--;
      }
    } else if (roll < 7) {
      trace.add("block at " + what);
      chain.mine();
    } else if (roll == 7) {
      reorganise();
    }
  }

  private final class Unsteady implements FakeChain.Trouble {
    @Override
    public void before(String call) {
      moment("before " + call);
      fail(call, "before");
    }

    @Override
    public void after(String call) {
      moment("after " + call);
      fail(call, "after");
    }

    @Override
    public boolean isBehind() {
      return !steady && random.nextInt(30) == 0;
    }

    private void fail(String call, String when) {
      if (!steady && random.nextInt(40) == 0) {
        trace.add("no answer " + when + " " + call);
        throw new ChainException(
            random.nextBoolean()
                ? ChainException.Kind.UNREACHABLE
                : ChainException.Kind.RATE_LIMITED,
            "The node did not answer, as told.");
      }
    }
  }

  /** The storage, between whose transactions something may happen. */
  private final class Interrupted implements Storage {
    @Override
    public <T> T transact(Work<T> work) {
      moment("before a transaction");
      T result = memory.transact(work);
      moment("after a transaction");
      return result;
    }

    @Override
    public <T> T read(Work<T> work) {
      return memory.read(work);
    }

    @Override
    public void onEmit(Consumer<List<PublishedEvent>> listener) {
      memory.onEmit(listener);
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  private void turn(ChainSender sender) {
    try {
      sender.turn(new Deadline(ChainSender.SUBJECT, Deadline.Kind.CHAIN, clock.instant()));
    } catch (Crashed crashed) {
      if (sender == one) {
        one = sender();
      } else {
        other = sender();
      }
    }
  }

  /** Everything, for a while; then all that is left. */
  void play() {
    steady = false;
    for (int i = 0; i < 120; i++) {
      act(random.nextInt(20));
      clock.advance(Duration.ofMillis(random.nextInt(4_000)));
    }
    steady = true;
    chain.price(1);
    chain.balance(BigInteger.TEN.pow(18));
    chain.chainId(FakeChain.ID);
    matches.forEach(this::finish);
    clock.advance(Duration.ofHours(2));
    for (int i = 0; i < 400 && (i < 30 || isBusy()); i++) {
      turn(one);
      chain.mine();
      clock.advance(Duration.ofSeconds(3));
    }
  }

  private void act(int what) {
    switch (what) {
      case 0, 1, 2 -> make();
      case 3, 4, 5 -> some(this::finish);
      case 6 -> some(this::expire);
      case 7, 8, 9, 10 -> chain.mine();
      case 11 -> reorganise();
      case 12 -> {
        trace.add("price");
        chain.price(1 + random.nextInt(60));
      }
      case 13 -> {
        chain.balance(random.nextInt(3) == 0 ? BigInteger.ZERO : BigInteger.TEN.pow(18));
        chain.chainId(random.nextInt(6) == 0 ? BigInteger.ONE : FakeChain.ID);
      }
      case 14 -> {
        if (random.nextInt(3) == 0) {
          trace.add("node forgets");
          chain.forgetWaiting();
        }
      }
      default -> turn(random.nextBoolean() ? one : other);
    }
  }

  private void reorganise() {
    int blocks = 1 + random.nextInt(DEEPEST);
    boolean keeps = random.nextBoolean();
    trace.add("reorganisation of " + blocks + (keeps ? "" : ", forgetting"));
    chain.reorganise(blocks, keeps);
  }

  private void some(Consumer<Match> what) {
    if (!matches.isEmpty()) {
      what.accept(matches.get(random.nextInt(matches.size())));
    }
  }

  private static WalletAddress wallet(int number) {
    return WalletAddress.parse(String.format("0x%040x", number));
  }

  private static Entrant entrant(int number) {
    return new Entrant(
        "A#" + number,
        "A#" + number,
        Optional.empty(),
        Optional.of(wallet(number)),
        Optional.of(BigInteger.valueOf(number)),
        Optional.empty());
  }

  private void make() {
    int number = 2 * matches.size() + 1;
    Match match =
        new Match(
            new MatchId(new UUID(9, number)),
            new QueueName("melee"),
            "netplay",
            "melee",
            MatchStatus.PLAYING,
            entrant(number),
            entrant(number + 1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    matches.add(match);
    chain.own(BigInteger.valueOf(number), wallet(number));
    chain.own(BigInteger.valueOf(number + 1), wallet(number + 1));
    boolean wagered = random.nextInt(3) == 0;
    if (wagered) {
      chain.wager(
          BigInteger.valueOf(number),
          new ChainWager(
              wallet(number),
              Optional.of(wallet(number + 1)),
              "melee",
              BigInteger.ONE,
              ChainWager.Status.ACCEPTED,
              Optional.of(clock.instant()),
              Optional.empty()));
    }
    memory.transact(
        tx -> {
          tx.matches().insert(List.of(match));
          tx.emit(new DomainEvent.MatchMade(match.id(), match.queue(), "A", "B", clock.instant()));
          if (wagered) {
            tx.wagers()
                .put(
                    new Wager(
                        match.id(),
                        WagerStatus.ACCEPTED,
                        BigInteger.ONE,
                        BigInteger.valueOf(number),
                        Side.P1,
                        clock.instant(),
                        clock.instant()));
            tx.emit(
                new DomainEvent.WagerChanged(match.id(), WagerStatus.ACCEPTED, clock.instant()));
          }
          return null;
        });
  }

  /** Both report and sign. */
  private void finish(Match match) {
    memory.transact(
        tx -> {
          Match now = tx.matches().lock(match.id()).orElseThrow();
          if (now.status() != MatchStatus.PLAYING) {
            return null;
          }
          Decision decision = new Decision(Side.P1, 3, 1, false);
          RatingChange up = new RatingChange(RatingKey.of(match.p1()), 1500, 1516);
          RatingChange down = new RatingChange(RatingKey.of(match.p2()), 1500, 1484);
          tx.matches()
              .update(
                  now.completed(
                      new Match.Result(
                          decision, clock.instant().getEpochSecond(), Optional.empty(), up, down),
                      clock.instant(),
                      "agreed"));
          tx.emit(
              new DomainEvent.MatchCompleted(
                  match.id(), match.game(), decision, up, down, clock.instant()));
          for (Side side : Side.values()) {
            tx.signatures()
                .insert(
                    match.id(),
                    new StoredSignature(
                        side,
                        match.entrant(side).wallet().orElseThrow(),
                        Signature.of(new byte[65]),
                        clock.instant()));
          }
          tx.emit(new DomainEvent.ResultSigned(match.id(), clock.instant()));
          return null;
        });
  }

  private void expire(Match match) {
    memory.transact(
        tx -> {
          Match now = tx.matches().lock(match.id()).orElseThrow();
          if (now.status() == MatchStatus.PLAYING) {
            tx.matches().update(now.expired(clock.instant(), "silence"));
            tx.emit(new DomainEvent.MatchExpired(match.id(), "silence", clock.instant()));
          }
          return null;
        });
  }

  private boolean isBusy() {
    record Left(boolean followed, List<ChainStep> steps) {}
    Left left =
        memory.read(
            tx ->
                new Left(
                    !tx.chain().followed(FakeChain.ID, chain.wallet()).isEmpty(),
                    matches.stream()
                        .flatMap(match -> tx.chain().of(match.id()).stream())
                        .toList()));
    return left.followed() || left.steps().stream().anyMatch(this::isOpen);
  }

  /** The agents of a completed match never settle their wager here. */
  private boolean isOpen(ChainStep step) {
    return !step.status().isDone()
        && !(step.kind() == ChainStep.Kind.WAGER
            && match(step.match()).status() == MatchStatus.COMPLETED);
  }

  private Match match(MatchId id) {
    return memory.read(tx -> tx.matches().find(id).orElseThrow());
  }

  /** What must hold in the end, whatever happened. */
  void check() {
    List<ChainCall> done = chain.done();
    assertThat(chain.waiting()).as("waiting to be mined").isZero();
    assertThat(memory.<Long>read(tx -> tx.chain().nextNonce(FakeChain.ID, chain.wallet())))
        .as("nonces given and used")
        .isEqualTo(chain.nonce());
    for (Match made : matches) {
      Match match = match(made.id());
      List<ChainStep> steps = memory.read(tx -> tx.chain().of(match.id()));
      assertThat(steps).as("steps left").noneMatch(this::isOpen);
      assertThat(steps)
          .as("steps failed: %s", trace)
          .noneMatch(step -> step.status() == ChainStep.Status.FAILED);
      if (match.status() == MatchStatus.COMPLETED) {
        int record =
            once(
                done, ChainCall.RecordMatch.class, call -> call.result().equals(Results.of(match)));
        int p1 = once(done, ChainCall.PostRating.class, posted(match, Side.P1)::equals);
        int p2 = once(done, ChainCall.PostRating.class, posted(match, Side.P2)::equals);
        assertThat(record).isLessThan(p1);
        assertThat(p1).isLessThan(p2);
      } else {
        memory
            .<Optional<Wager>>read(tx -> tx.wagers().find(match.id()))
            .ifPresent(
                wager -> {
                  assertThat(wager.status()).isEqualTo(WagerStatus.VOIDED);
                  once(
                      done,
                      ChainCall.ClaimTimeout.class,
                      call -> call.wagerId().equals(wager.wagerId()));
                });
      }
      assertThat(
              done.stream()
                  .filter(
                      call ->
                          call instanceof ChainCall.CreatePool pool
                              && pool.matchId().equals(Results.onChainId(match.id())))
                  .count())
          .as("pools of a match")
          .isLessThanOrEqualTo(1);
    }
    assertThat(done.stream().filter(ChainCall.RecordMatch.class::isInstance).count())
        .isEqualTo(
            matches.stream()
                .filter(match -> match(match.id()).status() == MatchStatus.COMPLETED)
                .count());
    assertThat(chain.openPools()).as("open pools").isZero();
  }

  private static ChainCall.PostRating posted(Match match, Side side) {
    return new ChainCall.PostRating(
        match.entrant(side).agentId().orElseThrow(),
        "melee",
        side == Side.P1 ? 1516 : 1484,
        side == Side.P1 ? 1516 : 1484,
        0,
        0);
  }

  private static <C extends ChainCall> int once(
      List<ChainCall> done, Class<C> kind, Function<C, Boolean> is) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      if (kind.isInstance(done.get(i)) && is.apply(kind.cast(done.get(i)))) {
        places.add(i);
      }
    }
    assertThat(places).as("times on chain: %s", kind.getSimpleName()).hasSize(1);
    return places.get(0);
  }

  /** What happened, for whoever looks into a failure. */
  List<String> trace() {
    return trace;
  }
}
