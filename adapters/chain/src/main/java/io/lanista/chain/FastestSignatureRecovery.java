package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Recovers signers with libsecp256k1 where that loads, else with web3j. Which of them is decided
 * once in a process, at the first call of any method. Thread-safe.
 */
public final class FastestSignatureRecovery implements SignatureRecovery {
  /**
   * What was decided.
   *
   * @param whyPlain why it is not the native library; empty if it is
   */
  record Choice(SignatureRecovery recovery, Optional<String> whyPlain) {
    /** Decides for a platform, unpacking into a folder if it has a library. */
    static Choice of(NativePlatform platform, Path folder) {
      try {
        return new Choice(
            new NativeSignatureRecovery(Libsecp256k1.load(platform, folder)), Optional.empty());
      } catch (IOException unusable) {
        return new Choice(new Web3jSignatureRecovery(), Optional.of(unusable.getMessage()));
      }
    }
  }

  /** Native methods are bound for the life of a class loader, so more than once would be waste. */
  private static final class Once {
    static final Choice CHOICE =
        Choice.of(NativePlatform.here(), Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Override
  public Bytes32 digest(SigningDomain domain, MatchResult result) {
    return Once.CHOICE.recovery().digest(domain, result);
  }

  @Override
  public Recovery recover(Bytes32 digest, Signature signature) {
    return Once.CHOICE.recovery().recover(digest, signature);
  }

  /** Why signers are recovered with web3j, in a clause; empty if the native library does it. */
  public Optional<String> whyPlain() {
    return Once.CHOICE.whyPlain();
  }

  /** What recovers signers here, and if it is the slower way, why. */
  @Override
  public String toString() {
    return whyPlain()
        .map(why -> "web3j, a third as fast as the native library: " + why)
        .orElse("libsecp256k1 (native)");
  }
}
