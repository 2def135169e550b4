package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.distribution.data.FolderCopy;
import io.lanista.ports.error.EngineException;
import io.lanista.sql.SqliteBackup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Saves a data folder. */
@Command(
    name = "backup",
    description = {
      "Copy the database, the replays, the fighters and the list of disabled plugins of a data"
          + " folder into a new folder, also while a server runs on it. To restore, start a server"
          + " with that folder as its --data.",
      "A database on MariaDB is backed up with its own tools: see docs/operate.md."
    },
    footerHeading = "%nExample:%n",
    footer = "  lanista backup --data /var/lib/lanista --to /backup/lanista-monday")
final class BackupCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is not there yet, or is empty.")
  private Path to;

  @Mixin private final ConfigOptions configuration;
  @Mixin private final ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec;

  BackupCommand(Context context) {
    this.configuration = new ConfigOptions(context);
  }

  @Override
  public Integer call() throws Exception {
    LanistaConfig config = configuration.load(options.byKey()).config();
    if (config.storage().isOnServer()) {
      throw new StartupException(
          "The database is on a server (storage.url): back it up with mariadb-dump, then copy "
              + config.data().dir().resolve("replays")
              + " and fighters beside it. docs/operate.md says how.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path data = config.data().dir();
    Path target = to.toAbsolutePath().normalize();
    try {
      FolderCopy.makeEmpty(target);
      Path copy = DataFolder.databaseIn(target);
      FolderCopy.makeEmpty(copy.getParent());
      // The database first: a recording's file is there before its row, so what is copied later
      // holds at least the files that the rows name.
      long bytes = SqliteBackup.take(DataFolder.databaseIn(data), copy);
      long files = FolderCopy.copy(data.resolve("replays"), target.resolve("replays"));
      long fighters = FolderCopy.copy(data.resolve("fighters"), target.resolve("fighters"));
      // A server that is started on the copy must not run what its operator disabled.
      Path disabled = DataFolder.disabledPluginsIn(data);
      if (Files.exists(disabled)) {
        Files.copy(
            disabled, DataFolder.disabledPluginsIn(target), StandardCopyOption.COPY_ATTRIBUTES);
      }
      out.printf("database   %,d KiB, checked%n", bytes >> 10);
      out.printf("replays    %,d%n", files);
      out.printf("fighters   %,d files%n", fighters);
      out.println("Saved in " + target + ". To restore: lanista run --data " + target);
      return ExitCode.DONE;
    } catch (EngineException refused) {
      throw new StartupException(refused.getMessage(), refused);
    } catch (IOException failed) {
      throw new StartupException("The backup is not complete: " + failed, failed);
    }
  }
}
