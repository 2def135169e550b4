package io.lanista.distribution.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The packaged plugins in a folder of a test's own, and other versions of them. */
final class PluginFolderCopy {
  static final String FIFO = "matchmaking-fifo";
  static final String SLIPPI = "runner-slippi-netplay";

  private final Path folder;

  PluginFolderCopy(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (Path zip : list(RunningServer.home().resolve("plugins"))) {
      Files.copy(zip, folder.resolve(zip.getFileName()));
    }
  }

  Path path() {
    return folder;
  }

  List<String> names() throws IOException {
    return list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  /** The bytes of a plugin with something else in its descriptor. */
  byte[] changed(String id, String key, String value) throws IOException {
    Path original =
        list(RunningServer.home().resolve("plugins")).stream()
            .filter(file -> file.getFileName().toString().startsWith(id))
            .findFirst()
            .orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(original.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = zip.getInputStream(entry).readAllBytes();
        out.write(
            entry.getName().equals("plugin.properties") ? line(content, key, value) : content);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] line(byte[] descriptor, String key, String value) {
    String text = new String(descriptor, StandardCharsets.ISO_8859_1);
    return text.replaceAll("(?m)^" + key + "=.*$", key + "=" + value)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Path> list(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }
}
