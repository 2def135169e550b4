package io.lanista.distribution.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where values come from, strongest first: options, environment, file. Remembers what was asked
 * for, so that what nobody asked for can be reported, and every problem on the way.
 */
final class Layers {
  /** A value and where it was given. */
  record Given(ConfigValue value, String from, Level level) {}

  /** The layers, strongest first. */
  enum Level {
    OPTION,
    ENVIRONMENT,
    FILE
  }

  private final Map<String, String> options;
  private final Map<String, String> environment;
  private final Config file;
  private final Map<String, Setting> effective = new TreeMap<>();
  private final Map<String, String> variables = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param options values by key, given on the command line
   * @param environment the whole environment
   */
  Layers(Map<String, String> options, Map<String, String> environment, Config file) {
    this.options = options;
    this.environment = environment;
    this.file = file;
  }

  Optional<Given> find(String key) {
    String variable = EnvironmentName.of(key);
    variables.put(variable, key);
    String option = options.get(key);
    if (option != null) {
      String from = "option --" + key.substring(key.lastIndexOf('.') + 1);
      return Optional.of(new Given(ConfigValueFactory.fromAnyRef(option), from, Level.OPTION));
    }
    String set = environment.get(variable);
    if (set != null) {
      return Optional.of(
          new Given(ConfigValueFactory.fromAnyRef(set), variable, Level.ENVIRONMENT));
    }
    return inFile(key);
  }

  Optional<Given> inFile(String key) {
    try {
      if (!file.hasPath(ConfigUtil.joinPath(key.split("\\.")))) {
        return Optional.empty();
      }
      ConfigValue value = file.getValue(ConfigUtil.joinPath(key.split("\\.")));
      return Optional.of(new Given(value, place(value.origin()), Level.FILE));
    } catch (ConfigException sectionIsAValue) {
      return Optional.empty(); // The section itself is reported as unknown.
    }
  }

  /** The names directly under a path of the file. */
  Set<String> namesUnder(String key) {
    return inFile(key)
        .filter(given -> given.value().valueType() == ConfigValueType.OBJECT)
        .map(given -> (Set<String>) new TreeSet<>(((ConfigObject) given.value()).keySet()))
        .orElseGet(TreeSet::new);
  }

  /** The values of the environment whose names start so, by the rest of the name. */
  Map<String, String> variablesUnder(String prefix) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  void took(Setting setting) {
    effective.put(setting.key(), setting);
    variables.put(EnvironmentName.of(setting.key()), setting.key());
  }

  /** As {@link #took}, for a variable whose name does not follow from the key. */
  void tookVariable(String variable, Setting setting) {
    took(setting);
    variables.put(variable, setting.key());
  }

  void problem(String from, String message) {
    problems.add(new Problem(from, message));
  }

  List<Setting> settings() {
    return List.copyOf(effective.values());
  }

  /** What was noted, without looking for what is unknown. */
  List<Problem> problemsSoFar() {
    return List.copyOf(problems);
  }

  /** Everything that is wrong, unknown keys and variables included. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    file.root().forEach((name, value) -> unknownKeys(name, value, all));
    environment.keySet().stream()
        .sorted()
        .filter(name -> EnvironmentName.isOurs(name, environment.get(name)))
        .filter(name -> !variables.containsKey(name))
        .forEach(name -> all.add(unknown(name, name, "variable", variables.keySet())));
    return all;
  }

  private void unknownKeys(String path, ConfigValue value, List<Problem> all) {
    if (effective.containsKey(path)) {
      return;
    }
    boolean section = effective.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
    if (value instanceof ConfigObject object && (section || !object.isEmpty())) {
      object.forEach((name, child) -> unknownKeys(path + "." + name, child, all));
    } else if (section) {
      String found = "; found: " + value.unwrapped();
      all.add(new Problem(place(value.origin()), path + " is a section { ... }" + found));
    } else if (!(value instanceof ConfigObject)) {
      all.add(unknown(place(value.origin()), path, "key", effective.keySet()));
    }
  }

  private static Problem unknown(String from, String name, String what, Set<String> known) {
    String hint =
        Likeness.nearest(name, known)
            .map(near -> " Did you mean " + near + "?")
            .orElse(" `lanista config show` lists what there is.");
    return new Problem(from, "there is no " + what + " named " + name + "." + hint);
  }

  static String place(ConfigOrigin origin) {
    String name =
        origin.filename() == null
            ? origin.description()
            : Path.of(origin.filename()).getFileName().toString();
    return origin.lineNumber() > 0 && origin.filename() != null
        ? name + ":" + origin.lineNumber()
        : name;
  }
}
