package io.lanista.engine.plugin;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches whether the class loaders of ended generations are collected. One that stays for good
 * means that something of a plugin is still held somewhere: a leak of its classes with every
 * reload. Thread-safe.
 */
final class RetiredLoaders {
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final List<Watched> retired = new ArrayList<>();

  /** Holds nothing that leads back to the loader: its threads do, and are held weakly. */
  private record Watched(
      String id,
      int generation,
      LeaseCount leases,
      WeakReference<PluginThreads> threads,
      PhantomReference<ClassLoader> loader) {

    OldGeneration described() {
      return new OldGeneration(id, generation, leases.inUse(), abandoned());
    }

    // A call that did not come back keeps its threads reachable; without one there is nothing.
    List<AbandonedCall> abandoned() {
      return Optional.ofNullable(threads.get()).map(PluginThreads::abandoned).orElse(List.of());
    }
  }

  synchronized void watch(Generation ended) {
    retired.add(
        new Watched(
            ended.descriptor().id(),
            ended.number(),
            ended.leases(),
            new WeakReference<>(ended.threads()),
            new PhantomReference<>(ended.loader(), collected)));
  }

  /** Those still in memory; only garbage collections make it fewer. */
  synchronized List<OldGeneration> uncollected() {
    while (collected.poll() != null) {
      // Only emptied: which ones are gone is seen from the references themselves.
    }
    retired.removeIf(each -> each.loader().refersTo(null));
    return retired.stream().map(Watched::described).toList();
  }
}
