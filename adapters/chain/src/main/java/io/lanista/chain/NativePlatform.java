package io.lanista.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a native library must fit.
 *
 * @param os as {@code os.name} says
 * @param processor as {@code os.arch} says
 * @param musl whether the C library of the process is musl instead of glibc
 */
record NativePlatform(String os, String processor, boolean musl) {
  private static final String LIBRARIES = "/fr/acinq/secp256k1/jni/native/";
  private static final String FILE = "/libsecp256k1-jni.so";

  /** This process's. */
  static NativePlatform here() {
    return new NativePlatform(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        mapsMusl(Path.of("/proc/self/maps")));
  }

  /**
   * Where the library for this platform is on the class path; empty if there is none. None for
   * musl: it would load, because symbols are looked up late, and crash the process at the first
   * that musl does not have.
   */
  Optional<String> library() {
    if (!os.equals("Linux") || musl) {
      return Optional.empty();
    }
    return switch (processor) {
      case "amd64" -> Optional.of(LIBRARIES + "linux-x86_64" + FILE);
      case "aarch64" -> Optional.of(LIBRARIES + "linux-aarch64" + FILE);
      default -> Optional.empty();
    };
  }

  /** Whether a list of what a process has mapped names musl's loader. */
  static boolean mapsMusl(Path maps) {
    try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains("/ld-musl-"));
    } catch (IOException | UncheckedIOException notLinux) {
      return false;
    }
  }

  @Override
  public String toString() {
    return os + (musl ? " with musl" : "") + " on " + processor;
  }
}
