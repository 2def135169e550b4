package io.lanista.sandbox;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Fills an empty folder from a zip or another folder, within bounds: what a zip claims of itself is
 * not believed. Used once.
 */
final class Unpacking {
  static final int MOST_ENTRIES = 4096;
  static final int MOST_DEPTH = 16;
  static final int MOST_NAME = 200;

  /** The most all files may have together. */
  static final long MOST_UNPACKED = 256L << 20;

  private final Path folder;
  private final byte[] buffer = new byte[64 << 10];
  private int entries;
  private long bytes;

  Unpacking(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks a zip.
   *
   * @throws EngineException INVALID_FIGHTER with what is wrong with it, or TOO_LARGE
   */
  void zip(Path zip) throws IOException {
    ZipDirectory.refuseLinks(zip);
    try (ZipFile open = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = open.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path target = target(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          try (InputStream in = open.getInputStream(entry)) {
            write(in, target);
          }
        }
      }
    } catch (ZipException damaged) {
      throw Manifests.invalid("The zip cannot be read: " + damaged.getMessage());
    } catch (FileAlreadyExistsException | NotDirectoryException twice) {
      throw Manifests.invalid(
          "The zip has a name twice: " + shown(folder.relativize(Path.of(twice.getFile()))));
    }
  }

  /** Copies another folder. */
  void copy(Path from) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from, MOST_DEPTH + 1).limit(MOST_ENTRIES + 2L)) {
      all = walk.filter(file -> !file.equals(from)).sorted().toList();
    }
    for (Path file : all) {
      Path target = target(from.relativize(file).toString());
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(target);
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
          write(in, target);
        }
      } else {
        throw Manifests.invalid(file + " is a link or a device; only files are taken.");
      }
    }
  }

  /** Where an entry goes; every part of its name is an ordinary one. */
  private Path target(String name) {
    if (++entries > MOST_ENTRIES) {
      throw Manifests.invalid("There are more than " + MOST_ENTRIES + " files and folders.");
    }
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    String[] parts = plain.split("/", -1);
    if (parts.length > MOST_DEPTH) {
      throw Manifests.invalid("Folders are nested deeper than " + MOST_DEPTH + ".");
    }
    Path target = folder;
    for (String part : parts) {
      boolean ordinary =
          !part.isEmpty()
              && !part.equals(".")
              && !part.equals("..")
              && part.length() <= MOST_NAME
              && part.chars().allMatch(c -> c >= ' ' && c != '\\' && c != 0x7f && c != 0xfffd);
      if (!ordinary) {
        throw Manifests.invalid("A file may not be called \"" + shown(name) + "\".");
      }
      target = target.resolve(part);
    }
    return target;
  }

  private static String shown(Object name) {
    String text = name.toString().replaceAll("[^ -~]", "?");
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }

  private void write(InputStream in, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > MOST_UNPACKED) {
          throw new EngineException(
              ErrorCode.TOO_LARGE,
              "A fighter's files have at most " + (MOST_UNPACKED >> 20) + " MiB unpacked.");
        }
        out.write(buffer, 0, read);
      }
    }
  }
}
