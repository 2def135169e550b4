package io.lanista.distribution.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How configuration keys and environment variables are named after each other. */
final class EnvironmentName {
  static final String PREFIX = "LANISTA_";

  /** Variables of that prefix which are not keys: the launcher, the build and tests read them. */
  private static final Set<String> OTHERS =
      Set.of(
          "LANISTA_CACHE",
          "LANISTA_CONFIG",
          "LANISTA_HOME",
          "LANISTA_JAVA_OPTS",
          "LANISTA_REQUIRE_REAL");

  /** What Kubernetes and Docker links put into the environment for a service named lanista. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("LANISTA_(\\w+_)?(SERVICE_(HOST|PORT)(_\\w+)?|PORT_\\d+_\\w+)");

  private static final Pattern LINKED_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

  private EnvironmentName() {}

  /** {@code queues.netplay.max-waiting} is {@code LANISTA_QUEUES_NETPLAY_MAX_WAITING}. */
  static String of(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether a variable is meant for this program, so that its name has to be a key's. */
  static boolean isOurs(String name, String value) {
    return name.startsWith(PREFIX)
        && !name.startsWith("LANISTA_TEST_")
        && !OTHERS.contains(name)
        && !SERVICE_LINK.matcher(name).matches()
        && !(name.endsWith("_PORT") && LINKED_PORT.matcher(value).matches());
  }
}
