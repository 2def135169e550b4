package io.lanista.engine.hosting;

import io.lanista.engine.hosting.HostingSettings.FighterRules;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.FighterProtocol.BadLineException;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.match.Side;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.series.Contender;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Starts one fighter for one game and greets it. Used by one thread. */
final class FighterStart implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FighterStart.class.getName());

  private final FighterRules rules;
  private final FighterProtocol protocol;
  private final Ticks ticks;
  private final FighterNotes notes;
  private Optional<Confined> fighter = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private long greeted;

  FighterStart(FighterRules rules, FighterProtocol protocol, Ticks ticks, FighterNotes notes) {
    this.rules = rules;
    this.protocol = protocol;
    this.ticks = ticks;
    this.notes = notes;
  }

  /**
   * Starts it and says hello, without waiting for its answer.
   *
   * @throws WorldException if the engine cannot start it, which is not its fault
   */
  void begin(Sandbox sandbox, FighterFiles files, Contender contender, Side side, Path log)
      throws WorldException, InterruptedException {
    try {
      FighterManifest manifest = files.manifest(contender.fighterHash());
      Confined started =
          sandbox.start(
              new ConfinedProgram(
                  contender.fighter() + " (" + side + ")",
                  files.folder(contender.fighterHash()),
                  manifest.command(),
                  rules.limits().withTemporary(manifest.temporaryBytes()),
                  Optional.of(log)));
      fighter = Optional.of(started);
      started.send(protocol.hello());
      greeted = ticks.nanos();
    } catch (SandboxException refused) {
      fail(refused);
    } catch (IOException | EngineException missing) {
      throw engines("The engine could not read the files of a fighter.", missing);
    }
  }

  /**
   * Waits for its hello.
   *
   * @throws WorldException if the engine cannot hear it, which is not its fault
   */
  void finish() throws WorldException, InterruptedException {
    if (failure.isPresent()) {
      return;
    }
    long left = Math.max(0, rules.hello().toNanos() - (ticks.nanos() - greeted));
    try {
      Optional<String> hello = fighter.orElseThrow().receive(Duration.ofNanos(left));
      if (hello.isPresent()) {
        protocol.checkHello(hello.get());
      } else {
        fail("It did not say hello within " + rules.hello().toMillis() + " ms.");
      }
    } catch (SandboxException refused) {
      fail(refused);
    } catch (BadLineException refused) {
      fail(refused.getMessage());
    }
  }

  /** Why it cannot play, in words for everyone; empty if it can. */
  Optional<String> failure() {
    return failure;
  }

  /** The fighter, when {@link #failure} is empty. */
  Confined fighter() {
    return fighter.orElseThrow();
  }

  private void fail(SandboxException refused) throws WorldException {
    if (refused.isEngines()) {
      throw engines("The engine could not start a fighter.", refused);
    }
    fail(refused.getMessage());
  }

  /** What everyone reads; what exactly it was only the operator does. */
  private WorldException engines(String words, Exception fault) {
    LOG.log(Level.WARNING, words, fault);
    notes.add(words);
    return new WorldException(words, fault);
  }

  private void fail(String why) {
    notes.add("The fighter did not start: " + why);
    failure = Optional.of("its fighter did not start");
  }

  @Override
  public void close() {
    fighter.ifPresent(Confined::close);
  }
}
