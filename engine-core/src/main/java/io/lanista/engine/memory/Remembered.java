package io.lanista.engine.memory;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What was read from the storage lately, as long as it is still so. Bounded, thread-safe.
 *
 * <p>A value carries the instant before it was read and is answered only while none of its topics
 * changed after that. So nothing has to be removed when something changes, and a value that was
 * read before a commit but arrives here after it is never answered.
 *
 * @param <K> what is asked for
 * @param <V> what was read; immutable, and the same for every caller
 */
public final class Remembered<K, V> {
  private record Entry<V>(V value, long readAt, List<Topic> topics) {}

  private final Commits commits;
  private final BiFunction<K, V, Collection<Topic>> topics;
  private final Cache<K, Entry<V>> entries;

  /**
   * Remembers nothing yet.
   *
   * @param topics all that a value depends on; none if it is not to be remembered
   * @param most so many values are kept, those that were asked for last
   */
  public Remembered(Commits commits, BiFunction<K, V, Collection<Topic>> topics, int most) {
    this.commits = Objects.requireNonNull(commits);
    this.topics = Objects.requireNonNull(topics);
    this.entries = CacheBuilder.newBuilder().maximumSize(most).build();
  }

  /** What is known without a look at the storage, so that it never waits. */
  public Optional<V> recall(K key) {
    Entry<V> entry = entries.getIfPresent(key);
    return entry != null && commits.noneSince(entry.readAt(), entry.topics())
        ? Optional.of(entry.value())
        : Optional.empty();
  }

  /**
   * What is known, or else what is read now.
   *
   * @param read reads it from the storage; what it throws is not remembered
   */
  public V get(K key, Supplier<V> read) {
    Optional<V> known = recall(key);
    if (known.isPresent()) {
      return known.get();
    }
    long before = commits.now();
    V value = read.get();
    List<Topic> about = List.copyOf(topics.apply(key, value));
    if (!about.isEmpty()) {
      entries.put(key, new Entry<>(value, before, about));
    }
    return value;
  }

  /** How many values are kept, those that are no longer so included. */
  long size() {
    entries.cleanUp();
    return entries.size();
  }
}
