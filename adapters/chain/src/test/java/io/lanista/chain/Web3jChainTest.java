package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.Receipt;
import io.lanista.ports.settlement.MatchResult;
import org.junit.jupiter.api.Test;

/** Every question and every transaction, on a real chain. */
final class Web3jChainTest extends ChainTest {
  @Test
  void theHeadIsThatOfTheChainAndTheWallet() {
    ChainHead head = chain().head();
    assertThat(head.chainId()).isEqualTo(anvil.chainId());
    assertThat(head.block()).isEqualTo(anvil.blockNumber());
    assertThat(head.nonce()).isZero();
    assertThat(head.balanceWei()).isEqualTo(ETHER.multiply(java.math.BigInteger.TEN));
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
}
