package io.lanista.ports.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator configured for a plugin, under {@code plugins.settings.<id>} in the
 * configuration. Values are texts; each getter checks its own and throws {@link
 * IllegalArgumentException} with a message for the operator. Immutable.
 */
public final class PluginSettings {
  private final String plugin;
  private final Map<String, String> values;

  /**
   * Settings of a plugin.
   *
   * @param plugin its id, for messages
   * @param values by key
   */
  public PluginSettings(String plugin, Map<String, String> values) {
    this.plugin = plugin;
    this.values = Map.copyOf(values);
  }

  /** A text as it was written. */
  public String text(String key, String fallback) {
    return values.getOrDefault(key, fallback);
  }

  /** A whole number within bounds, both included. */
  public int number(String key, int fallback, int least, int most) {
    String text = values.get(key);
    if (text == null) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number out of bounds.
    }
    throw wrong(key, "a whole number from " + least + " to " + most, text);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback) {
    String text = values.get(key);
    if (text == null) {
      return fallback;
    }
    return switch (text.trim()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "true or false", text);
    };
  }

  /** A duration in whole seconds, such as {@code 90}, within bounds, both included. */
  public Duration seconds(String key, Duration fallback, Duration least, Duration most) {
    return Duration.ofSeconds(
        number(
            key,
            Math.toIntExact(fallback.toSeconds()),
            Math.toIntExact(least.toSeconds()),
            Math.toIntExact(most.toSeconds())));
  }

  /** Refuses keys this plugin does not know, so that a misspelt one is found at start. */
  public void allowOnly(String... known) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "plugins.settings."
              + plugin
              + " has no setting named "
              + String.join(", ", unknown)
              + (known.length == 0
                  ? "; this plugin has no settings."
                  : "; it knows: " + String.join(", ", new TreeSet<>(Set.of(known))) + "."));
    }
  }

  private IllegalArgumentException wrong(String key, String wanted, String found) {
    return new IllegalArgumentException(
        "plugins.settings." + plugin + "." + key + " must be " + wanted + "; found: " + found);
  }
}
