package io.lanista.engine.plugin;

import java.util.List;
import java.util.Objects;

/**
 * A generation that serves no more and whose class loader is still in memory. Some always wait for
 * the next garbage collection; one that stays is held by something.
 *
 * @param generation counts from 1 how often this id was loaded
 * @param leases how many uses of it are not over
 * @param abandoned its calls that never came back
 */
public record OldGeneration(String id, int generation, int leases, List<AbandonedCall> abandoned) {
  public OldGeneration {
    Objects.requireNonNull(id);
    abandoned = List.copyOf(abandoned);
  }
}
