package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A registry for tests of what uses plugins: contributions without a plugin around them, called
 * directly on the caller's thread, without a time limit. Exceptions are translated exactly as by
 * the real one.
 */
public final class FixedRegistry<T> implements Registry<T> {
  private final Map<String, T> contributions;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean starving;

  public FixedRegistry(Map<String, ? extends T> contributions) {
    this.contributions = new ConcurrentHashMap<>(contributions);
  }

  /** A registry of one contribution. */
  public static <T> FixedRegistry<T> of(String name, T contribution) {
    return new FixedRegistry<>(Map.of(name, contribution));
  }

  /** Makes a name stand for something else, as a reload does; leases taken before keep the old. */
  public void replace(String name, T contribution) {
    contributions.put(name, contribution);
    listeners.forEach(Runnable::run);
  }

  /** Makes a name stand for nothing, as unloading does; leases taken before keep the old. */
  public void remove(String name) {
    contributions.remove(name);
    listeners.forEach(Runnable::run);
  }

  /** From now on the machine has no thread for any call, or has one again. */
  public void starve(boolean starve) {
    starving = starve;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public Lease<T> lease(String name) {
    T contribution = contributions.get(name);
    if (contribution == null) {
      throw new EngineException(
          ErrorCode.PLUGIN_FAILED,
          "No plugin contributes '" + name + "'; there are: " + names() + ".");
    }
    return new Direct(name, contribution);
  }

  @Override
  public Set<String> names() {
    return new TreeSet<>(contributions.keySet());
  }

  private final class Direct implements Lease<T> {
    private final String name;
    private final T contribution;

    Direct(String name, T contribution) {
      this.name = name;
      this.contribution = contribution;
    }

    @Override
    public <R, X extends Exception> R call(String what, Call<? super T, R, X> call) throws X {
      try {
        return ask(what, call);
      } catch (Unanswered silent) {
        throw silent.failure();
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R, X extends Exception> R ask(String what, Call<? super T, R, X> call) throws X {
      if (starving) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      try {
        return call.on(contribution);
      } catch (Unanswered silent) {
        throw silent; // A test's own way to say that it takes too long.
      } catch (Throwable thrown) {
        if (thrown instanceof Exception answer && Boundary.mayPass(answer)) {
          throw (X) Boundary.named("test", name, what, answer);
        }
        throw Boundary.failed("test", name, what, PluginThrew.of(thrown));
      }
    }

    @Override
    public boolean isCurrent() {
      return contributions.get(name) == contribution;
    }

    @Override
    public void close() {
      // Nothing to give back: these contributions are never stopped.
    }
  }
}
