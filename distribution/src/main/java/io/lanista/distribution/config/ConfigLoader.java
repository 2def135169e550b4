package io.lanista.distribution.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.lanista.ports.queue.QueueName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the configuration: options beat the environment, which beats the file, which beats the
 * defaults in the code.
 */
public final class ConfigLoader {
  /**
   * What was read.
   *
   * @param settings every key with its value and where it came from, sorted by key
   */
  public record Loaded(LanistaConfig config, List<Setting> settings) {
    public Loaded {
      settings = List.copyOf(settings);
    }
  }

  private final Path home;
  private final Map<String, String> environment;

  /**
   * @param home the installation's folder, which relative paths of the file start from
   * @param environment the whole environment; only {@code LANISTA_*} is looked at
   */
  public ConfigLoader(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /** The file that is read when none is named: {@code etc/lanista.conf}, if it is there. */
  public Optional<Path> standardFile() {
    String named = environment.getOrDefault("LANISTA_CONFIG", "").strip();
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Optional.of(home.resolve("etc").resolve("lanista.conf")).filter(Files::exists);
  }

  /**
   * Reads and checks everything.
   *
   * @param file the configuration file; without one, the defaults
   * @param options values by key, from the command line
   * @throws ConfigProblems if anything is wrong, with all of it
   */
  public Loaded load(Optional<Path> file, Map<String, String> options) throws ConfigProblems {
    Layers unread = new Layers(options, environment, ConfigFactory.empty());
    Config parsed = file.map(path -> parse(path, unread)).orElseGet(ConfigFactory::empty);
    Layers layers = new Layers(options, environment, parsed);
    LanistaConfig config = read(layers);
    List<Problem> problems = new java.util.ArrayList<>(unread.problemsSoFar());
    problems.addAll(layers.problems());
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return new Loaded(config, layers.settings());
  }

  private static Config parse(Path file, Layers problems) {
    String name = file.toString();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problems.problem(
          name, Files.exists(file) ? "this file cannot be read." : "there is no such file.");
      return ConfigFactory.empty();
    }
    try {
      ConfigParseOptions hocon =
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
      return ConfigFactory.parseFile(file.toFile(), hocon).resolve();
    } catch (ConfigException notHocon) {
      String where = notHocon.origin() == null ? name : Layers.place(notHocon.origin());
      String message = String.valueOf(notHocon.getMessage());
      String said = message.substring(message.indexOf(": ") + 1).strip();
      problems.problem(where, "this is not readable as HOCON: " + said);
      return ConfigFactory.empty();
    }
  }

  private LanistaConfig read(Layers layers) {
    SecretSource secrets = new SecretSource(layers, home);
    StorageConfig storage =
        StorageConfig.read(
            new Section(layers, "storage"), new Section(layers, "storage.sqlite"), secrets);
    return new LanistaConfig(
        EngineConfig.read(new Section(layers, "engine"), storage),
        ServerConfig.read(new Section(layers, "server")),
        LimitsConfig.read(new Section(layers, "server")),
        CorsConfig.read(new Section(layers, "server.cors")),
        AdminConfig.read(secrets),
        DataConfig.read(new Section(layers, "data"), home),
        storage,
        RedisConfig.read(new Section(layers, "redis"), secrets),
        queues(layers),
        MatchConfig.read(new Section(layers, "match")),
        WagerConfig.read(new Section(layers, "wager")),
        StreamConfig.read(new Section(layers, "stream")),
        SigningConfig.read(new Section(layers, "signing")),
        ChainConfig.read(
            new Section(layers, "chain"), new Section(layers, "chain.contracts"), secrets),
        ReplayConfig.read(new Section(layers, "replay"), new Section(layers, "replay.s3"), secrets),
        RegistrationConfig.read(new Section(layers, "registration")),
        HostingConfig.read(new Section(layers, "hosting"), home),
        SandboxConfig.read(new Section(layers, "sandbox"), home),
        RoomsConfig.read(new Section(layers, "rooms")),
        JudgesConfig.read(layers, secrets, home),
        PluginsConfig.read(new Section(layers, "plugins"), layers, home),
        LogConfig.read(new Section(layers, "log")));
  }

  private static Map<QueueName, QueueConfig> queues(Layers layers) {
    Set<String> names = layers.namesUnder("queues");
    QueueConfig.ALWAYS.forEach(name -> names.add(name.text()));
    Map<QueueName, QueueConfig> queues = new HashMap<>();
    for (String text : names) {
      try {
        QueueName name = new QueueName(text);
        queues.put(name, QueueConfig.read(name, new Section(layers, "queues." + text)));
      } catch (IllegalArgumentException notAName) {
        layers.problem("queues", notAName.getMessage());
      }
    }
    return queues;
  }
}
