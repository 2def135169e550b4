package io.lanista.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a schema on a MariaDB server, with what the driver must be told and was not.
 *
 * @param text as the driver takes it
 * @param place host, port and schema, to be shown
 */
public record MariaDbUrl(String text, String place, String schema) {
  private static final Pattern FORM =
      Pattern.compile("(?:jdbc:)?mariadb://([^/?]+)/([^/?]+)(?:\\?(.*))?");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is none, with what one looks like
   */
  public static MariaDbUrl parse(String url) {
    Matcher parts = FORM.matcher(url.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "A database's address looks like jdbc:mariadb://host:3306/schema.");
    }
    String host = parts.group(1);
    String schema = parts.group(2);
    String parameters = parts.group(3) == null ? "" : parts.group(3);
    String known = "&" + parameters.toLowerCase(Locale.ROOT);
    if (known.contains("&password=") || known.contains("&user=") || host.contains("@")) {
      throw new IllegalArgumentException(
          "A database's address holds no user and no password; they have keys of their own.");
    }
    if (!known.contains("&sslmode=") && THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""))) {
      // The driver insists on TLS, which a server for this machine alone rarely has.
      parameters += (parameters.isEmpty() ? "" : "&") + "sslMode=disable";
    }
    return new MariaDbUrl(
        "jdbc:mariadb://" + host + "/" + schema + (parameters.isEmpty() ? "" : "?" + parameters),
        host + "/" + schema,
        schema);
  }

  /** The address with more parameters, where it does not have them. */
  String with(String... namesAndValues) {
    StringBuilder longer = new StringBuilder(text);
    String known = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!known.contains(namesAndValues[i].toLowerCase(Locale.ROOT) + "=")) {
        longer
            .append(longer.indexOf("?") < 0 ? '?' : '&')
            .append(namesAndValues[i])
            .append('=')
            .append(namesAndValues[i + 1]);
      }
    }
    return longer.toString();
  }
}
