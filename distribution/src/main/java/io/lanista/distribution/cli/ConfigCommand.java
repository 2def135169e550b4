package io.lanista.distribution.cli;

import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.ConfigProblems;
import io.lanista.distribution.config.Setting;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks and shows the configuration. */
@Command(name = "config", description = "Check or show the configuration.")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;
  private final Context context;

  ConfigCommand(Context context) {
    this.context = context;
  }

  /** The two verbs below this one. */
  Map<String, Object> verbs() {
    return Map.of("check", new CheckConfig(context), "show", new Show(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say `config check` or `config show`.");
  }

  /** Says everything that is wrong. */
  @Command(
      name = "check",
      description = "Say every problem of the configuration at once; exit 1 if there is one.")
  static final class CheckConfig implements java.util.concurrent.Callable<Integer> {
    @Mixin private final ConfigOptions configuration;
    @Spec private CommandSpec spec;

    CheckConfig(Context context) {
      configuration = new ConfigOptions(context);
    }

    @Override
    public Integer call() throws ConfigProblems {
      configuration.load(Map.of());
      String what = configuration.file().map(Object::toString).orElse("The defaults");
      spec.commandLine().getOut().println(what + ": no problems.");
      return ExitCode.DONE;
    }
  }

  /** Prints each key with its value and where that came from. */
  @Command(
      name = "show",
      description = "Show every key, its value and where that came from. Secrets are hidden.")
  static final class Show implements java.util.concurrent.Callable<Integer> {
    @Mixin private final ConfigOptions configuration;
    @Mixin private final ServerOptions options = new ServerOptions();
    @Spec private CommandSpec spec;

    Show(Context context) {
      configuration = new ConfigOptions(context);
    }

    @Override
    public Integer call() throws ConfigProblems {
      ConfigLoader.Loaded loaded = configuration.load(options.byKey());
      PrintWriter out = spec.commandLine().getOut();
      for (Setting setting : loaded.settings()) {
        String value = setting.value().isEmpty() ? "\"\"" : setting.value();
        out.printf("%-42s %-32s # %s%n", setting.key(), "= " + value, setting.from());
      }
      return ExitCode.DONE;
    }
  }
}
