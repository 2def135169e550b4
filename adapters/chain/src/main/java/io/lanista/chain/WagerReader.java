package io.lanista.chain;

import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads what the Wager contract answers about a wager. Pure. */
final class WagerReader {
  /** The address that stands for none. */
  static final WalletAddress NOBODY = WalletAddress.of(new byte[20]);

  private WagerReader() {}

  /**
   * The wager in an answer to {@code getWager}.
   *
   * @return outer empty if it is no such answer; inner empty if the contract has no such wager
   */
  static Optional<Optional<ChainWager>> read(AbiWords answer) {
    try {
      AbiWords struct = answer.tuple(0).orElseThrow();
      WalletAddress proposer = struct.address(0).orElseThrow();
      if (proposer.equals(NOBODY)) {
        return Optional.of(Optional.empty());
      }
      long acceptedAt = struct.large(5).orElseThrow();
      return Optional.of(
          Optional.of(
              new ChainWager(
                  proposer,
                  struct.address(1).filter(opponent -> !opponent.equals(NOBODY)),
                  struct.text(2).orElseThrow(),
                  struct.number(3).orElseThrow(),
                  ChainWager.Status.values()[struct.small(4).orElseThrow()],
                  acceptedAt == 0
                      ? Optional.empty()
                      : Optional.of(Instant.ofEpochSecond(acceptedAt)),
                  struct.bytes32(6).filter(match -> !match.equals(Bytes32.ZERO)))));
    } catch (NoSuchElementException | IndexOutOfBoundsException | DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
