package io.lanista.distribution.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plugins and what is set for them.
 *
 * @param dir absolute; where their zips lie
 * @param callTimeout the longest one call into a plugin may take
 * @param settings by plugin id, then by key; the plugin checks them
 */
public record PluginsConfig(
    Path dir, Duration callTimeout, Map<String, Map<String, String>> settings) {
  private static final String SETTINGS = "plugins.settings";

  public PluginsConfig {
    Map<String, Map<String, String>> copy = new HashMap<>();
    settings.forEach((plugin, values) -> copy.put(plugin, Map.copyOf(values)));
    settings = Map.copyOf(copy);
  }

  static PluginsConfig read(Section in, Layers layers, Path home) {
    return new PluginsConfig(
        in.folder("dir", "plugins", home),
        in.duration(
            "call-timeout", Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofMinutes(1)),
        settings(layers));
  }

  private static Map<String, Map<String, String>> settings(Layers layers) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String plugin : layers.namesUnder(SETTINGS)) {
      layers
          .inFile(SETTINGS + "." + plugin)
          .map(Layers.Given::value)
          .filter(ConfigObject.class::isInstance)
          .map(ConfigObject.class::cast)
          .ifPresent(object -> leaves("", object, plugin, all, layers));
    }
    fromEnvironment(all, layers);
    return all;
  }

  private static void leaves(
      String under,
      ConfigObject object,
      String plugin,
      Map<String, Map<String, String>> all,
      Layers layers) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = under + ConfigUtil.joinPath(entry.getKey());
      if (entry.getValue() instanceof ConfigObject nested) {
        leaves(key + ".", nested, plugin, all, layers);
      } else {
        set(plugin, key, all, layers);
      }
    }
  }

  private static void set(
      String plugin, String key, Map<String, Map<String, String>> all, Layers layers) {
    String full = SETTINGS + "." + plugin + "." + key;
    layers
        .find(full)
        .ifPresent(
            given -> {
              String value = String.valueOf(given.value().unwrapped());
              all.computeIfAbsent(plugin, absent -> new TreeMap<>()).put(key, value);
              layers.took(new Setting(full, value, given.from()));
            });
  }

  /**
   * {@code LANISTA_PLUGINS_SETTINGS_ROOM_BLITZ__MAX_ROUNDS} sets {@code max-rounds} of {@code
   * room-blitz}: the two underscores say where the id ends, which one could not tell.
   */
  private static void fromEnvironment(Map<String, Map<String, String>> all, Layers layers) {
    String prefix = EnvironmentName.of(SETTINGS) + "_";
    layers
        .variablesUnder(prefix)
        .forEach(
            (rest, value) -> {
              int split = rest.indexOf("__");
              if (split > 0 && split + 2 < rest.length()) {
                String plugin = key(rest.substring(0, split));
                String key = key(rest.substring(split + 2));
                all.computeIfAbsent(plugin, absent -> new TreeMap<>()).put(key, value);
                layers.tookVariable(
                    prefix + rest,
                    new Setting(SETTINGS + "." + plugin + "." + key, value, prefix + rest));
              }
            });
  }

  private static String key(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
