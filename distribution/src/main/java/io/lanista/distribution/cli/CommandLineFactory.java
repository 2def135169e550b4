package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.Version;
import io.lanista.distribution.config.ConfigProblems;
import io.lanista.distribution.doctor.Check;
import io.lanista.distribution.doctor.StandardChecks;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Puts the verbs together and decides how failures are shown. */
public final class CommandLineFactory {
  private CommandLineFactory() {}

  /** The command line with a verb for everything that is wired. */
  public static CommandLine create(Context context, Wiring wiring) {
    return create(context, wiring, System.in);
  }

  /** The same, with another standard input. */
  static CommandLine create(Context context, Wiring wiring, InputStream in) {
    LanistaCommand root = new LanistaCommand();
    CommandLine line = new CommandLine(root);
    wiring.demo().ifPresent(demo -> line.addSubcommand(demo(context, demo, wiring)));
    wiring.server().ifPresent(server -> line.addSubcommand(new RunCommand(context, server)));
    ConfigCommand config = new ConfigCommand(context);
    line.addSubcommand(withVerbs(config, config.verbs()));
    line.addSubcommand(new BackupCommand(context));
    line.addSubcommand(new MigrateCommand(context));
    line.addSubcommand(new DoctorCommand(context, checks(wiring)));
    wiring
        .plugins()
        .map(inspector -> new PluginCommand(context, inspector))
        .ifPresent(plugin -> line.addSubcommand(withVerbs(plugin, plugin.verbs())));
    wiring
        .results()
        .map(verification -> new ResultCommand(verification, in))
        .ifPresent(result -> line.addSubcommand(withVerbs(result, result.verbs())));
    wiring.openApi().ifPresent(api -> line.addSubcommand(new OpenApiCommand(context, api)));
    if (!wiring.benches().isEmpty()) {
      line.addSubcommand(new BenchCommand(context, wiring.benches()));
    }
    wiring.server().ifPresent(server -> line.addSubcommand(new WarmUpCommand(context, server)));
    everywhere(line);
    line.setExecutionExceptionHandler((failure, at, parsed) -> show(failure, at, root));
    line.setParameterExceptionHandler((wrong, arguments) -> usage(wrong));
    return line;
  }

  private static List<Check> checks(Wiring wiring) {
    List<Check> checks = new ArrayList<>(StandardChecks.with(wiring.plugins()));
    checks.addAll(wiring.checks());
    return checks;
  }

  private static CommandLine withVerbs(Object command, Map<String, Object> verbs) {
    CommandLine line = new CommandLine(command);
    verbs.keySet().stream().sorted().forEach(name -> line.addSubcommand(name, verbs.get(name)));
    return line;
  }

  /** Help for every verb; the version for the program. */
  private static void everywhere(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getCommandSpec().version("lanista " + Version.text());
    line.getSubcommands().values().forEach(CommandLineFactory::everywhere);
  }

  private static int show(Exception failure, CommandLine at, LanistaCommand root) {
    PrintWriter err = at.getErr();
    if (failure instanceof ConfigProblems wrong) {
      wrong.problems().forEach(err::println);
      int count = wrong.problems().size();
      err.println(count == 1 ? "1 problem." : count + " problems.");
    } else if (failure instanceof StartupException) {
      err.println("lanista: " + failure.getMessage());
    } else {
      err.println("lanista: unexpected failure: " + failure + " (--stacktrace shows where)");
    }
    if (root.stackTrace()) {
      failure.printStackTrace(err);
    }
    return ExitCode.PROBLEM;
  }

  private static int usage(CommandLine.ParameterException wrong) {
    CommandLine at = wrong.getCommandLine();
    PrintWriter err = at.getErr();
    err.println("lanista: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    String verb = at.getCommandSpec().qualifiedName();
    err.println("`" + verb + " --help` says what there is.");
    return ExitCode.USAGE;
  }

  private static CommandLine demo(Context context, DemoRunner match, Wiring wiring) {
    CommandLine demo = new CommandLine(new DemoCommand(context, match));
    wiring.roomsDemo().ifPresent(rooms -> demo.addSubcommand(new RoomsDemoCommand(context, rooms)));
    wiring
        .hostedDemo()
        .ifPresent(hosted -> demo.addSubcommand(new HostedDemoCommand(context, hosted)));
    wiring.chainDemo().ifPresent(chain -> demo.addSubcommand(new ChainDemoCommand(context, chain)));
    return demo;
  }
}
