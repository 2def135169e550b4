package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the OpenAPI document. */
@Command(name = "openapi", description = "Print the OpenAPI document of this server.")
final class OpenApiCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions configuration;

  @Option(names = "--out", paramLabel = "FILE", description = "Write it to this file instead.")
  private Path out;

  @Spec private CommandSpec spec;
  private final OpenApiSource source;

  OpenApiCommand(Context context, OpenApiSource source) {
    this.configuration = new ConfigOptions(context);
    this.source = source;
  }

  @Override
  public Integer call() throws Exception {
    String document = source.document(configuration.load(Map.of()).config());
    if (out == null) {
      spec.commandLine().getOut().println(document);
      return ExitCode.DONE;
    }
    try {
      Files.writeString(out, document);
    } catch (IOException unwritable) {
      throw new StartupException("Cannot write " + out + ": " + unwritable, unwritable);
    }
    return ExitCode.DONE;
  }
}
