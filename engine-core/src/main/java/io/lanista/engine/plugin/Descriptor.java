package io.lanista.engine.plugin;

import io.lanista.ports.plugin.EngineApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;

/** A checked {@code plugin.properties}: PF4J's keys, read more strictly than PF4J does. */
record Descriptor(String id, String version, String requires, String provider, String text) {
  static final String FILE = "plugin.properties";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  // What semver allows, and short: a version becomes part of a file's name.
  private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,63}");
  private static final DefaultVersionManager VERSIONS = new DefaultVersionManager();

  /**
   * Reads a descriptor.
   *
   * @throws PluginRefusedException with everything that is wrong with it
   */
  static Descriptor parse(byte[] file) throws PluginRefusedException {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new PluginRefusedException(
          FILE + " cannot be read (" + malformed.getMessage() + "); correct it and build again.");
    }
    List<String> problems = new ArrayList<>();
    String id = required(properties, "plugin.id", "the plugin's name, such as my-policy", problems);
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problems.add(
          "plugin.id in "
              + FILE
              + " must be 1 to 64 characters of a-z, 0-9 and '-'; found: '"
              + shown(id)
              + "'. It names the plugin's settings, so dots and spaces cannot be part of it.");
    }
    String version = required(properties, "plugin.version", "a version, such as 1.0.0", problems);
    checkVersion(version, problems);
    String requires =
        required(
            properties, "plugin.requires", "the engine API it needs: >=1.0.0 & <2.0.0", problems);
    checkRequires(requires, problems);
    refuse(
        properties,
        "plugin.dependencies",
        "plugins cannot depend on each other; put what both need into each plugin's lib/, and let"
            + " them meet through the ports",
        problems);
    refuse(
        properties,
        "plugin.class",
        "a plugin's entry is its class annotated @Extension that implements EnginePlugin; remove"
            + " the line",
        problems);
    if (!problems.isEmpty()) {
      throw new PluginRefusedException(problems);
    }
    return new Descriptor(
        id,
        version,
        requires,
        properties.getProperty("plugin.provider", "").trim(),
        properties.getProperty("plugin.description", "").trim());
  }

  /** The id a descriptor states, whatever else is wrong with it. */
  static Optional<String> statedId(byte[] file) {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return Optional.of(properties.getProperty("plugin.id", "").trim()).filter(Descriptor::isId);
  }

  /** Whether a text can be the id of a plugin at all; such an id is safe in a file's name. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Negative if this one's version is the older. */
  int compareVersion(Descriptor other) {
    return VERSIONS.compareVersions(version, other.version);
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
  }

  private static String required(
      Properties properties, String key, String what, List<String> problems) {
    String value = properties.getProperty(key, "").trim();
    if (value.isEmpty()) {
      problems.add(FILE + " has no " + key + "; add it: " + what + ".");
    }
    return value;
  }

  private static void refuse(Properties properties, String key, String why, List<String> problems) {
    String value = properties.getProperty(key, "").trim();
    if (!value.isEmpty()) {
      problems.add(FILE + " has " + key + "=" + shown(value) + ", but " + why + ".");
    }
  }

  private static void checkVersion(String version, List<String> problems) {
    if (version.isEmpty()) {
      return;
    }
    try {
      if (VERSION.matcher(version).matches()) {
        VERSIONS.compareVersions(version, "0.0.0");
        return;
      }
    } catch (RuntimeException unparseable) {
      // Told below, like one with characters that no version has.
    }
    problems.add(
        "plugin.version in "
            + FILE
            + " must have three numbers, such as 1.0.0 or 1.0.0-rc.1; found: '"
            + shown(version)
            + "'.");
  }

  private static void checkRequires(String requires, List<String> problems) {
    if (requires.isEmpty()) {
      return;
    }
    boolean satisfied;
    try {
      satisfied = VERSIONS.checkVersionConstraint(EngineApi.VERSION, requires);
    } catch (RuntimeException unparseable) {
      // The version library throws its own exception here, which would end the whole start.
      problems.add(
          "plugin.requires in "
              + FILE
              + " is no version range: '"
              + shown(requires)
              + "'. Write it like >=1.0.0 & <2.0.0 (with & between the bounds), ^1.2 or 1.x.");
      return;
    }
    if (!satisfied) {
      problems.add(
          "It needs engine API "
              + shown(requires)
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
