package io.lanista.distribution.cli;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.logging.Logging;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until the process is asked to stop. */
@Command(
    name = "run",
    description = "Start the server.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista run --data /var/lib/lanista",
      "  lanista run --host 0.0.0.0 --port 80",
      "",
      "Stop it with Ctrl-C or SIGTERM: it finishes what is in flight and exits."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions configuration;
  @Mixin private final ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;
  private final ServerLauncher launcher;

  RunCommand(Context context, ServerLauncher launcher) {
    this.configuration = new ConfigOptions(context);
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws Exception {
    LanistaConfig config = configuration.load(options.byKey()).config();
    Logging.configure(config.log());
    try (ServerLauncher.Running server = launcher.start(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "lanista-shutdown"));
      spec.commandLine().getOut().println("Lanista is listening on " + server.address());
      spec.commandLine().getOut().flush();
      server.awaitStop();
    }
    return ExitCode.DONE;
  }
}
