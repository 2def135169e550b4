package io.lanista.engine.simulation;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** How an actor speaks to the process: what it hears is an answer, a refusal, or nothing. */
final class Client {
  /** Longer than any answer takes, slow storage and all. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final World world;
  private final String name;

  Client(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /**
   * What was heard.
   *
   * @param answer empty if it was refused, or nothing was heard
   * @param refusal empty if it was answered, or nothing was heard
   */
  record Heard<T>(Optional<T> answer, Optional<ErrorCode> refusal) {
    /** Whether the same request should be made again: nobody knows what became of it. */
    boolean isUnknown() {
      return answer.isEmpty()
          && (refusal.isEmpty()
              || refusal.get() == ErrorCode.STORAGE_UNAVAILABLE
              || refusal.get() == ErrorCode.PLUGIN_FAILED
              || refusal.get() == ErrorCode.BUSY);
    }
  }

  /** The same actor, as it speaks about one thing. */
  Client about(String what) {
    return new Client(world, name + " in " + what);
  }

  /** A call that is answered at once. The codes are those it may be refused with. */
  <T> Heard<T> call(String what, Function<Core, T> command, ErrorCode... codes) {
    return await(what, core -> CompletableFuture.completedFuture(command.apply(core)), codes);
  }

  /** A call that is answered later. */
  <T> Heard<T> await(
      String what, Function<Core, CompletableFuture<T>> command, ErrorCode... codes) {
    Optional<Core> up = world.core();
    if (up.isEmpty()) {
      return nothing(what);
    }
    Core core = up.get();
    try {
      CompletableFuture<T> answer = command.apply(core);
      if (!answer.isDone()) {
        boolean came = world.schedule.await(() -> answer.isDone() || core.isDead(), PATIENCE);
        world.findings.unless(came, "%s of %s was never answered.", what, name);
      }
      world.schedule.yield();
      if (core.isDead() || !answer.isDone()) {
        return nothing(what);
      }
      T value = answer.join();
      world.trace.says(world.clock.instant(), name, what + " -> ok");
      return new Heard<>(Optional.of(value), Optional.empty());
    } catch (EngineException refused) {
      return refused(what, core, refused, codes);
    } catch (CompletionException wrapped) {
      if (wrapped.getCause() instanceof EngineException refused) {
        return refused(what, core, refused, codes);
      }
      return unexpected(what, core, wrapped.getCause());
    } catch (Schedule.Ended over) {
      throw over;
    } catch (Throwable thrown) {
      return unexpected(what, core, thrown);
    }
  }

  private <T> Heard<T> refused(
      String what, Core core, EngineException refused, ErrorCode... codes) {
    if (core.isDead()) {
      return nothing(what);
    }
    Set<ErrorCode> allowed = EnumSet.of(ErrorCode.STORAGE_UNAVAILABLE, ErrorCode.PLUGIN_FAILED);
    allowed.addAll(Set.of(codes));
    if (!allowed.contains(refused.code())) {
      world.findings.note(
          new Violation(
              what + " of " + name + " was refused: " + refused.code() + " " + refused.getMessage(),
              refused));
    }
    world.trace.says(world.clock.instant(), name, what + " -> " + refused.code());
    return new Heard<>(Optional.empty(), Optional.of(refused.code()));
  }

  private <T> Heard<T> unexpected(String what, Core core, Throwable thrown) {
    if (!core.isDead() && !world.schedule.isOver()) {
      world.findings.note(new Violation(what + " of " + name + " met " + thrown, thrown));
    }
    return nothing(what);
  }

  private <T> Heard<T> nothing(String what) {
    world.trace.says(world.clock.instant(), name, what + " -> nothing");
    return new Heard<>(Optional.empty(), Optional.empty());
  }

  /** Makes the same request until something is known of it, at most so often. */
  <T> Heard<T> insist(int times, Function<Client, Heard<T>> request) {
    Heard<T> heard = request.apply(this);
    for (int i = 1; i < times && heard.isUnknown() && !world.isStopped(); i++) {
      world.schedule.sleep(Duration.ofMillis(200L + world.random.nextInt(1500)));
      heard = request.apply(this);
    }
    return heard;
  }
}
