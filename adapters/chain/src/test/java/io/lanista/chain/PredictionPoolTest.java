package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.LocalAccount;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pools as the engine opens, resolves and cancels them, and what spectators get. */
final class PredictionPoolTest extends ChainTest {
  private static BigInteger pool(Bytes32 match) {
    return send(chain(), new ChainCall.CreatePool(match, winner.address(), loser.address()))
        .poolId()
        .orElseThrow();
  }

  @Test
  void theReceiptNamesThePoolThatWasMade() {
    BigInteger first = pool(someId());
    BigInteger second = pool(someId());
    assertThat(second).isEqualTo(first.add(BigInteger.ONE));
    assertThat(chain().isPoolOpen(first)).isTrue();
    assertThat(chain().isPoolOpen(second.add(BigInteger.ONE))).isFalse();
  }

  @Test
  void aResolvedPoolPaysWhoBetOnTheWinner() {
    MatchResult result = result();
    BigInteger id = pool(result.matchId());
    LocalAccount right = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    LocalAccount wrong = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    contracts.bet(right, id, true, ETHER);
    contracts.bet(wrong, id, false, ETHER);
    assertThatThrownBy(() -> send(chain(), new ChainCall.ResolvePool(id)))
        .hasMessageContaining("MatchNotRecorded");
    send(chain(), signed(result));
    assertThatThrownBy(() -> contracts.bet(wrong, id, true, ETHER))
        .isInstanceOf(RuntimeException.class);

    send(chain(), new ChainCall.ResolvePool(id));

    assertThat(chain().isPoolOpen(id)).isFalse();
    contracts.claim(right, id);
    // Its own, and the other's less the fee of a twentieth; gas is far below a hundredth.
    BigInteger cent = ETHER.divide(BigInteger.valueOf(100));
    assertThat(anvil.balance(right.address()))
        .isBetween(
            cent.multiply(BigInteger.valueOf(1_094)), cent.multiply(BigInteger.valueOf(1_095)));
    assertThatThrownBy(() -> contracts.claim(right, id)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> contracts.claim(wrong, id)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> send(chain(), new ChainCall.ResolvePool(id)))
        .hasMessageContaining("PoolNotOpen");
  }

  @Test
  void aCancelledPoolGivesBetsBack() {
    BigInteger id = pool(someId());
    LocalAccount bettor = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TWO));
    contracts.bet(bettor, id, true, ETHER);

    send(chain(), new ChainCall.CancelPool(id));

    assertThat(chain().isPoolOpen(id)).isFalse();
    contracts.claimRefund(bettor, id);
    assertThat(anvil.balance(bettor.address()))
        .isGreaterThan(ETHER.multiply(BigInteger.valueOf(19)).divide(BigInteger.TEN));
    assertThatThrownBy(() -> contracts.claimRefund(bettor, id))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void onlyTheArenaOpensAndCancelsPools() {
    Web3jChain other =
        new Web3jChain(
            anvil.endpoint(),
            contracts.domain(),
            contracts.addresses(),
            wallet(winner),
            Optional.empty());
    ChainCall open = new ChainCall.CreatePool(someId(), winner.address(), loser.address());
    assertThatThrownBy(() -> send(other, open)).hasMessageContaining("NotArena");
    BigInteger id = pool(someId());
    assertThatThrownBy(() -> send(other, new ChainCall.CancelPool(id)))
        .hasMessageContaining("NotArena");
  }

  @Test
  void aPoolWhoseWinnerNobodyBetOnIsCancelled() {
    MatchResult result = result();
    BigInteger id = pool(result.matchId());
    LocalAccount wrong = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TWO));
    contracts.bet(wrong, id, false, ETHER);
    send(chain(), signed(result));
    send(chain(), new ChainCall.ResolvePool(id));
    contracts.claimRefund(wrong, id);
    assertThat(chain().isPoolOpen(id)).isFalse();
  }
}
