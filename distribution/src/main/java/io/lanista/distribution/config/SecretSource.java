package io.lanista.distribution.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads secrets: from the environment, else from a file that only its owner can read. One written
 * into {@code lanista.conf} is refused, because that file is copied, shown and committed.
 */
final class SecretSource {
  private static final int LONGEST = 4096;

  private final Layers layers;
  private final Path home;

  SecretSource(Layers layers, Path home) {
    this.layers = layers;
    this.home = home;
  }

  Optional<Secret> secret(String key, String fileKey) {
    Optional<Secret> fromEnvironment = fromEnvironment(key, fileKey);
    Optional<Secret> fromFile = fromFile(fileKey);
    return fromEnvironment.or(() -> fromFile);
  }

  private Optional<Secret> fromEnvironment(String key, String fileKey) {
    Optional<Layers.Given> given = layers.find(key);
    String from = given.map(Layers.Given::from).orElse(Setting.DEFAULT);
    Optional<Layers.Given> inFile = layers.inFile(key);
    if (inFile.isPresent()) {
      layers.problem(
          inFile.get().from(),
          key
              + " is a secret and is not read from this file. Remove it, and set "
              + EnvironmentName.of(key)
              + " or point "
              + fileKey
              + " at a file that only its owner can read.");
    }
    Optional<Secret> secret =
        given
            .filter(found -> found.level() == Layers.Level.ENVIRONMENT)
            .map(found -> String.valueOf(found.value().unwrapped()).strip())
            .filter(text -> !text.isEmpty())
            .map(Secret::new);
    layers.took(new Setting(key, secret.isPresent() ? "(hidden)" : "", from));
    return secret;
  }

  private Optional<Secret> fromFile(String fileKey) {
    Optional<Layers.Given> given = layers.find(fileKey);
    String text = given.map(found -> String.valueOf(found.value().unwrapped())).orElse("").strip();
    String from = given.map(Layers.Given::from).orElse(Setting.DEFAULT);
    layers.took(new Setting(fileKey, text, from));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path base = given.orElseThrow().level() == Layers.Level.FILE ? home : Path.of("");
      return Optional.of(read(base.resolve(text).toAbsolutePath()));
    } catch (IOException | IllegalArgumentException wrong) {
      layers.problem(from, fileKey + ": " + wrong.getMessage());
      return Optional.empty();
    }
  }

  private static Secret read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    if (!Files.isReadable(file)) {
      throw new IOException("this user cannot read " + file);
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> open = EnumSet.allOf(PosixFilePermission.class);
      open.removeAll(
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
      open.retainAll(Files.getPosixFilePermissions(file));
      if (!open.isEmpty()) {
        throw new IOException("others can read " + file + "; run: chmod 600 " + file);
      }
    }
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + " is larger than " + LONGEST + " bytes; is it the right file?");
    }
    String text = Files.readString(file).strip();
    if (text.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    return new Secret(text);
  }
}
