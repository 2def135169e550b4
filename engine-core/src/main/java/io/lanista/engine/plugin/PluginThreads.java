package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The threads of one generation. All of a plugin's code runs here, so that the engine's threads are
 * never held up by it, and whatever it leaves in thread locals goes away with its threads.
 *
 * <p>A call is handed straight to an idle thread, or to a new one; nothing queues. A call past its
 * limit is interrupted and given up. One that does not come back even so keeps its thread for good:
 * Java cannot stop it. Those are counted, and past a bound the generation answers no more calls.
 */
final class PluginThreads {
  private static final Logger LOG = System.getLogger(PluginThreads.class.getName());
  private static final long IDLE_SECONDS = 30;
  // Most calls take less time than putting the caller to sleep and waking it. Looking this often
  // first, some tens of microseconds, brought a call from 70 to a few microseconds on two cores.
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 1000 : 0;

  private final String plugin;
  private final PluginLimits limits;
  private final ThreadPoolExecutor pool;
  private final Set<Task<?>> stuck = ConcurrentHashMap.newKeySet();

  PluginThreads(String plugin, ClassLoader loader, PluginLimits limits) {
    this.plugin = plugin;
    this.limits = limits;
    this.pool =
        new ThreadPoolExecutor(
            1,
            limits.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new Named(plugin, loader));
  }

  /** Whether so many calls have not come back that no more are made. */
  boolean failed() {
    return stuck.size() >= limits.stuckCalls();
  }

  /**
   * As {@link Lease#ask}; {@code contribution} is what is called, such as {@code runner melee}.
   *
   * @param limit instead of the plugin time limit
   */
  <R> R call(String contribution, String what, Optional<Duration> limit, Callable<R> body)
      throws Exception {
    try {
      return run(contribution, what, limit.orElse(limits.call()), body);
    } catch (PluginThrew threw) {
      throw Boundary.failed(plugin, contribution, what, threw);
    } catch (Answered answered) {
      throw Boundary.named(plugin, contribution, what, answered.exception());
    }
  }

  /** An exception that a plugin may throw. */
  static final class Answered extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exception answer;

    Answered(Exception answer) {
      super(null, answer, false, false);
      this.answer = answer;
    }

    Exception exception() {
      return answer;
    }
  }

  /**
   * Runs a call and leaves it to the caller what its exception means.
   *
   * @throws PluginThrew what the body threw, as text
   * @throws Answered around what a plugin may throw
   * @throws Unanswered if it took too long or could not be started
   * @throws EngineException SHUTTING_DOWN
   */
  <R> R run(String contribution, String what, Duration limit, Callable<R> body)
      throws PluginThrew, Answered {
    if (failed()) {
      throw refused(stuckMessage());
    }
    Task<R> task = new Task<>(contribution, what, body);
    try {
      pool.execute(task);
    } catch (RejectedExecutionException full) {
      throw refused(
          pool.isShutdown()
              ? "was unloaded; nothing can be called in it any more."
              : "is busy with " + limits.threads() + " calls at once; try again.");
    }
    for (int spin = 0; spin < SPINS && !task.isDone(); spin++) {
      Thread.onSpinWait();
    }
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException threw) {
      if (threw.getCause() instanceof PluginThrew text) {
        throw text;
      }
      if (threw.getCause() instanceof Exception answer) {
        throw new Answered(answer);
      }
      throw PluginThrew.of(threw.getCause());
    } catch (TimeoutException late) {
      giveUp(task);
      throw Unanswered.late(
          "Plugin "
              + plugin
              + " ("
              + contribution
              + ") did not answer '"
              + what
              + "' within "
              + inWords(limit)
              + ".");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      giveUp(task);
      throw new EngineException(
          ErrorCode.SHUTTING_DOWN,
          "The server is stopping; plugin " + plugin + " was not waited for in '" + what + "'.");
    }
  }

  /** Interrupts what still runs and waits a little for it; false if a thread is left behind. */
  boolean stop(Duration wait) {
    pool.shutdownNow();
    try {
      return pool.awaitTermination(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What to tell about a failed one, without its name. */
  String stuckMessage() {
    return "is stuck: "
        + limits.stuckCalls()
        + " of its calls never came back. Restart the server, or reload the plugin, to use it"
        + " again, and report this to the plugin's author.";
  }

  /** The calls that were given up and have not come back. */
  List<AbandonedCall> abandoned() {
    return stuck.stream()
        .map(Task::described)
        .sorted(Comparator.comparing(AbandonedCall::running).reversed())
        .toList();
  }

  private void giveUp(Task<?> task) {
    String frame = task.frame();
    if (task.abandon()) {
      // Taken back when the call does end, for instance because the interrupt below reaches it.
      int now = stuck.size();
      LOG.log(
          Level.WARNING,
          "Plugin {0} ({1}) did not answer ''{2}'' in time; it is at {3}. Calls not back: {4}.",
          plugin,
          task.contribution,
          task.what,
          frame,
          now);
      if (now == limits.stuckCalls()) {
        LOG.log(Level.ERROR, "Plugin {0} {1} It is at {2}.", plugin, stuckMessage(), frame);
      }
    }
    task.cancel(true);
  }

  private Unanswered refused(String why) {
    return Unanswered.refused("Plugin " + plugin + " " + why);
  }

  private static String inWords(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** One call: over, or given up by its caller, whichever comes first. */
  private final class Task<R> extends FutureTask<R> {
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.OPEN);
    private final String contribution;
    private final String what;
    private final long began = System.nanoTime();
    private volatile Thread thread;

    Task(String contribution, String what, Callable<R> body) {
      super(() -> Boundary.guard(body));
      this.contribution = contribution;
      this.what = what;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      try {
        super.run();
      } finally {
        thread = null;
        if (!fate.compareAndSet(Fate.OPEN, Fate.OVER)) {
          stuck.remove(this);
        }
      }
    }

    /** Counts it as given up; false if it is over. */
    boolean abandon() {
      stuck.add(this);
      if (fate.compareAndSet(Fate.OPEN, Fate.ABANDONED)) {
        return true;
      }
      stuck.remove(this);
      return false;
    }

    AbandonedCall described() {
      return new AbandonedCall(
          contribution, what, Duration.ofNanos(System.nanoTime() - began), frame());
    }

    /** Where it is: the innermost frame that is not the platform's. */
    String frame() {
      Thread at = thread;
      if (at != null) {
        for (StackTraceElement frame : at.getStackTrace()) {
          String in = frame.getClassName();
          if (!in.startsWith("java.") && !in.startsWith("jdk.")) {
            return frame.toString();
          }
        }
      }
      return "its end";
    }
  }

  private enum Fate {
    OPEN,
    OVER,
    ABANDONED
  }

  private record Named(String plugin, ClassLoader loader, AtomicInteger count)
      implements ThreadFactory {
    Named(String plugin, ClassLoader loader) {
      this(plugin, loader, new AtomicInteger());
    }

    @Override
    public Thread newThread(Runnable work) {
      String name = "plugin-" + plugin + "-" + count.incrementAndGet();
      // Inherits no thread locals from whichever engine thread happens to call first.
      Thread thread = new Thread(null, work, name, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    }
  }
}
