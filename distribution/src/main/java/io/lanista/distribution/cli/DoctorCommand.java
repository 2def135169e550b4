package io.lanista.distribution.cli;

import io.lanista.distribution.Version;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.doctor.Check;
import io.lanista.distribution.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at the installation. */
@Command(
    name = "doctor",
    description = {
      "Say what is configured, what is there, what is missing and how to get it.",
      "Changes nothing. Exit 1 if the server would not start or not work."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions configuration;
  @Mixin private final ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;
  private final List<Check> checks;

  DoctorCommand(Context context, List<Check> checks) {
    this.configuration = new ConfigOptions(context);
    this.checks = checks;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    LanistaConfig config = configuration.load(options.byKey()).config();
    show(out, Finding.ok("lanista", Version.text()));
    String file = configuration.file().map(Object::toString).orElse("no file; the defaults");
    show(out, Finding.ok("configuration", file));
    boolean bad = false;
    for (Check check : checks) {
      for (Finding finding : check.look(config)) {
        show(out, finding);
        bad |= finding.grade() == Finding.Grade.BAD;
      }
    }
    return bad ? ExitCode.PROBLEM : ExitCode.DONE;
  }

  private static void show(PrintWriter out, Finding finding) {
    String grade = finding.grade().name().toLowerCase(Locale.ROOT);
    out.printf("%-5s %-14s %s%n", grade, finding.subject(), finding.found());
    if (!finding.remedy().isEmpty()) {
      out.printf("%-5s %-14s -> %s%n", "", "", finding.remedy());
    }
  }
}
