package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The Java that runs this, and what it may use. */
final class JavaCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        Finding.ok("java", Runtime.version() + " in " + System.getProperty("java.home")),
        Finding.ok(
            "machine",
            runtime.availableProcessors()
                + " processors, up to "
                + (runtime.maxMemory() >> 20)
                + " MiB of heap for this verb"),
        openFiles(config.limits().maxConnections()));
  }

  private static Finding openFiles(int connections) {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount();
      // Besides connections: jars, the database, replays being written.
      if (most < connections + 256L) {
        return Finding.note(
            "open files",
            most + " allowed, for server.max-connections = " + connections,
            "Allow more (ulimit -n, LimitNOFILE= in systemd), or lower that key.");
      }
      return Finding.ok("open files", most + " allowed");
    }
    return Finding.ok("open files", "no limit known on this system");
  }
}
