package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.plugin.OfflineInstall;
import io.lanista.engine.plugin.PluginStatus;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a plugin: into a running server, or into the folder of one that does not run. */
@Command(
    name = "install",
    description = {
      "Try a plugin and install it, in place of the installed version if there is one.",
      "A running server uses it at once; otherwise the next start does. Nothing changes unless it"
          + " can be loaded."
    })
final class PluginInstall implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A plugin's zip or jar.")
  private Path file;

  @Option(
      names = "--force",
      description = "Also replace the same version, or a newer one by an older one.")
  private boolean force;

  @Mixin private final ConfigOptions configuration;
  @Mixin private final ServerChoice server = new ServerChoice();
  @Spec private CommandSpec spec;

  PluginInstall(Context context) {
    this.configuration = new ConfigOptions(context);
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new StartupException("There is no file " + file + ".");
    }
    LanistaConfig config = configuration.load(Map.of()).config();
    PrintWriter out = spec.commandLine().getOut();
    Optional<AdminClient> running = server.find(config);
    if (running.isPresent()) {
      return new PluginTable(out).plugin(running.get().install(file, force));
    }
    PluginStatus installed = new OfflineInstall(config).install(file, force);
    out.printf(
        "Installed %s %s as %s.%n",
        installed.id().orElse(""), installed.version().orElse(""), installed.artifact());
    out.println(
        installed.state() == PluginStatus.State.DISABLED
            ? "It is disabled; once a server runs, `lanista plugin enable` changes that."
            : "No server runs here; it is loaded at the next start.");
    return ExitCode.DONE;
  }
}
