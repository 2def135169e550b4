package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.RealAnvil;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Receipt;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A real chain for the tests that extend this, with the project's contracts, an engine and two
 * players. Each test finds it as it was at first.
 */
abstract class ChainTest {
  static final BigInteger ETHER = BigInteger.TEN.pow(18);

  static Anvil anvil;
  static LocalContracts contracts;
  static LocalAccount arena;
  static LocalAccount winner;
  static LocalAccount loser;
  private String snapshot;

  @BeforeAll
  static void startChain() {
    anvil = RealAnvil.start();
    arena = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    winner = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    loser = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    contracts = LocalContracts.deploy(anvil, RealAnvil.contracts(), arena.address());
  }

  @AfterAll
  static void stopChain() {
    if (anvil != null) {
      anvil.close();
    }
  }

  @BeforeEach
  void remember() {
    snapshot = anvil.snapshot();
  }

  @AfterEach
  void goBack() {
    anvil.automine(true);
    anvil.revert(snapshot);
    // Which a snapshot does not hold.
    anvil.setNextBaseFee(BigInteger.TEN.pow(9));
  }

  /** The engine's chain behind an address. */
  static Web3jChain chain(RpcEndpoint endpoint) {
    return new Web3jChain(
        endpoint, contracts.domain(), contracts.addresses(), wallet(arena), Optional.empty());
  }

  static Web3jChain chain() {
    return chain(anvil.endpoint());
  }

  static Wallet wallet(LocalAccount account) {
    return Wallet.of(HexFormat.of().parseHex(account.key()));
  }

  static Bytes32 someId() {
    byte[] id = new byte[32];
    ThreadLocalRandom.current().nextBytes(id);
    return Bytes32.of(id);
  }

  /** A result of a new match of the two players. */
  static MatchResult result() {
    return new MatchResult(
        someId(), winner.address(), loser.address(), "melee", 3, 1, someId(), 1_790_000_000L);
  }

  static ChainCall.RecordMatch signed(MatchResult result) {
    return new ChainCall.RecordMatch(
        result,
        ResultSigner.of(winner.key()).sign(contracts.domain(), result),
        ResultSigner.of(loser.key()).sign(contracts.domain(), result));
  }

  /** Signs with the next nonce and usual fees. */
  static SignedTransaction sign(Web3jChain chain, ChainCall call) {
    EncodedCall encoded = chain.encode(call);
    return chain.sign(encoded, chain.head().nonce(), chain.gas(encoded), chain.fees());
  }

  /** Does it all, and finds it in a block. */
  static Receipt send(Web3jChain chain, ChainCall call) {
    SignedTransaction transaction = sign(chain, call);
    chain.send(transaction);
    Receipt receipt = mined(chain, transaction);
    assertThat(receipt.succeeded()).isTrue();
    return receipt;
  }

  /** Waits for the block that anvil makes for a transaction by itself. */
  static Receipt mined(Web3jChain chain, SignedTransaction transaction) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Optional<Receipt> receipt = chain.receipt(transaction.hash());
    while (receipt.isEmpty() && System.nanoTime() < end) {
      receipt = chain.receipt(transaction.hash());
    }
    return receipt.orElseThrow();
  }
}
