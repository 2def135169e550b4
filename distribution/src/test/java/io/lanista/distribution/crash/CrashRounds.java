package io.lanista.distribution.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Runs all rounds, folder after folder, in one arena or several beside each other. */
final class CrashRounds {
  private static final int MOST_FAILURES = 5;

  /** Makes the database of one folder. */
  interface Backends {
    Backend open(Path folder) throws Exception;
  }

  private final CrashSettings settings;
  private final Backends backends;
  private final EngineLauncher launcher;
  private final StartTimes starts = new StartTimes();
  private final Tally tally = new Tally();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicLong checks = new AtomicLong();
  private final AtomicLong matches = new AtomicLong();
  private final AtomicLong tickets = new AtomicLong();

  CrashRounds(CrashSettings settings, Backends backends) throws IOException, InterruptedException {
    this.settings = settings;
    this.backends = backends;
    delete(settings.target());
    this.launcher = new EngineLauncher(settings.target());
  }

  /** Runs; answers what was contradicted, with what it takes to look into it. */
  List<String> run() throws InterruptedException {
    ExecutorService arenas = Executors.newFixedThreadPool(settings.parallel());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int arena = 0; arena < settings.parallel(); arena++) {
        int number = arena;
        running.add(arenas.submit(arena(number)));
      }
      for (Future<Void> one : running) {
        try {
          one.get();
        } catch (ExecutionException failed) {
          failures.add("An arena ended: " + failed.getCause());
          failed.getCause().printStackTrace();
        }
      }
    } finally {
      arenas.shutdownNow();
    }
    System.out.printf(
        Locale.ROOT,
        "crash rounds on %s: %d kills, %d matches and %d tickets told of, %d looks back;%n "
            + " acknowledged: %s;%n  %s%n",
        settings.target().getFileName(),
        rounds.get(),
        matches.get(),
        tickets.get(),
        checks.get(),
        tally,
        starts);
    return List.copyOf(failures);
  }

  private Callable<Void> arena(int arena) {
    return () -> {
      ExecutorService threads = Executors.newFixedThreadPool(Crowd.threads());
      ExecutorService io = Executors.newFixedThreadPool(4);
      HttpClient http = Link.client(io);
      try {
        int most = settings.roundsOf(arena);
        for (int done = 0; done < most && failures.size() < MOST_FAILURES; ) {
          int here = Math.min(settings.folderRounds(), most - done);
          folder(arena, done, here, threads, http);
          done += here;
        }
        return null;
      } finally {
        threads.shutdownNow();
        io.shutdownNow();
      }
    };
  }

  private void folder(int arena, int first, int count, ExecutorService threads, HttpClient http)
      throws Exception {
    Path folder = settings.target().resolve("arena-" + arena + "-from-" + first);
    Path data = Files.createDirectories(folder.resolve("data"));
    boolean sound = true;
    try (Backend backend = backends.open(folder)) {
      FolderLife life = new FolderLife(launcher, backend, data, starts, tally, threads, http);
      Plan plan = Plan.of(settings.seed() + arena, first);
      for (int round = first; round < first + count && sound; round++) {
        plan = Plan.of(settings.seed() + arena, round);
        life.round(plan);
        rounds.incrementAndGet();
        sound = sound(life, plan, folder);
      }
      if (sound) {
        life.audit(plan);
        sound = sound(life, plan, folder);
      }
      checks.addAndGet(life.ledger().checks());
      matches.addAndGet(life.ledger().matches().size());
      tickets.addAndGet(life.ledger().tickets().size());
    }
    if (sound) {
      delete(folder);
    }
  }

  private boolean sound(FolderLife life, Plan plan, Path folder) {
    List<String> found = life.ledger().contradictions();
    if (!found.isEmpty()) {
      failures.add(
          "seed "
              + settings.seed()
              + ", "
              + folder
              + ", "
              + plan
              + ":\n"
              + String.join("\n", found)
              + "\nThe server's last words:\n"
              + life.output());
    }
    return found.isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
