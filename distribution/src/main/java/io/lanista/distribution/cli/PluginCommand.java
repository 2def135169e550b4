package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.PluginsConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.distribution.plugin.PluginFiles;
import io.lanista.distribution.plugin.PluginInspector;
import io.lanista.distribution.plugin.PluginVerdict;
import io.lanista.engine.plugin.DisabledPlugins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at plugins, and changes those of a running server. */
@Command(
    name = "plugin",
    description = "List, verify, install, reload, enable and disable plugins.")
final class PluginCommand implements Runnable {
  @Spec private CommandSpec spec;
  private final Context context;
  private final PluginInspector inspector;

  PluginCommand(Context context, PluginInspector inspector) {
    this.context = context;
    this.inspector = inspector;
  }

  /** The verbs below this one. */
  Map<String, Object> verbs() {
    return Map.of(
        "list", new ListPlugins(context, inspector),
        "verify", new Verify(context, inspector),
        "install", new PluginInstall(context),
        "reload", new PluginChange.Reload(context),
        "enable", new PluginChange.Enable(context),
        "disable", new PluginChange.Disable(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say `plugin list`, `plugin install FILE`, or another verb; --help shows them.");
  }

  private static int show(List<PluginVerdict> verdicts, PrintWriter out) {
    for (PluginVerdict verdict : verdicts) {
      String grade = verdict.accepted() ? "ok" : "refused";
      out.printf("%-8s %-32s %s%n", grade, verdict.title(), verdict.file().getFileName());
      verdict.contributions().forEach(name -> out.printf("%-8s    %s%n", "", name));
      verdict.problems().forEach(problem -> out.printf("%-8s -> %s%n", "", problem));
    }
    boolean allTaken = verdicts.stream().allMatch(PluginVerdict::accepted);
    return allTaken ? ExitCode.DONE : ExitCode.PROBLEM;
  }

  /** What a running server has loaded, or what one would load. */
  @Command(
      name = "list",
      description = {
        "List what the running server has loaded and what it has not, and why.",
        "While none runs: what is in the plugins folder. Exit 1 if one is bad."
      })
  static final class ListPlugins implements Callable<Integer> {
    @Mixin private final ConfigOptions configuration;
    @Mixin private final ServerChoice server = new ServerChoice();
    @Spec private CommandSpec spec;
    private final PluginInspector inspector;

    ListPlugins(Context context, PluginInspector inspector) {
      this.configuration = new ConfigOptions(context);
      this.inspector = inspector;
    }

    @Override
    public Integer call() throws Exception {
      LanistaConfig config = configuration.load(Map.of()).config();
      PrintWriter out = spec.commandLine().getOut();
      Optional<AdminClient> running = server.find(config);
      if (running.isPresent() && running.get().hasToken()) {
        return new PluginTable(out).show(running.get().list());
      }
      running.ifPresent(
          it ->
              out.println(
                  "A server answers at "
                      + it.server()
                      + ", but there is no admin token to ask it with (LANISTA_ADMIN_TOKEN). This"
                      + " is what lies in the folder:"));
      return inFolder(config, out);
    }

    private int inFolder(LanistaConfig config, PrintWriter out) throws StartupException {
      PluginsConfig plugins = config.plugins();
      try {
        List<PluginVerdict> all =
            PluginFiles.in(plugins.dir()).stream()
                .map(file -> inspector.inspect(plugins, file))
                .toList();
        if (all.isEmpty()) {
          out.println("There is no plugin in " + plugins.dir() + ".");
        }
        int exit = show(all, out);
        Path disabled = DataFolder.disabledPluginsIn(config.data().dir());
        DisabledPlugins.read(disabled).ids().forEach(id -> out.printf("%-8s %s%n", "disabled", id));
        return exit;
      } catch (IOException unreadable) {
        throw new StartupException(unreadable.getMessage(), unreadable);
      }
    }
  }

  /** Whether one file would be taken. */
  @Command(
      name = "verify",
      description = "Say whether the server would take this file, and if not, why not.")
  static final class Verify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A plugin's zip or jar.")
    private Path file;

    @Mixin private final ConfigOptions configuration;
    @Spec private CommandSpec spec;
    private final PluginInspector inspector;

    Verify(Context context, PluginInspector inspector) {
      this.configuration = new ConfigOptions(context);
      this.inspector = inspector;
    }

    @Override
    public Integer call() throws Exception {
      if (!Files.isRegularFile(file)) {
        throw new StartupException(
            Files.isDirectory(file)
                ? file + " is a folder; name one zip or jar. `lanista plugin list` looks at all."
                : "There is no file " + file + ".");
      }
      PluginsConfig plugins = configuration.load(Map.of()).config().plugins();
      return show(List.of(inspector.inspect(plugins, file)), spec.commandLine().getOut());
    }
  }
}
