package io.lanista.sandbox;

import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/** Fingerprints of fighters: SHA-256 of a zip's bytes, or of a folder's names and contents. */
final class FolderHash {
  private FolderHash() {}

  static ReplayHash ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new ReplayHash(Bytes32.of(digest.digest()));
  }

  /** Of each file, in order of their names: the name's length, the name, its own fingerprint. */
  static ReplayHash ofFolder(Path folder) throws IOException {
    List<String> names;
    try (Stream<Path> walk = Files.walk(folder)) {
      names =
          walk.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList();
    }
    MessageDigest digest = sha256();
    for (String name : names) {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(text.length).flip());
      digest.update(text);
      digest.update(ofFile(folder.resolve(name)).value().bytes());
    }
    return new ReplayHash(Bytes32.of(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
