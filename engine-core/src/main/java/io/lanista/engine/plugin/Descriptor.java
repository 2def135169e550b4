package io.lanista.engine.plugin;

import io.lanista.ports.plugin.EngineApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;

/** A checked {@code plugin.properties}: PF4J's keys, read more strictly than PF4J does. */
record Descriptor(String id, String version, String requires, String provider, String text) {
  static final String FILE = "plugin.properties";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final DefaultVersionManager VERSIONS = new DefaultVersionManager();

  static Descriptor parse(byte[] file) throws PluginRefusedException {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new PluginRefusedException(
          FILE + " cannot be read (" + malformed.getMessage() + "); correct it and build again.");
    }
    String id = required(properties, "plugin.id", "the plugin's name, such as my-policy");
    if (!ID.matcher(id).matches()) {
      throw new PluginRefusedException(
          "plugin.id in "
              + FILE
              + " must be 1 to 64 characters of a-z, 0-9 and '-'; found: '"
              + id
              + "'. It names the plugin's settings, so dots and spaces cannot be part of it.");
    }
    String version = required(properties, "plugin.version", "a version, such as 1.0.0");
    checkVersion(version);
    String requires =
        required(properties, "plugin.requires", "the engine API it needs: >=1.0.0 & <2.0.0");
    checkRequires(requires);
    refuse(
        properties,
        "plugin.dependencies",
        "plugins cannot depend on each other; put what both need into each plugin's lib/, and let"
            + " them meet through the ports");
    refuse(
        properties,
        "plugin.class",
        "a plugin's entry is its class annotated @Extension that implements EnginePlugin; remove"
            + " the line");
    return new Descriptor(
        id,
        version,
        requires,
        properties.getProperty("plugin.provider", "").trim(),
        properties.getProperty("plugin.description", "").trim());
  }

  private static String required(Properties properties, String key, String what)
      throws PluginRefusedException {
    String value = properties.getProperty(key, "").trim();
    if (value.isEmpty()) {
      throw new PluginRefusedException(FILE + " has no " + key + "; add it: " + what + ".");
    }
    return value;
  }

  private static void refuse(Properties properties, String key, String why)
      throws PluginRefusedException {
    String value = properties.getProperty(key, "").trim();
    if (!value.isEmpty()) {
      throw new PluginRefusedException(FILE + " has " + key + "=" + value + ", but " + why + ".");
    }
  }

  private static void checkVersion(String version) throws PluginRefusedException {
    try {
      VERSIONS.compareVersions(version, "0.0.0");
    } catch (RuntimeException unparseable) {
      throw new PluginRefusedException(
          "plugin.version in "
              + FILE
              + " must have three numbers, such as 1.0.0 or 1.0.0-rc.1; found: '"
              + version
              + "'.");
    }
  }

  private static void checkRequires(String requires) throws PluginRefusedException {
    boolean satisfied;
    try {
      satisfied = VERSIONS.checkVersionConstraint(EngineApi.VERSION, requires);
    } catch (RuntimeException unparseable) {
      // The version library throws its own exception here, which would end the whole start.
      throw new PluginRefusedException(
          "plugin.requires in "
              + FILE
              + " is no version range: '"
              + requires
              + "'. Write it like >=1.0.0 & <2.0.0 (with & between the bounds), ^1.2 or 1.x.");
    }
    if (!satisfied) {
      throw new PluginRefusedException(
          "It needs engine API "
              + requires
              + " (plugin.requires in "
              + FILE
              + "), but this server has "
              + EngineApi.VERSION
              + ". Install a version of the plugin made for "
              + EngineApi.VERSION
              + ", or a server that has what it needs.");
    }
  }
}
