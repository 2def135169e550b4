package io.lanista.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.plugin.DisabledPlugins;
import io.lanista.ports.storage.SeededIds;
import io.lanista.sql.SqlConfig;
import io.lanista.sql.SqlStorage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupCommandTest {
  @TempDir Path folder;

  @Test
  void whatIsDisabledIsDisabledInTheCopyToo() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(data.resolve("db"));
    SqlStorage.open(SqlConfig.of(DataFolder.databaseIn(data)), Clock.systemUTC(), new SeededIds(1))
        .close();
    Files.writeString(DataFolder.disabledPluginsIn(data), "room-blitz\n");
    Path saved = folder.resolve("saved");
    StringWriter words = new StringWriter();
    CommandLine line =
        CommandLineFactory.create(new Context(folder, Map.of()), Wiring.none())
            .setOut(new PrintWriter(words))
            .setErr(new PrintWriter(words));

    int exit = line.execute("backup", "--data", data.toString(), "--to", saved.toString());

    assertThat(exit).as(words.toString()).isZero();
    assertThat(DisabledPlugins.read(DataFolder.disabledPluginsIn(saved)).ids())
        .containsExactly("room-blitz");
  }
}
