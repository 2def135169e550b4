package io.lanista.engine.plugin;

import io.lanista.engine.plugin.Contributed.Held;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The names of one kind, as the generations serving now contribute them. */
final class GenerationRegistry<T> implements Registry<T> {
  private final String kind;
  private final Supplier<Map<String, Held<T>>> current;
  private final Supplier<Set<String>> disabled;
  private final Consumer<Runnable> listeners;

  GenerationRegistry(
      String kind,
      Supplier<Map<String, Held<T>>> current,
      Supplier<Set<String>> disabled,
      Consumer<Runnable> listeners) {
    this.kind = kind;
    this.current = current;
    this.disabled = disabled;
    this.listeners = listeners;
  }

  @Override
  public Lease<T> lease(String name) {
    for (Held<T> held = current.get().get(name); held != null; held = current.get().get(name)) {
      if (held.from().leases().take()) {
        return new Taken(name, held);
      }
      // Retired between the two steps. Names are changed before that, so the next look finds more.
    }
    throw new EngineException(ErrorCode.PLUGIN_FAILED, missing(name));
  }

  private String missing(String name) {
    Set<String> names = names();
    Set<String> off = disabled.get();
    return "No loaded plugin contributes "
        + kind
        + " '"
        + name
        + "'; "
        + (names.isEmpty() ? "there is none at all" : "there is: " + String.join(", ", names))
        + ". "
        + (off.isEmpty()
            ? "Put a plugin that contributes it into the plugins folder, or configure another"
                + " name."
            : "Disabled by an operator: "
                + String.join(", ", off)
                + "; 'lanista plugin enable ID' brings one back.")
        + " 'lanista plugin list' shows what did not load, and why.";
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.accept(listener);
  }

  @Override
  public Set<String> names() {
    return new TreeSet<>(current.get().keySet());
  }

  private final class Taken implements Lease<T> {
    private final String name;
    // Let go of on closing, so that a forgotten lease does not keep an ended plugin in memory.
    private final AtomicReference<Held<T>> held;

    Taken(String name, Held<T> held) {
      this.name = name;
      this.held = new AtomicReference<>(held);
    }

    @Override
    public <R, X extends Exception> R call(String what, Call<? super T, R, X> call) throws X {
      return answered(what, Optional.empty(), call);
    }

    @Override
    public <R, X extends Exception> R call(String what, Duration limit, Call<? super T, R, X> call)
        throws X {
      return answered(what, Optional.of(limit), call);
    }

    private <R, X extends Exception> R answered(
        String what, Optional<Duration> limit, Call<? super T, R, X> call) throws X {
      try {
        return ask(what, limit, call);
      } catch (Unanswered silent) {
        throw silent.failure();
      }
    }

    @Override
    public <R, X extends Exception> R ask(String what, Call<? super T, R, X> call) throws X {
      return ask(what, Optional.empty(), call);
    }

    @SuppressWarnings("unchecked")
    private <R, X extends Exception> R ask(
        String what, Optional<Duration> limit, Call<? super T, R, X> call) throws X {
      Held<T> mine = held.get();
      if (mine == null) {
        throw new IllegalStateException("The lease of " + kind + " " + name + " is closed.");
      }
      T contribution = mine.contribution();
      try {
        return mine.from()
            .threads()
            .call(kind + " " + name, what, limit, () -> call.on(contribution));
      } catch (RuntimeException answer) {
        throw answer;
      } catch (Exception declared) {
        throw (X) declared;
      }
    }

    @Override
    public boolean isCurrent() {
      Held<T> now = current.get().get(name);
      Held<T> mine = held.get();
      return now != null && mine != null && now.from() == mine.from();
    }

    @Override
    public void close() {
      Held<T> mine = held.getAndSet(null);
      if (mine != null) {
        mine.from().leases().giveBack();
      }
    }
  }
}
