package io.lanista.sandbox;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.sandbox.Slots.Slot;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Confines programs with bubblewrap, namespaces, limits and a filter of system calls. When this
 * engine ends, however it ends, so do they.
 */
public final class Bubblewrap implements Sandbox {
  /** So many programs can run at once, in this sandbox or in none. */
  public static final int MOST_AT_ONCE = Slots.MOST;

  private static final System.Logger LOG = System.getLogger(Bubblewrap.class.getName());
  private static final Path APP = Path.of("/app");
  private static final String INSTALL =
      " Install it with \"apt-get install bubblewrap util-linux\" (Debian, Ubuntu) or \"dnf install"
          + " bubblewrap util-linux\" (Fedora).";
  private static final String USER_NAMESPACES =
      " Where user namespaces are off (user.max_user_namespaces=0, kernel.unprivileged_userns_clone"
          + "=0, AppArmor's restriction of them, or a container's policy), they have to be allowed"
          + " first.";

  /** How the trial program shows that the filter holds: it dies of not being able to fork. */
  private static final String TRIAL = "echo running; (:); echo open";

  private final Interpreters interpreters;
  private final Path work;
  private final Starter starter = new Starter();
  private final Set<Confined> running = ConcurrentHashMap.newKeySet();
  private final WarmPool warm = new WarmPool();
  private final Object lock = new Object();
  private BubblewrapCommand command;
  private Slots slots;
  private Optional<String> unavailable;
  private volatile boolean closed;

  private record Spawned(ConfinedProcess process, Namespace namespace) {}

  /**
   * A sandbox; nothing is looked for before it is used.
   *
   * @param work a folder of its own, emptied when it is first used
   */
  public Bubblewrap(Interpreters interpreters, Path work) {
    this.interpreters = interpreters;
    this.work = work.toAbsolutePath();
  }

  @Override
  public boolean isConfining() {
    return true;
  }

  @Override
  public Optional<String> whyUnavailable() {
    synchronized (lock) {
      if (unavailable == null) {
        try {
          unavailable = tryOnce();
        } catch (InterruptedException hurry) {
          // It says nothing about this machine: whoever asks next tries again.
          Thread.currentThread().interrupt();
          return Optional.of("Sandbox unavailable: the trial was interrupted.");
        }
      }
      return unavailable;
    }
  }

  private Optional<String> tryOnce() throws InterruptedException {
    try {
      prepare();
      SandboxLimits limits =
          new SandboxLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 16 << 20, 8, 0, 0, 64);
      Interpreter none = new Interpreter(Path.of("/bin/sh"), List.of(), new TreeSet<>(), Map.of());
      Launch trial = new Launch(none, List.of("/bin/sh", "-c", TRIAL));
      // Not the work folder itself, which its owner may have closed to everybody else.
      Path empty = Files.createDirectory(work.resolve("trial"));
      Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("r-xr-xr-x"));
      try (ConfinedProcess one = ready("trial", trial, empty, limits)) {
        letGo(one, Optional.empty());
        one.receive(limits.start());
        return isShut(one, limits.start())
            ? Optional.empty()
            : Optional.of("Sandbox unavailable: its filter of system calls is not in force here.");
      }
    } catch (SandboxException failed) {
      return Optional.of("Sandbox unavailable: " + failed.getMessage() + USER_NAMESPACES);
    } catch (IOException missing) {
      return Optional.of("Sandbox unavailable: " + missing.getMessage() + "." + INSTALL);
    }
  }

  private static boolean isShut(Confined trial, Duration within) throws InterruptedException {
    try {
      trial.receive(within);
      return false;
    } catch (SandboxException ended) {
      return true;
    }
  }

  /** Finds the tools and makes what all starts share. */
  private void prepare() throws IOException, InterruptedException {
    SystemCalls calls =
        SystemCalls.here()
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no filter of system calls for "
                            + System.getProperty("os.arch")
                            + ", only for x86_64 and aarch64"));
    slots = Slots.open(work);
    Path filter = work.resolve("filter");
    Files.write(filter, SystemCallFilter.bytes(calls));
    command = new BubblewrapCommand(filter);
  }

  @Override
  public Confined start(ConfinedProgram program) throws SandboxException, InterruptedException {
    Optional<String> why = whyUnavailable();
    if (why.isPresent()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw SandboxException.engines(why.get());
    }
    Optional<ConfinedProcess> standing = warm.take(purpose(program));
    if (standing.isPresent()) {
      try {
        letGo(standing.get(), program.log());
        return standing.get();
      } catch (SandboxException ended) {
        standing.get().close();
      }
    }
    ConfinedProcess process = ready(program);
    try {
      letGo(process, program.log());
      return process;
    } catch (SandboxException ended) {
      process.close();
      // Nothing of the program had run yet.
      throw SandboxException.engines("The sandbox ended: " + ended.getMessage(), ended);
    }
  }

  /**
   * Sets up what will be started soon, so that its start takes no time. It waits in a place of its
   * own until then; of too many, the oldest is given up.
   *
   * @throws SandboxException if it cannot be set up; the message is for the program's owner
   */
  public void prepare(ConfinedProgram program) throws SandboxException, InterruptedException {
    if (whyUnavailable().isEmpty()) {
      warm.add(purpose(program), ready(program));
    }
  }

  private static WarmPool.Purpose purpose(ConfinedProgram program) {
    return new WarmPool.Purpose(program.folder(), program.command(), program.limits());
  }

  private ConfinedProcess ready(ConfinedProgram program)
      throws SandboxException, InterruptedException {
    Launch launch = Launch.of(program, interpreters, APP);
    try {
      return ready(program.name(), launch, program.folder(), program.limits());
    } catch (IOException failed) {
      throw SandboxException.engines("It cannot be started: " + failed.getMessage(), failed);
    }
  }

  private static void letGo(ConfinedProcess process, Optional<Path> log) throws SandboxException {
    process.keepLog(log);
    process.send("go");
  }

  /** Sets one up that waits to be let go. */
  private ConfinedProcess ready(String name, Launch launch, Path folder, SandboxLimits limits)
      throws IOException, SandboxException, InterruptedException {
    Slot slot = slots.take();
    Spawned spawned;
    try {
      spawned = spawn(name, launch, folder, limits, slot);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      slots.free(slot);
      throw failed;
    }
    boolean ready = false;
    try {
      awaitReady(spawned.process(), limits);
      spawned.namespace().complete();
      ready = true;
      return spawned.process();
    } finally {
      if (!ready) {
        spawned.process().close();
      }
    }
  }

  private Spawned spawn(String name, Launch launch, Path folder, SandboxLimits limits, Slot slot)
      throws IOException, InterruptedException {
    OptionalLong user = isRoot() ? OptionalLong.of(slot.user()) : OptionalLong.empty();
    List<String> words = command.of(launch.interpreter(), folder, launch.words(), limits, user);
    InputPipe input = InputPipe.open(slot.fifo());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(Path.of("/").toFile())
              .redirectInput(slot.fifo().toFile());
      builder.environment().clear(); // bwrap's first process keeps what it gets
      Process process = starter.start(builder);
      return adopt(name, process, input, limits, slot);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      input.close();
      throw failed;
    }
  }

  private Spawned adopt(
      String name, Process process, InputPipe input, SandboxLimits limits, Slot slot) {
    Namespace namespace = new Namespace(process);
    ConfinedProcess[] itself = new ConfinedProcess[1];
    itself[0] =
        new ConfinedProcess(
            name,
            process,
            input,
            limits,
            namespace,
            () -> {
              running.remove(itself[0]);
              slots.free(slot);
            });
    running.add(itself[0]);
    if (closed) {
      itself[0].close();
    }
    return new Spawned(itself[0], namespace);
  }

  private static void awaitReady(ConfinedProcess process, SandboxLimits limits)
      throws SandboxException, InterruptedException {
    Optional<String> said;
    try {
      said = process.receive(limits.start());
    } catch (SandboxException ended) {
      throw SandboxException.engines(
          "the sandbox could not be set up: " + process.complaint() + ".", ended);
    }
    if (!said.equals(Optional.of(BubblewrapCommand.READY))) {
      throw SandboxException.engines(
          "the sandbox was not set up within " + limits.start().toMillis() + " ms.");
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Confined::close);
    synchronized (lock) {
      if (slots != null) {
        slots.close();
      }
      unavailable = Optional.of("Sandbox unavailable: it was closed.");
    }
    starter.close();
    LOG.log(Level.DEBUG, "The sandbox in {0} is closed.", work);
  }
}
