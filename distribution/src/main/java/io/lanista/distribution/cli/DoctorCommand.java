package io.lanista.distribution.cli;

import io.lanista.distribution.Version;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.doctor.Check;
import io.lanista.distribution.doctor.Finding;
import java.util.List;
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
    Findings findings = new Findings(spec.commandLine().getOut());
    LanistaConfig config = configuration.load(options.byKey()).config();
    findings.show(Finding.ok("lanista", Version.text()));
    String file = configuration.file().map(Object::toString).orElse("no file; the defaults");
    findings.show(Finding.ok("configuration", file));
    for (Check check : checks) {
      check.look(config).forEach(findings::show);
    }
    return findings.bad() > 0 ? ExitCode.PROBLEM : ExitCode.DONE;
  }
}
