package io.lanista.distribution.cli;

import io.lanista.distribution.config.LanistaConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running server do something with one of its plugins. */
abstract class PluginChange implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The plugin's id, as `plugin list` shows it.")
  private String id;

  @Mixin private final ConfigOptions configuration;
  @Mixin private final ServerChoice server = new ServerChoice();
  @Spec private CommandSpec spec;
  private final String verb;

  private PluginChange(Context context, String verb) {
    this.configuration = new ConfigOptions(context);
    this.verb = verb;
  }

  @Override
  public Integer call() throws Exception {
    LanistaConfig config = configuration.load(Map.of()).config();
    return new PluginTable(spec.commandLine().getOut())
        .plugin(server.require(config).change(id, verb));
  }

  @Command(
      name = "reload",
      description = {
        "Load a plugin of a running server anew, from its file.",
        "If that fails, the old one goes on serving; exit 1 then."
      })
  static final class Reload extends PluginChange {
    Reload(Context context) {
      super(context, "reload");
    }
  }

  @Command(
      name = "disable",
      description = {
        "Take a plugin of a running server out of service, also for the next start.",
        "Queues that need it take no joins until it is enabled; who waits goes on waiting."
      })
  static final class Disable extends PluginChange {
    Disable(Context context) {
      super(context, "disable");
    }
  }

  @Command(name = "enable", description = "Take a disabled plugin back into service.")
  static final class Enable extends PluginChange {
    Enable(Context context) {
      super(context, "enable");
    }
  }
}
