package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.PluginsConfig;
import io.lanista.distribution.plugin.PluginFiles;
import io.lanista.distribution.plugin.PluginInspector;
import io.lanista.distribution.plugin.PluginVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at plugins. */
@Command(name = "plugin", description = "List the installed plugins, or verify a plugin file.")
final class PluginCommand implements Runnable {
  @Spec private CommandSpec spec;
  private final Context context;
  private final PluginInspector inspector;

  PluginCommand(Context context, PluginInspector inspector) {
    this.context = context;
    this.inspector = inspector;
  }

  /** The two verbs below this one. */
  Map<String, Object> verbs() {
    return Map.of(
        "list", new ListPlugins(context, inspector), "verify", new Verify(context, inspector));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say `plugin list` or `plugin verify FILE`.");
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

  /** What the server would load. */
  @Command(name = "list", description = "List what is in the plugins folder; exit 1 if one is bad.")
  static final class ListPlugins implements Callable<Integer> {
    @Mixin private final ConfigOptions configuration;
    @Spec private CommandSpec spec;
    private final PluginInspector inspector;

    ListPlugins(Context context, PluginInspector inspector) {
      this.configuration = new ConfigOptions(context);
      this.inspector = inspector;
    }

    @Override
    public Integer call() throws Exception {
      PluginsConfig plugins = configuration.load(Map.of()).config().plugins();
      PrintWriter out = spec.commandLine().getOut();
      try {
        List<PluginVerdict> all =
            PluginFiles.in(plugins.dir()).stream()
                .map(file -> inspector.inspect(plugins, file))
                .toList();
        if (all.isEmpty()) {
          out.println("There is no plugin in " + plugins.dir() + ".");
        }
        return show(all, out);
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
