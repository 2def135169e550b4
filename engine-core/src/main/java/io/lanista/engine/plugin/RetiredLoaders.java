package io.lanista.engine.plugin;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches whether the class loaders of ended generations are collected. One that stays for good
 * means that something of a plugin is still held somewhere: a leak of its classes with every
 * reload.
 */
final class RetiredLoaders {
  private final List<WeakReference<ClassLoader>> retired = new ArrayList<>();

  synchronized void watch(ClassLoader loader) {
    retired.add(new WeakReference<>(loader));
  }

  /** How many are still in memory; only garbage collections make it fall. */
  synchronized int uncollected() {
    retired.removeIf(loader -> loader.get() == null);
    return retired.size();
  }
}
