package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.LocalAccount;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.Receipt;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every question, and results from signing to reorganisation, on a real chain. */
final class Web3jChainTest extends ChainTest {
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  @Test
  void theHeadIsThatOfTheChainAndTheWallet() {
    ChainHead head = chain().head();
    assertThat(head.chainId()).isEqualTo(anvil.chainId());
    assertThat(head.block()).isEqualTo(anvil.blockNumber());
    assertThat(head.nonce()).isZero();
    assertThat(head.balanceWei()).isEqualTo(ETHER.multiply(BigInteger.TEN));
    send(chain(), signed(result()));
    assertThat(chain().head().nonce()).isOne();
  }

  @Test
  void aNodeOfAnotherChainIsNotTheHead() {
    SigningDomain elsewhere =
        new SigningDomain(
            "NoJohns", "1", BigInteger.valueOf(143), contracts.domain().verifyingContract());
    Web3jChain chain =
        new Web3jChain(
            anvil.endpoint(), elsewhere, contracts.addresses(), wallet(arena), Optional.empty());
    assertThatThrownBy(chain::head)
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CHAIN))
        .hasMessageContaining("serves chain 31337")
        .hasMessageContaining("chain 143");
    assertThatThrownBy(() -> new MatchProofReader(anvil.endpoint(), elsewhere).checkChain())
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CHAIN));
  }

  @Test
  void aResultIsRecordedAndReadBack() {
    MatchResult result = result();
    assertThat(chain().recorded(result.matchId())).isFalse();
    assertThat(contracts.results().find(result.matchId())).isEmpty();

    Receipt receipt = send(chain(), signed(result));

    assertThat(receipt.block()).isEqualTo(anvil.blockNumber());
    assertThat(receipt.poolId()).isEmpty();
    assertThat(chain().recorded(result.matchId())).isTrue();
    assertThat(contracts.results().find(result.matchId())).contains(result);
  }

  @Test
  void theContractComputesTheDigestThatWeDo() {
    Web3jSignatureRecovery ours = new Web3jSignatureRecovery();
    for (String game : new String[] {"melee", "", "a game with a longer name, and ünïcödé in it"}) {
      MatchResult result =
          new MatchResult(
              someId(), winner.address(), loser.address(), game, 255, 0, someId(), Long.MAX_VALUE);
      assertThat(contracts.results().digest(result))
          .isEqualTo(ours.digest(contracts.domain(), result));
    }
  }

  @Test
  void aSignatureWithVOfZeroOrOneIsRecordedToo() {
    ChainCall.RecordMatch call = signed(result());
    byte[] bytes = call.first().bytes();
    bytes[64] -= 27;
    send(chain(), new ChainCall.RecordMatch(call.result(), Signature.of(bytes), call.second()));
    assertThat(chain().recorded(call.result().matchId())).isTrue();
  }

  @Test
  void theSameArgumentsSignTheSameTransaction() {
    EncodedCall call = chain().encode(signed(result()));
    Fees fees = new Fees(GWEI, GWEI.multiply(BigInteger.TEN));
    SignedTransaction first = chain().sign(call, 7, 300_000, fees);
    assertThat(chain().sign(call, 7, 300_000, fees)).isEqualTo(first);
    assertThat(chain().sign(call, 8, 300_000, fees).hash()).isNotEqualTo(first.hash());
    assertThat(first.raw()).startsWith("0x02");
  }

  @Test
  void aReceiptIsThereOnlyWhileTheTransactionIsInABlock() {
    anvil.automine(false);
    SignedTransaction transaction = sign(chain(), signed(result()));
    assertThat(chain().receipt(transaction.hash())).isEmpty();
    chain().send(transaction);
    assertThat(chain().receipt(transaction.hash())).isEmpty();
    anvil.mine(1);
    assertThat(chain().receipt(transaction.hash())).isPresent();
    assertThat(chain().receipt(someId())).isEmpty();
  }

  @Test
  void aReorganisationTakesTheReceiptAwayAndTheSameBytesGoOutAgain() {
    ChainCall.RecordMatch call = signed(result());
    SignedTransaction transaction = sign(chain(), call);
    chain().send(transaction);
    Receipt before = mined(chain(), transaction);
    anvil.mine(3);

    anvil.reorg(4);

    assertThat(chain().receipt(transaction.hash())).isEmpty();
    assertThat(chain().recorded(call.result().matchId())).isFalse();
    assertThat(chain().head().nonce()).isZero();
    chain().send(transaction);
    Receipt after = mined(chain(), transaction);
    assertThat(after.blockHash()).isNotEqualTo(before.blockHash());
    assertThat(chain().recorded(call.result().matchId())).isTrue();
  }

  @Test
  void aTransactionThatRevertsInItsBlockHasAReceiptThatSaysSo() {
    ChainCall.RecordMatch call = signed(result());
    SignedTransaction first = sign(chain(), call);
    anvil.automine(false);
    Web3jChain other =
        new Web3jChain(
            anvil.endpoint(),
            contracts.domain(),
            contracts.addresses(),
            wallet(winner),
            Optional.empty());
    SignedTransaction second = sign(other, call);
    chain().send(first);
    other.send(second);
    anvil.mine(1);
    assertThat(
            List.of(
                chain().receipt(first.hash()).orElseThrow().succeeded(),
                other.receipt(second.hash()).orElseThrow().succeeded()))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void feesFollowTheBaseFeeUpToTheMaximum() {
    anvil.setNextBaseFee(GWEI.multiply(BigInteger.valueOf(40)));
    anvil.mine(1);
    Fees free = chain().fees();
    assertThat(free.max()).isEqualTo(GWEI.multiply(BigInteger.valueOf(80)).add(free.tip()));

    BigInteger most = GWEI.multiply(BigInteger.valueOf(50));
    Web3jChain careful =
        new Web3jChain(
            anvil.endpoint(),
            contracts.domain(),
            contracts.addresses(),
            wallet(arena),
            Optional.of(most));
    assertThat(careful.fees().max()).isEqualTo(most);
    assertThat(careful.fees().tip()).isLessThanOrEqualTo(most);
  }

  @Test
  void agentIdsHaveOwnersOrNone() {
    BigInteger id = contracts.registerAgent(winner);
    assertThat(chain().ownerOf(id)).contains(winner.address());
    contracts.transferAgent(winner, loser.address(), id);
    assertThat(chain().ownerOf(id)).contains(loser.address());
    assertThat(chain().ownerOf(id.add(BigInteger.ONE))).isEmpty();
  }

  @Test
  void onlyWhatIsConfiguredIsUsed() {
    Web3jChain bare =
        new Web3jChain(
            anvil.endpoint(),
            contracts.domain(),
            new ChainContracts(
                Map.of(ChainContract.MATCH_PROOF, contracts.domain().verifyingContract())),
            wallet(arena),
            Optional.empty());
    assertThat(bare.has(ChainContract.MATCH_PROOF)).isTrue();
    assertThat(bare.has(ChainContract.WAGER)).isFalse();
    assertThatThrownBy(() -> bare.encode(new ChainCall.ResolvePool(BigInteger.ONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PREDICTION_POOL");
    assertThat(chain().has(ChainContract.WAGER)).isTrue();
    assertThat(bare.wallet()).isEqualTo(arena.address());
  }

  @Test
  void anAddressWithoutAContractIsNoAnswer() {
    WalletAddress nothing = LocalAccount.funded(anvil, BigInteger.ZERO).address();
    SigningDomain domain = new SigningDomain("NoJohns", "1", anvil.chainId(), nothing);
    assertThatThrownBy(() -> new MatchProofReader(anvil.endpoint(), domain).recorded(someId()))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining(nothing.toString())
        .hasMessageContaining("check that address");
  }

  @Test
  void theChainIsOnlyForResultsThatItsOwnContractTakes() {
    SigningDomain elsewhere = new SigningDomain("NoJohns", "1", anvil.chainId(), winner.address());
    assertThatThrownBy(
            () ->
                new Web3jChain(
                    anvil.endpoint(),
                    elsewhere,
                    contracts.addresses(),
                    wallet(arena),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(winner.address().toString());
  }
}
