package io.lanista.distribution.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Objects;

/**
 * What a figure was measured on.
 *
 * @param memoryMib of the machine, or of the container
 * @param load how many wanted a core in the minute before; above the number of cores, the figures
 *     are those of a busy machine
 */
public record Machine(int cores, long memoryMib, double load, String os, String jdk) {
  public Machine {
    Objects.requireNonNull(os);
    Objects.requireNonNull(jdk);
  }

  /** The one this runs on. */
  public static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        system instanceof com.sun.management.OperatingSystemMXBean known
            ? known.getTotalMemorySize() >> 20
            : 0;
    return new Machine(
        system.getAvailableProcessors(),
        memory,
        Math.round(Math.max(0, system.getSystemLoadAverage()) * 10) / 10.0,
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
  }

  @Override
  public String toString() {
    return cores
        + (cores == 1 ? " core, " : " cores, ")
        + memoryMib
        + " MiB, load "
        + load
        + "; "
        + os
        + "; Java "
        + jdk;
  }
}
