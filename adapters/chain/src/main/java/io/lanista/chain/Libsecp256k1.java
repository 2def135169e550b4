package io.lanista.chain;

import fr.acinq.secp256k1.Secp256k1CFunctions;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The C library that Bitcoin's nodes verify with, as far as recovery needs it. Thread-safe: its
 * context is only read after it was made.
 *
 * <p>The library is unpacked and loaded here instead of by the loader that comes with its
 * declarations: that one needs Kotlin's library, leaves its copies behind when the process is
 * killed, and loads into a musl process what cannot run there.
 */
final class Libsecp256k1 {
  private static final int UNCOMPRESSED = 65;
  private static final String ELSEWHERE =
      ". Set -Djava.io.tmpdir to a folder that can be written to and executed from.";

  private final long context;

  private Libsecp256k1(long context) {
    this.context = context;
  }

  /**
   * Loads the library for a platform.
   *
   * @param folder where it may be unpacked for a moment; the copy is deleted before this returns
   * @throws IOException if that cannot be done; the message is the reason, for the operator
   */
  static Libsecp256k1 load(NativePlatform platform, Path folder) throws IOException {
    String resource =
        platform
            .library()
            .orElseThrow(() -> new IOException("there is no native library for " + platform));
    try (InputStream content = Libsecp256k1.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IOException("the native library's jar is missing in lib/");
      }
      return load(content, folder);
    }
  }

  /** Loads the library from its content. */
  static Libsecp256k1 load(InputStream content, Path folder) throws IOException {
    Path file = unpacked(content, folder);
    try {
      // Linux keeps what is loaded when its file is gone, so nothing is left for anybody to change.
      System.load(file.toString());
      int use =
          Secp256k1CFunctions.SECP256K1_CONTEXT_SIGN | Secp256k1CFunctions.SECP256K1_CONTEXT_VERIFY;
      return new Libsecp256k1(Secp256k1CFunctions.secp256k1_context_create(use));
    } catch (LinkageError refused) {
      throw new IOException(
          "the native library, unpacked into "
              + folder
              + ", does not load: "
              + reason(refused)
              + ELSEWHERE,
          refused);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * The public key that signed.
   *
   * @param digest 32 bytes
   * @param numbers r and s, 32 bytes each
   * @param recoveryId 0 or 1
   * @return 65 bytes, the first of them 4; empty if no key could have signed
   */
  Optional<byte[]> publicKey(byte[] digest, byte[] numbers, int recoveryId) {
    try {
      byte[] key =
          Secp256k1CFunctions.secp256k1_ecdsa_recover(context, numbers, digest, recoveryId);
      return Optional.ofNullable(key).filter(found -> found.length == UNCOMPRESSED);
    } catch (Secp256k1Exception nobody) {
      return Optional.empty();
    }
  }

  /** A copy under a name that nobody can foresee, which only this user may read. */
  private static Path unpacked(InputStream content, Path folder) throws IOException {
    try {
      Path file = Files.createTempFile(folder.toAbsolutePath(), "lanista-secp256k1-", ".so");
      try {
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException | RuntimeException | Error failed) {
        Files.deleteIfExists(file);
        throw failed;
      }
    } catch (IOException failed) {
      throw new IOException(
          "the native library cannot be unpacked into " + folder + " (" + failed + ")" + ELSEWHERE,
          failed);
    }
  }

  /** The loader names the file, which is gone, before the reason. */
  private static String reason(LinkageError refused) {
    String text = String.valueOf(refused.getMessage());
    return text.substring(text.indexOf(".so: ") < 0 ? 0 : text.lastIndexOf(".so: ") + 5);
  }
}
