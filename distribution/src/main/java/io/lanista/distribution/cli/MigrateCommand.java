package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.DataConfig;
import io.lanista.distribution.config.DataSize;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.Secret;
import io.lanista.distribution.data.DataFolder;
import io.lanista.ports.error.EngineException;
import io.lanista.sql.DatabaseCopy;
import io.lanista.sql.DatabaseCopy.Copied;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.SqlConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves the database. */
@Command(
    name = "migrate",
    description = {
      "Copy the database to another place: from a data folder (SQLite) to a MariaDB server, back,"
          + " or to another of the same kind.",
      "",
      "No server may run on either end, and the target must be empty. The source is only read."
          + " Every table is read back and compared by count and checksum; until that is done no"
          + " server opens the target.",
      "A server's user and password are those of the configuration: storage.user, and"
          + " LANISTA_STORAGE_PASSWORD or storage.password-file.",
      "Replays and fighters are files: they stay where they are.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista migrate --from /var/lib/lanista \\",
      "      --to jdbc:mariadb://db.example:3306/lanista",
      "  lanista migrate --from jdbc:mariadb://db.example:3306/lanista \\",
      "      --to /var/lib/lanista-2"
    })
final class MigrateCommand implements Callable<Integer> {
  private static final long ROWS_BETWEEN_WORDS = 100_000;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PLACE",
      description = "A data folder, or a server's jdbc:mariadb://host:port/schema.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "The same for where everything goes; made if it is a folder.")
  private String to;

  @Option(
      names = "--start-over",
      description = "Empty a target in which a copy was interrupted, and copy again.")
  private boolean startOver;

  @Mixin private final ConfigOptions configuration;
  @Spec private CommandSpec spec;

  MigrateCommand(Context context) {
    this.configuration = new ConfigOptions(context);
  }

  /** One end: a database and, if it is a file, the folder that is held meanwhile. */
  private record End(SqlConfig database, Optional<DataFolder> folder) implements AutoCloseable {
    @Override
    public void close() {
      folder.ifPresent(DataFolder::close);
    }
  }

  @Override
  public Integer call() throws Exception {
    LanistaConfig config = configuration.load(Map.of()).config();
    PrintWriter out = spec.commandLine().getOut();
    if (from.equals(to)) {
      throw new StartupException("--from and --to are the same place.");
    }
    if (!isServer(from)) {
      requireDatabase(folder(from));
    }
    try (End source = open(from, config);
        End target = open(to, config)) {
      out.println("Copying " + from + " to " + to + ".");
      out.flush();
      List<Copied> copied =
          DatabaseCopy.copy(
              source.database(),
              target.database(),
              startOver,
              Clock.systemUTC(),
              (table, rows) -> tell(out, table, rows));
      report(out, copied);
      return ExitCode.DONE;
    } catch (EngineException refused) {
      throw new StartupException(refused.getMessage(), refused);
    }
  }

  private static boolean isServer(String place) {
    return place.contains("mariadb:");
  }

  private static Path folder(String place) throws StartupException {
    try {
      return Path.of(place).toAbsolutePath().normalize();
    } catch (InvalidPathException wrong) {
      throw new StartupException(place + " is neither a folder nor a server's address.", wrong);
    }
  }

  private static void requireDatabase(Path folder) throws StartupException {
    Path file = DataFolder.databaseIn(folder);
    if (!Files.isRegularFile(file)) {
      throw new StartupException(
          "There is no database " + file + ". --from is a data folder, as data.dir names it.");
    }
  }

  private static End open(String place, LanistaConfig config) throws StartupException {
    if (isServer(place)) {
      try {
        return new End(
            MariaDbConfig.of(
                place,
                config.storage().user(),
                config.storage().password().map(Secret::reveal).orElse("")),
            Optional.empty());
      } catch (IllegalArgumentException wrong) {
        throw new StartupException(place + ": " + wrong.getMessage(), wrong);
      }
    }
    DataFolder held = DataFolder.open(new DataConfig(folder(place), new DataSize(0)));
    return new End(SqlConfig.of(held.database()), Optional.of(held));
  }

  private static void tell(PrintWriter out, String table, long rows) {
    if (rows > 0 && rows % ROWS_BETWEEN_WORDS == 0) {
      out.printf("  %s: %,d rows so far%n", table, rows);
      out.flush();
    }
  }

  private void report(PrintWriter out, List<Copied> copied) {
    out.printf("%n%-16s %14s  %s%n", "table", "rows", "checksum of both");
    for (Copied table : copied) {
      out.printf("%-16s %,14d  %s%n", table.table(), table.rows(), table.checksum());
    }
    out.printf(
        "%nCopied and verified: %,d rows in %d tables. The source is as it was.%n",
        copied.stream().mapToLong(Copied::rows).sum(), copied.size());
    out.println(
        "Not copied: replays and fighters, which are files in the data folder's replays/ and"
            + " fighters/.");
    if (isServer(to)) {
      out.println("Next: set storage.url = \"" + to + "\", keep data.dir as it is, and start.");
    } else {
      out.println(
          "Next: copy the old data folder's replays/ and fighters/ to "
              + folderText(to)
              + ", set data.dir to that folder and leave storage.url empty, and start.");
    }
  }

  private static String folderText(String place) {
    return Path.of(place).toAbsolutePath().normalize().toString();
  }
}
