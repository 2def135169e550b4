package io.lanista.distribution.demo;

import io.lanista.chain.ResultSigner;
import io.lanista.client.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** A sample agent's wallet: a random key in the demo's own folder, worth nothing. */
final class DemoWallet implements Signer {
  private final ResultSigner signer;

  private DemoWallet(ResultSigner signer) {
    this.signer = signer;
  }

  /** The wallet kept in a file, made if it is not there. */
  static DemoWallet in(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, "0x" + HexFormat.of().formatHex(key));
    }
    return new DemoWallet(ResultSigner.of(Files.readString(file).strip()));
  }

  @Override
  public String address() {
    return signer.address().toString();
  }

  @Override
  public String sign(Map<String, Object> typedData) {
    return signer.sign(typedData).toString();
  }
}
