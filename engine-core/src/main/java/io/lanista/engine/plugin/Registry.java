package io.lanista.engine.plugin;

import java.util.Set;

/**
 * What plugins contributed of one kind, by name. Thread-safe. Users keep names, never plugin
 * objects: each use takes a lease.
 */
public interface Registry<T> {
  /**
   * Takes hold of what a name stands for now. The caller closes the lease, in the same method for
   * one call, or when the hosted game or pool it serves ends.
   *
   * @throws io.lanista.ports.error.EngineException PLUGIN_FAILED if nothing of that name is loaded,
   *     with what to do about it
   */
  Lease<T> lease(String name);

  /** The names that can be leased now, sorted. */
  Set<String> names();

  /**
   * Has something run after names changed what they stand for, on the thread that changed them: it
   * must not wait. Whoever keeps a lease uses it to let go of one that is not current any more.
   */
  void onChange(Runnable listener);
}
