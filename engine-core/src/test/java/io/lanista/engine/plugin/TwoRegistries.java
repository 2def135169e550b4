package io.lanista.engine.plugin;

import java.util.Set;
import java.util.TreeSet;

/** What two hosts contribute: the first one's names, and else the second one's. */
record TwoRegistries<T>(Registry<T> first, Registry<T> second) implements Registry<T> {
  @Override
  public Lease<T> lease(String name) {
    return second.names().contains(name) ? second.lease(name) : first.lease(name);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>(first.names());
    names.addAll(second.names());
    return names;
  }

  @Override
  public void onChange(Runnable listener) {
    first.onChange(listener);
    second.onChange(listener);
  }
}
