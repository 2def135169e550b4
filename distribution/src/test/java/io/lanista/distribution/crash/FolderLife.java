package io.lanista.distribution.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One data folder through many lives of the server on it, with the same agents. */
final class FolderLife {
  private static final int AGENTS = 200;
  private static final int OLD_FACTS = 30;

  /** Every so many rounds, what the killed server left is looked at before the next one starts. */
  private static final int EXAMINED = 3;

  private static final int AFTER_OUTAGE = 100;
  private static final long MOST_LOAD_MILLIS = 6000;
  private static final Duration TO_STOP = Duration.ofSeconds(90);
  private static final Duration TO_BE_READY = Duration.ofSeconds(120);

  private final EngineLauncher launcher;
  private final Backend backend;
  private final Path data;
  private final StartTimes starts;
  private final Tally tally;
  private final ExecutorService threads;
  private final HttpClient http;
  private final Ledger ledger = new Ledger();
  private final Inspection inspection;
  private final PostMortem postMortem = new PostMortem(ledger);
  private final List<Contestant> agents = new ArrayList<>();
  private String output = "";

  FolderLife(
      EngineLauncher launcher,
      Backend backend,
      Path data,
      StartTimes starts,
      Tally tally,
      ExecutorService threads,
      HttpClient http) {
    this.launcher = launcher;
    this.backend = backend;
    this.data = data;
    this.starts = starts;
    this.tally = tally;
    this.threads = threads;
    this.http = http;
    this.inspection = new Inspection(ledger, data);
    for (int i = 0; i < AGENTS; i++) {
      agents.add(new Contestant(ledger, i));
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** What the last server wrote. */
  String output() {
    return output;
  }

  /** One life of the server and its end. What is wrong is in the ledger afterwards. */
  void round(Plan plan) throws Exception {
    try (Engine engine = Engine.start(launcher, data, backend.environment())) {
      try {
        if (plan.kill() == Plan.Kill.STARTING) {
          engine.ends(starts.usual().multipliedBy((long) (plan.fraction() * 1000)).dividedBy(1000));
          engine.kill();
          if (plan.database() && backend.isServer()) {
            backend.killAndRestart();
          }
        } else {
          serve(plan, engine);
        }
      } catch (Contradiction found) {
        ledger.contradicted(found.getMessage());
      } finally {
        engine.kill();
        output = engine.output();
      }
    }
    if (plan.kill() != Plan.Kill.STARTING && plan.round() % EXAMINED == 0) {
      examine();
    }
  }

  private void serve(Plan plan, Engine engine) throws Exception {
    Link[] itself = new Link[1];
    Trigger trigger =
        new Trigger(
            plan,
            () -> {
              itself[0].dying();
              engine.strike();
            });
    Link link = new Link(http, engine.address(), tally.andThen(trigger));
    itself[0] = link;
    awaitReady(link, engine);
    starts.add(engine.age());
    Standings.checkNobodyPlaysTwice(link, agents);
    Crowd crowd = new Crowd(threads, ledger);
    crowd.begin(link, plan, fresh(plan.random(-2)), agents, trigger::release);
    trigger.await(MOST_LOAD_MILLIS);
    link.dying();
    if (plan.database() && backend.isServer()) {
      backend.killAndRestart();
      if (plan.kill() != Plan.Kill.ACKNOWLEDGED) {
        crowd.gather(true);
        crowd = goOn(plan, engine);
      }
    }
    switch (plan.kill()) {
      case STOPPING -> {
        engine.terminate();
        engine.ends(Duration.ofMillis((long) (plan.fraction() * plan.fraction() * 1500)));
      }
      case SERVING -> LockSupport.parkNanos((long) (plan.fraction() * 20_000_000));
      case ACKNOWLEDGED, STARTING -> {
        // It is dead already, or the wanted acknowledgement did not come.
      }
    }
    engine.kill();
    crowd.gather(true);
  }

  /** The engine must live through the death of its database, and be of use without a restart. */
  private Crowd goOn(Plan plan, Engine engine) throws InterruptedException {
    AtomicInteger changed = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(AFTER_OUTAGE);
    Link link =
        new Link(
            http,
            engine.address(),
            tally.andThen(
                request -> {
                  if (request.changes()) {
                    changed.incrementAndGet();
                  }
                  enough.countDown();
                }));
    // What it answers before it has found its database again is no fault.
    link.dying();
    awaitReady(link, engine);
    Crowd crowd = new Crowd(threads, ledger);
    crowd.begin(link, plan, List.of(), agents, () -> {});
    boolean came = enough.await(TO_BE_READY.toSeconds(), TimeUnit.SECONDS);
    if (!came || changed.get() == 0) {
      ledger.contradicted(
          "The engine does not work again after its database was killed and came back:\n"
              + engine.output());
    }
    return crowd;
  }

  private static void awaitReady(Link link, Engine engine) {
    long end = System.nanoTime() + TO_BE_READY.toNanos();
    while (true) {
      try {
        if (link.get("/health/ready").status() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Says that it is not, or does not listen.
      }
      if (System.nanoTime() > end) {
        throw new Contradiction("Not ready within " + TO_BE_READY + ":\n" + engine.output());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** What was told since it was last looked at, and some of what is older. */
  private List<Crowd.Question> fresh(Random random) {
    List<Crowd.Question> questions = new ArrayList<>();
    List.copyOf(ledger.freshTickets()).forEach(id -> questions.add(ticket(id)));
    List.copyOf(ledger.freshMatches()).forEach(id -> questions.add(match(id)));
    List.copyOf(ledger.freshKeys()).forEach(key -> questions.add(key(key)));
    List<String> tickets = List.copyOf(ledger.tickets());
    List<String> matches = List.copyOf(ledger.matches());
    for (int i = 0; i < OLD_FACTS && !tickets.isEmpty() && !matches.isEmpty(); i++) {
      questions.add(ticket(tickets.get(random.nextInt(tickets.size()))));
      questions.add(match(matches.get(random.nextInt(matches.size()))));
    }
    return questions;
  }

  private List<Crowd.Question> everything() {
    List<Crowd.Question> questions = new ArrayList<>();
    ledger.tickets().forEach(id -> questions.add(ticket(id)));
    ledger.matches().forEach(id -> questions.add(match(id)));
    ledger.keys().forEach(key -> questions.add(key(key)));
    return questions;
  }

  // What is looked at is not fresh any more; if the server dies meanwhile, it is again.

  private Crowd.Question ticket(String id) {
    return link -> {
      ledger.freshTickets().remove(id);
      try {
        inspection.ticket(link, id);
      } catch (IOException broken) {
        ledger.freshTickets().add(id);
        throw broken;
      }
    };
  }

  private Crowd.Question match(String id) {
    return link -> {
      ledger.freshMatches().remove(id);
      try {
        inspection.match(link, id);
      } catch (IOException broken) {
        ledger.freshMatches().add(id);
        throw broken;
      }
    };
  }

  private Crowd.Question key(String key) {
    return link -> {
      ledger.freshKeys().remove(key);
      try {
        inspection.key(link, key);
      } catch (IOException broken) {
        ledger.freshKeys().add(key);
        throw broken;
      }
    };
  }

  /** Looks at all that was ever told, and at the sums; stops the server in peace. */
  void audit(Plan plan) throws Exception {
    try (Engine engine = Engine.start(launcher, data, backend.environment())) {
      try {
        Link link = new Link(http, engine.address(), request -> {});
        awaitReady(link, engine);
        starts.add(engine.age());
        Crowd crowd = new Crowd(threads, ledger);
        crowd.begin(link, plan, everything(), List.of(), () -> {});
        crowd.gather(false);
        new Standings(link, ledger, agents).check();
        link.dying();
        engine.terminate();
        if (!engine.ends(TO_STOP)) {
          ledger.contradicted("The server does not stop after SIGTERM.");
        }
      } catch (Contradiction found) {
        ledger.contradicted(found.getMessage());
      } finally {
        engine.kill();
        output = engine.output();
      }
    }
    backend.faults(data).forEach(ledger::contradicted);
    examine();
  }

  private void examine() throws IOException {
    try (Connection remains = backend.remains(data)) {
      postMortem.examine(remains);
    } catch (SQLException unreadable) {
      ledger.contradicted("What the server left cannot be read: " + unreadable);
    }
  }
}
