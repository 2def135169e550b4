package io.lanista.sandbox;

import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.sandbox.Slots.Slot;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Runs programs without confining them, for {@code sandbox = none}: they can do whatever this
 * engine's user can. Lines, their bounds and the log are as in a sandbox; limits of memory,
 * processes and processor time are not held, and a /tmp is the machine's.
 */
public final class Unconfined implements Sandbox {
  /** No such interpreter, not in a format of this machine, not allowed (errno.h). */
  private static final Pattern NOT_EXECUTABLE = Pattern.compile("error=(2|8|13),");

  private final Interpreters interpreters;
  private final Path work;
  private final Starter starter = new Starter();
  private final Set<Confined> running = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private Slots slots;
  private boolean closed;

  /**
   * No sandbox, and says so.
   *
   * @param work a folder of its own, emptied when it is first used
   */
  public Unconfined(Interpreters interpreters, Path work) {
    this.interpreters = interpreters;
    this.work = work.toAbsolutePath();
    System.getLogger(Unconfined.class.getName())
        .log(
            Level.WARNING,
            "sandbox = none: fighters run as this engine's user, without any confinement, and can"
                + " read its data and its secrets. Run only fighters you trust.");
  }

  @Override
  public Optional<String> whyUnavailable() {
    try {
      places();
      return Optional.empty();
    } catch (IOException missing) {
      return Optional.of("Fighters cannot be run here: " + missing.getMessage() + ".");
    } catch (SandboxException over) {
      return Optional.of(over.getMessage());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return Optional.of("Fighters cannot be run: this was interrupted.");
    }
  }

  @Override
  public boolean isConfining() {
    return false;
  }

  @Override
  public Confined start(ConfinedProgram program) throws SandboxException, InterruptedException {
    Launch launch = Launch.of(program, interpreters, program.folder().toAbsolutePath());
    try {
      Slots places = places();
      Slot slot = places.take();
      try {
        return start(program, launch, places, slot);
      } catch (IOException | InterruptedException | RuntimeException failed) {
        places.free(slot);
        throw failed;
      }
    } catch (IOException failed) {
      throw refused(program, failed);
    }
  }

  private Confined start(ConfinedProgram program, Launch launch, Slots places, Slot slot)
      throws IOException, InterruptedException {
    InputPipe input = InputPipe.open(slot.fifo());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(launch.words())
              .directory(program.folder().toFile())
              .redirectInput(slot.fifo().toFile());
      builder.environment().keySet().retainAll(Set.of("PATH", "LANG"));
      builder.environment().putAll(launch.interpreter().environment());
      return adopt(program, starter.start(builder), input, places, slot);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      input.close();
      throw failed;
    }
  }

  /** An own executable that the system does not take is the fighter's fault; all else is ours. */
  private SandboxException refused(ConfinedProgram program, IOException failed) {
    boolean own = !interpreters.names().contains(program.command().get(0));
    String why = "It cannot be started: " + failed.getMessage();
    return own && NOT_EXECUTABLE.matcher(why).find()
        ? new SandboxException(why, failed)
        : SandboxException.engines(why, failed);
  }

  private Confined adopt(
      ConfinedProgram program, Process process, InputPipe input, Slots places, Slot slot) {
    ConfinedProcess[] itself = new ConfinedProcess[1];
    itself[0] =
        new ConfinedProcess(
            program.name(),
            process,
            input,
            program.limits(),
            new Descent(process),
            () -> {
              running.remove(itself[0]);
              places.free(slot);
            });
    itself[0].keepLog(program.log());
    running.add(itself[0]);
    return itself[0];
  }

  private Slots places() throws IOException, SandboxException, InterruptedException {
    synchronized (lock) {
      if (closed) {
        throw SandboxException.engines("Fighters are no longer started: the engine stops.");
      }
      if (slots == null) {
        slots = Slots.open(work);
      }
      return slots;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    running.forEach(Confined::close);
    synchronized (lock) {
      if (slots != null) {
        slots.close();
      }
    }
    starter.close();
  }
}
