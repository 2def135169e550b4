package io.lanista.engine.memory;

import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each topic changed last, counted in commits. Thread-safe.
 *
 * <p>The storage tells of a commit before the commit's caller goes on, so that nothing is
 * acknowledged before it is known here. That holds for the commits of this process alone: one
 * engine owns a database, on a server too, and no other one changes what this one remembers. An
 * engine that lost its database to another one answers from what it knew; it says that it is not
 * ready.
 */
public final class Commits {
  /** Topics that share a slot seem to change together, which costs a look at the storage. */
  private static final int SLOTS = 1 << 14;

  private final AtomicLong count = new AtomicLong();
  private final AtomicLongArray changed = new AtomicLongArray(SLOTS);
  private final AtomicLong everything = new AtomicLong();

  @Inject
  public Commits(Storage storage) {
    storage.onEmit(this::committed);
  }

  private void committed(List<PublishedEvent> events) {
    long commit = count.incrementAndGet();
    if (events.isEmpty()) {
      everything.accumulateAndGet(commit, Math::max);
    }
    for (PublishedEvent published : events) {
      for (Topic topic : Topic.of(published.event())) {
        changed.accumulateAndGet(slot(topic), commit, Math::max);
      }
    }
  }

  /** The instant, in commits. What is read from the storage after this call is not older. */
  long now() {
    return count.get();
  }

  /** Whether none of these changed after an instant. */
  boolean noneSince(long instant, Collection<Topic> topics) {
    if (everything.get() > instant) {
      return false;
    }
    for (Topic topic : topics) {
      if (changed.get(slot(topic)) > instant) {
        return false;
      }
    }
    return true;
  }

  private static int slot(Topic topic) {
    // Not the record's own hash: with it, no two runs would be alike.
    int hash = 31 * topic.id().hashCode() + topic.kind().ordinal();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
