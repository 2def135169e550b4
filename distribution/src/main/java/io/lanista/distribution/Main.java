package io.lanista.distribution;

import io.lanista.distribution.cli.CommandLineFactory;
import io.lanista.distribution.cli.Context;
import io.lanista.distribution.logging.Logging;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs one verb and exits: 0 done, 1 a problem was found, 2 the command line is wrong. */
  public static void main(String[] arguments) {
    Logging.quiet();
    // Guice would generate and load a class for each that it calls, mostly once.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Context context = new Context(home(System.getenv()), System.getenv());
    System.exit(CommandLineFactory.create(context, EngineWiring.of(context)).execute(arguments));
  }

  private static Path home(Map<String, String> environment) {
    String home =
        Optional.ofNullable(System.getProperty("lanista.home"))
            .or(() -> Optional.ofNullable(environment.get("LANISTA_HOME")))
            .orElse("");
    return Path.of(home).toAbsolutePath().normalize();
  }
}
