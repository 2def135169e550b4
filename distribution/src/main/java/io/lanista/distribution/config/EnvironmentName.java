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
      Pattern.compile(
          "LANISTA_(([A-Z0-9_]+_)?SERVICE_(HOST|PORT)(_\\w+)?|(\\w+_)?PORT(_\\d+_\\w+)?)");

  private EnvironmentName() {}

  /** {@code queues.netplay.max-waiting} is {@code LANISTA_QUEUES_NETPLAY_MAX_WAITING}. */
  static String of(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static boolean isOurs(String name) {
    return name.startsWith(PREFIX)
        && !name.startsWith("LANISTA_TEST_")
        && !OTHERS.contains(name)
        && !SERVICE_LINK.matcher(name).matches();
  }
}
