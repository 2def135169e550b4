package io.lanista.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A plugin's zip or jar, open and found safe to unpack: a whole zip file, of bounded size, whose
 * names stay inside the folder they are unpacked to.
 */
final class Artifact implements AutoCloseable {
  private static final int DESCRIPTOR_BYTES = 64 << 10;

  private final Path file;
  private final ZipFile zip;
  private final List<? extends ZipEntry> entries;
  private final ArtifactLimits limits;

  private Artifact(
      Path file, ZipFile zip, List<? extends ZipEntry> entries, ArtifactLimits limits) {
    this.file = file;
    this.zip = zip;
    this.entries = entries;
    this.limits = limits;
  }

  static Artifact open(Path file, ArtifactLimits limits)
      throws IOException, PluginRefusedException {
    long size = Files.size(file);
    if (size > limits.fileBytes()) {
      throw new PluginRefusedException(
          "The file has "
              + size
              + " bytes; a plugin may have "
              + limits.fileBytes()
              + ". Leave out of lib/ what the plugin does not use.");
    }
    ZipFile zip = openZip(file);
    try {
      limits.checkCount(zip.size());
      List<? extends ZipEntry> entries = new ArrayList<>(zip.stream().toList());
      checkSizes(entries, limits);
      checkNames(entries);
      return new Artifact(file, zip, entries, limits);
    } catch (IllegalArgumentException names) {
      zip.close();
      throw new PluginRefusedException(
          "The name of a file in it is not in the character set it claims ("
              + names.getMessage()
              + "). Build it again.");
    } catch (PluginRefusedException | RuntimeException | Error refused) {
      zip.close();
      throw refused;
    }
  }

  /** Whether it is one jar; by its name, or, where that does not say, by what it holds. */
  boolean isJar() {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jar")
        || (!name.endsWith(".zip")
            && entries.stream()
                .map(ZipEntry::getName)
                .noneMatch(entry -> entry.startsWith("lib/") || entry.startsWith("classes/")));
  }

  Descriptor descriptor() throws IOException, PluginRefusedException {
    return Descriptor.parse(descriptorFile());
  }

  /** The id it states, whatever else is wrong with it. */
  Optional<String> statedId() throws IOException, PluginRefusedException {
    return Descriptor.statedId(descriptorFile());
  }

  private byte[] descriptorFile() throws IOException, PluginRefusedException {
    ZipEntry entry = zip.getEntry(Descriptor.FILE);
    // The platform also finds a folder under the name of a file.
    if (entry == null || entry.isDirectory()) {
      throw new PluginRefusedException(missingDescriptor());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(DESCRIPTOR_BYTES + 1);
      if (bytes.length > DESCRIPTOR_BYTES) {
        throw new PluginRefusedException(
            Descriptor.FILE + " is larger than 64 KiB; it should have a handful of lines.");
      }
      return bytes;
    }
  }

  /**
   * Writes the private copy that PF4J gets to see: a descriptor, {@code classes/} and {@code lib/}.
   * A plugin that is one jar becomes the only jar of its lib.
   */
  void unpackTo(Path folder) throws IOException, PluginRefusedException {
    if (isJar()) {
      Path lib = Files.createDirectories(folder.resolve("lib"));
      Files.copy(file, lib.resolve("plugin.jar"));
      if (zip.getEntry(Descriptor.FILE) != null) {
        write(zip.getEntry(Descriptor.FILE), folder.resolve(Descriptor.FILE), DESCRIPTOR_BYTES);
      }
      return;
    }
    long left = limits.unpackedBytes();
    for (ZipEntry entry : entries) {
      Path target = target(folder, entry.getName());
      if (!target.startsWith(folder)) {
        throw leaves(entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        left -= write(entry, target, left);
      }
    }
  }

  private static Path target(Path folder, String name) throws PluginRefusedException {
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException unwritable) {
      throw new PluginRefusedException(
          "This system cannot write a file named '"
              + name
              + "', which is in it ("
              + unwritable.getReason()
              + "). Give it a name of plain ASCII letters, or run the server in a UTF-8 locale.");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  // Counts what really comes out: the sizes an archive declares may be lies.
  private long write(ZipEntry entry, Path target, long most)
      throws IOException, PluginRefusedException {
    long written = 0;
    byte[] chunk = new byte[16 << 10];
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        written += n;
        if (written > most) {
          throw tooLargeUnpacked(limits);
        }
        out.write(chunk, 0, n);
      }
    } catch (ZipException damaged) {
      throw new PluginRefusedException(
          "'"
              + entry.getName()
              + "' in it is damaged ("
              + damaged.getMessage()
              + "). Build or copy the file again.");
    }
    return written;
  }

  private static ZipFile openZip(Path file) throws IOException, PluginRefusedException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException broken) {
      byte[] head = new byte[2];
      int read;
      try (InputStream in = Files.newInputStream(file)) {
        read = in.readNBytes(head, 0, 2);
      }
      if (read == 2 && new String(head, StandardCharsets.ISO_8859_1).equals("PK")) {
        throw new PluginRefusedException(
            "It begins like a zip file but is not a whole one ("
                + broken.getMessage()
                + "). The copy was probably cut off: copy or build it again.");
      }
      throw new PluginRefusedException(
          "It is not a zip file. A plugin is a zip with plugin.properties at its root and its jars"
              + " in lib/.");
    }
  }

  private static void checkSizes(List<? extends ZipEntry> entries, ArtifactLimits limits)
      throws PluginRefusedException {
    long left = limits.unpackedBytes();
    for (ZipEntry entry : entries) {
      left -= Math.max(0, entry.getSize());
      if (left < 0) {
        throw tooLargeUnpacked(limits);
      }
    }
  }

  private static PluginRefusedException tooLargeUnpacked(ArtifactLimits limits) {
    return new PluginRefusedException(
        "Unpacked it has more than "
            + limits.unpackedBytes()
            + " bytes, the most a plugin may have. Leave out what it does not use; a small file"
            + " that unpacks to this much is not a plugin.");
  }

  private static void checkNames(List<? extends ZipEntry> entries) throws PluginRefusedException {
    Set<String> seen = new HashSet<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      boolean strange =
          name.isEmpty()
              || name.startsWith("/")
              || name.indexOf('\\') >= 0
              || name.indexOf(':') >= 0
              || name.chars().anyMatch(Character::isISOControl)
              || List.of(name.split("/")).contains("..");
      if (strange) {
        throw leaves(name);
      }
      if (!seen.add(name)) {
        throw new PluginRefusedException(
            "It holds '" + name + "' twice, so nobody can say which one counts. Build it again.");
      }
    }
  }

  private static PluginRefusedException leaves(String name) {
    return new PluginRefusedException(
        "It holds a file named '"
            + name.replaceAll("\\p{Cntrl}", "?")
            + "', which could be written outside the plugin's own folder. Do not use this file; get"
            + " the plugin from its author again.");
  }

  private String missingDescriptor() {
    for (ZipEntry entry : entries) {
      if (entry.getName().endsWith("/" + Descriptor.FILE)) {
        return "Its "
            + Descriptor.FILE
            + " is at '"
            + entry.getName()
            + "' but must be at the root: zip the contents of the folder, not the folder.";
      }
    }
    return "It has no "
        + Descriptor.FILE
        + " at its root. Add one with plugin.id, plugin.version and plugin.requires.";
  }
}
