package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.FaultyRpc;
import io.lanista.chain.local.FaultyRpc.Fault;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a real node says to transactions that are sent twice, too cheap, too late or for nothing.
 */
final class SendingTest extends ChainTest {
  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ChainException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void sendingAgainWhatTheNodeHasIsFine() {
    anvil.automine(false);
    SignedTransaction transaction = sign(chain(), signed(result()));
    chain().send(transaction);
    chain().send(transaction);
    anvil.mine(1);
    assertThat(chain().receipt(transaction.hash())).isPresent();
    assertThat(chain().head().nonce()).isOne();
  }

  @Test
  void aNonceThatIsInABlockIsUsed() {
    SignedTransaction transaction = sign(chain(), signed(result()));
    chain().send(transaction);
    mined(chain(), transaction);
    assertKind(Kind.NONCE_USED, () -> chain().send(transaction));
    EncodedCall other = chain().encode(signed(result()));
    Fees fees = chain().fees();
    assertKind(Kind.NONCE_USED, () -> chain().send(chain().sign(other, 0, 500_000, fees)));
  }

  @Test
  void aReplacementMustPayMoreAndRaisedFeesDo() {
    anvil.automine(false);
    EncodedCall call = chain().encode(signed(result()));
    Fees fees = chain().fees();
    SignedTransaction first = chain().sign(call, 0, 500_000, fees);
    chain().send(first);
    assertKind(Kind.UNDERPRICED, () -> chain().send(chain().sign(call, 0, 500_001, fees)));

    SignedTransaction second = chain().sign(call, 0, 500_000, fees.raised());
    chain().send(second);
    anvil.mine(1);

    assertThat(chain().receipt(first.hash())).isEmpty();
    assertThat(chain().receipt(second.hash())).isPresent();
  }

  @Test
  void anEmptyWalletIsOutOfFunds() {
    SignedTransaction transaction = sign(chain(), signed(result()));
    anvil.setBalance(arena.address(), BigInteger.ZERO);
    assertKind(Kind.OUT_OF_FUNDS, () -> chain().send(transaction));
    anvil.setBalance(arena.address(), ETHER);
    chain().send(transaction);
    assertThat(mined(chain(), transaction).succeeded()).isTrue();
  }

  @Test
  void aTransactionForAnotherChainIsRefused() {
    EncodedCall call = chain().encode(signed(result()));
    SignedTransaction elsewhere =
        new TransactionSigner(BigInteger.valueOf(143), wallet(arena))
            .sign(Optional.of(call.to()), call.data(), BigInteger.ZERO, 0, 500_000, chain().fees());
    assertThatThrownBy(() -> chain().send(elsewhere)).isInstanceOf(ChainException.class);
    assertThat(chain().head().nonce()).isZero();
  }

  @Test
  void laterNoncesWaitForEarlierOnes() {
    anvil.automine(false);
    EncodedCall one = chain().encode(signed(result()));
    EncodedCall two = chain().encode(signed(result()));
    Fees fees = chain().fees();
    SignedTransaction first = chain().sign(one, 0, 500_000, fees);
    SignedTransaction second = chain().sign(two, 1, 500_000, fees);
    chain().send(second);
    anvil.mine(1);
    assertThat(chain().receipt(second.hash())).isEmpty();
    chain().send(first);
    anvil.mine(1);
    assertThat(chain().receipt(first.hash())).isPresent();
    assertThat(chain().receipt(second.hash())).isPresent();
    assertThat(chain().head().nonce()).isEqualTo(2);
  }

  @Test
  void anAnswerThatBreaksOffAfterASendThatWentThroughIsFoundByItsHash() {
    try (FaultyRpc proxy = FaultyRpc.before(anvil.url())) {
      Web3jChain chain = chain(new RpcEndpoint(proxy.url(), Duration.ofSeconds(20)));
      SignedTransaction transaction = sign(chain, signed(result()));
      proxy.on("eth_sendRawTransaction", Fault.CUT_ANSWER);
      assertKind(Kind.UNREACHABLE, () -> chain.send(transaction));
      assertThat(mined(chain, transaction).succeeded()).isTrue();
      proxy.clear();
      assertKind(Kind.NONCE_USED, () -> chain.send(transaction));
    }
  }

  @Test
  void anotherHashThanOursIsNoAnswer() {
    try (FaultyRpc proxy = FaultyRpc.before(anvil.url())) {
      Web3jChain chain = chain(new RpcEndpoint(proxy.url(), Duration.ofSeconds(20)));
      SignedTransaction transaction = sign(chain, signed(result()));
      proxy.on("eth_sendRawTransaction", Fault.answer("\"" + someId() + "\""));
      assertKind(Kind.UNREACHABLE, () -> chain.send(transaction));
    }
  }

  @Test
  void theWalletIsTheOneOfTheKey() {
    WalletAddress address = chain().wallet();
    assertThat(address).isEqualTo(arena.address());
    assertThat(chain().toString()).contains(address.toString()).doesNotContain(arena.key());
  }
}
