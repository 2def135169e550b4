package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterFiles.Kept;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FighterFolderTest {
  private static final String MANIFEST =
      "name = \"rusher\"\nversion = \"1.0\"\ncommand = [\"python3\", \"bot.py\"]\nprotocol = 1\n";

  @TempDir Path folder;
  private Path root;
  private Path operators;
  private FighterFolder files;

  @BeforeEach
  void open() throws Exception {
    root = folder.resolve("fighters");
    operators = Files.createDirectory(folder.resolve("shared"));
    files = FighterFolder.open(root, Optional.of(operators));
  }

  @AfterEach
  void removeWhatIsReadOnly() throws Exception {
    Trees.delete(root);
  }

  @Test
  void aZipIsUnpackedReadOnlyAndFoundByItsHash() throws Exception {
    Path zip = zip(Map.of("fighter.toml", MANIFEST, "bot.py", "pass", "lib/a.py", "a = 1"));
    Kept kept = files.put(zip, any -> {});
    assertThat(kept.manifest().name().text()).isEqualTo("rusher");
    assertThat(kept.manifest().command()).containsExactly("python3", "bot.py");
    assertThat(kept.bytes()).as("three files and two folders").isEqualTo(5 * 4096);
    Path at = files.folder(kept.hash());
    assertThat(files.manifest(kept.hash())).isEqualTo(kept.manifest());
    assertThat(at.resolve("lib/a.py")).hasContent("a = 1");
    try (Stream<Path> all = Files.walk(at)) {
      assertThat(all)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("r-xr-xr-x"));
    }
  }

  @Test
  void theSameBytesAgainChangeNothing() throws Exception {
    Path zip = zip(Map.of("fighter.toml", MANIFEST));
    assertThat(files.put(zip, any -> {})).isEqualTo(files.put(zip, any -> {}));
    assertThat(FighterFolder.open(root, Optional.empty()).put(zip, any -> {}))
        .isEqualTo(files.put(zip, any -> {}));
  }

  @Test
  void itsRoomIsThatOfItsFilesAndNotOfTheZip() throws Exception {
    String zeros = "0".repeat(1 << 20);
    Path zip = zip(Map.of("fighter.toml", MANIFEST, "zeros", zeros));
    assertThat(Files.size(zip)).isLessThan(16 << 10);
    long room = (1 << 20) + 2 * 4096;
    assertThat(files.put(zip, any -> {}).bytes()).isEqualTo(room);
    assertThat(files.put(zip, any -> {}).bytes()).as("known by now").isEqualTo(room);
  }

  @Test
  void whatIsRefusedByItsCheckIsNotKept() throws Exception {
    Path zip = zip(Map.of("fighter.toml", MANIFEST));
    assertThatThrownBy(
            () ->
                files.put(
                    zip,
                    found -> {
                      throw new IllegalStateException(found.hash().hex());
                    }))
        .isInstanceOf(IllegalStateException.class);
    try (Stream<Path> all = Files.walk(root)) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatACrashLeftHalfUnpackedIsRemovedAndNeverFound() throws Exception {
    Path half = Files.createDirectories(root.resolve("incoming/zip-1/lib"));
    Files.writeString(half.resolve("a.py"), "half");
    FighterFolder.open(root, Optional.empty());
    assertThat(root.resolve("incoming")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/evil",
        "a/../../evil",
        "a//b",
        "./a",
        "a/.",
        "..",
        "a\\..\\b",
        "a\u0000b",
        "a\nb",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"
      })
  void namesThatLeadElsewhereAreRefused(String name) throws Exception {
    refused(zip(Map.of("fighter.toml", MANIFEST, name, "evil")), ErrorCode.INVALID_FIGHTER);
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(root.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void linksInAZipAreRefused() throws Exception {
    Path zip = zip(Map.of("fighter.toml", MANIFEST, "link", "/etc/passwd"));
    markAsLink(zip, "link");
    refused(zip, ErrorCode.INVALID_FIGHTER);
  }

  @Test
  void aFileThatIsAFolderTooIsRefused() throws Exception {
    refused(zipOf("fighter.toml", MANIFEST, "a", "file", "a/b", "x"), ErrorCode.INVALID_FIGHTER);
  }

  @Test
  void aZipThatUnpacksToTooMuchIsRefusedAndLeavesNothing() throws Exception {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("fighter.toml"));
      out.write(MANIFEST.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 257; i++) {
        out.write(zeros);
      }
    }
    refused(zip, ErrorCode.TOO_LARGE);
    assertThat(root.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void tooManyEntriesAreRefused() throws Exception {
    Path zip = folder.resolve("many.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i <= Unpacking.MOST_ENTRIES; i++) {
        out.putNextEntry(new ZipEntry("f" + i));
      }
    }
    refused(zip, ErrorCode.INVALID_FIGHTER);
  }

  @Test
  void whatIsNoZipIsRefused() throws Exception {
    refused(
        Files.writeString(folder.resolve("a.zip"), "PK\u0003\u0004 not"),
        ErrorCode.INVALID_FIGHTER);
    refused(Files.createFile(folder.resolve("b.zip")), ErrorCode.INVALID_FIGHTER);
  }

  @Test
  void tooLargeAZipIsRefusedBeforeItIsRead() throws Exception {
    Path zip = folder.resolve("large.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      out.write(new byte[(50 << 20) + 1]);
    }
    refused(zip, ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name = ",
        "name = \"Rusher\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1",
        "name = \"r\"\nversion = \"1\"\ncommand = []\nprotocol = 1",
        "name = \"r\"\nversion = \"1\"\ncommand = \"a\"\nprotocol = 1",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\", 1]\nprotocol = 1",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 2",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1e9",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1\ntmp = -1",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1\ntmp = 67108865",
        "name = \"r\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1\nsudo = true",
        "name = \"r\"\nname = \"s\"\nversion = \"1\"\ncommand = [\"a\"]\nprotocol = 1",
        "name = \"r\"\nversion = \"a\\nb\"\ncommand = [\"a\"]\nprotocol = 1"
      })
  void aManifestThatSaysNothingUsefulIsRefused(String toml) throws Exception {
    refused(zip(Map.of("fighter.toml", toml)), ErrorCode.INVALID_FIGHTER);
  }

  @Test
  void aZipWithoutAManifestAtItsTopIsRefused() throws Exception {
    assertThatThrownBy(() -> files.put(zip(Map.of("rusher/fighter.toml", MANIFEST)), any -> {}))
        .hasMessageContaining("at the top");
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    Kept kept = files.put(zip(Map.of("fighter.toml", MANIFEST)), any -> {});
    Trees.delete(files.folder(kept.hash()));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.folder(kept.hash()));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.manifest(kept.hash()));
  }

  @Test
  void sharedFightersAreCopiedSoThatAChangeIsANewOne() throws Exception {
    Path one = Files.createDirectory(operators.resolve("one"));
    Files.writeString(one.resolve("fighter.toml"), MANIFEST);
    Files.writeString(one.resolve("bot.py"), "first");
    Kept first = files.shared().get(0);
    assertThat(files.shared()).containsExactly(first);
    Files.writeString(one.resolve("bot.py"), "second one");
    Kept second = files.shared().get(0);
    assertThat(second.hash()).isNotEqualTo(first.hash());
    assertThat(files.folder(first.hash()).resolve("bot.py")).hasContent("first");
    assertThat(files.folder(second.hash()).resolve("bot.py")).hasContent("second one");
  }

  @Test
  void aBadSharedFighterIsLeftOutAndTheOthersStay() throws Exception {
    Path good = Files.createDirectory(operators.resolve("good"));
    Files.writeString(good.resolve("fighter.toml"), MANIFEST);
    Path linked = Files.createDirectory(operators.resolve("linked"));
    Files.writeString(linked.resolve("fighter.toml"), MANIFEST);
    Files.createSymbolicLink(linked.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createDirectory(operators.resolve("empty"));
    assertThat(files.shared()).hasSize(1);
  }

  private void refused(Path zip, ErrorCode code) {
    assertThatThrownBy(() -> files.put(zip, any -> {}))
        .isInstanceOfSatisfying(
            EngineException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private Path zip(Map<String, String> entries) throws IOException {
    return zipOf(
        entries.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new));
  }

  private Path zipOf(String... namesAndTexts) throws IOException {
    Path zip = Files.createTempFile(folder, "a", ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  /** Gives an entry the mode of a symbolic link, as Info-ZIP writes it. */
  private static void markAsLink(Path zip, String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.limit() - 46; at++) {
      if (bytes.getInt(at) == 0x02014b50
          && bytes.getShort(at + 28) == name.length()
          && new String(bytes.array(), at + 46, name.length(), StandardCharsets.UTF_8)
              .equals(name)) {
        bytes.put(at + 5, (byte) 3).putInt(at + 38, 0120777 << 16);
        Files.write(zip, bytes.array());
        return;
      }
    }
    throw new AssertionError("The zip has no entry " + name + " in " + List.of(zip));
  }
}
