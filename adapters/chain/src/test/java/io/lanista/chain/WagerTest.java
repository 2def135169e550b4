package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.LocalAccount;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.settlement.MatchResult;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Wagers from proposal to payment, as players and the engine see them. */
final class WagerTest extends ChainTest {
  private static final BigInteger HALF = ETHER.shiftRight(1);

  private BigInteger proposed() {
    return contracts.proposeWager(winner, Optional.of(loser.address()), "melee", HALF);
  }

  private BigInteger accepted() {
    BigInteger id = proposed();
    contracts.acceptWager(loser, id, HALF);
    return id;
  }

  private static ChainWager wager(BigInteger id) {
    return chain().wager(id).orElseThrow();
  }

  @Test
  void aProposedWagerReadsAsItWasProposed() {
    BigInteger id = proposed();
    assertThat(wager(id))
        .isEqualTo(
            new ChainWager(
                winner.address(),
                Optional.of(loser.address()),
                "melee",
                HALF,
                ChainWager.Status.OPEN,
                Optional.empty(),
                Optional.empty()));
    assertThat(chain().wager(id.add(BigInteger.ONE))).isEmpty();
  }

  @Test
  void aWagerForAnyoneGetsItsOpponentWithTheAcceptance() {
    BigInteger id = contracts.proposeWager(winner, Optional.empty(), "melee", HALF);
    assertThat(wager(id).opponent()).isEmpty();
    contracts.acceptWager(loser, id, HALF);
    assertThat(wager(id).opponent()).contains(loser.address());
    assertThat(wager(id).status()).isEqualTo(ChainWager.Status.ACCEPTED);
    assertThat(wager(id).acceptedAt()).isPresent();
  }

  @Test
  void theWinnerGetsBothStakesOnce() {
    BigInteger id = accepted();
    MatchResult result = result();
    send(chain(), signed(result));
    BigInteger before = anvil.balance(winner.address());

    contracts.settleWager(arena, id, result.matchId());

    assertThat(anvil.balance(winner.address()).subtract(before)).isEqualTo(ETHER);
    assertThat(wager(id).status()).isEqualTo(ChainWager.Status.SETTLED);
    assertThat(wager(id).match()).contains(result.matchId());
    assertThatThrownBy(() -> contracts.settleWager(arena, id, result.matchId()))
        .isInstanceOf(RuntimeException.class);
    assertThat(anvil.balance(contracts.addresses().get(ChainContract.WAGER))).isZero();
  }

  @Test
  void aMatchFromBeforeTheAcceptanceOrOfOthersSettlesNothing() {
    MatchResult early = result();
    send(chain(), signed(early));
    anvil.forward(Duration.ofMinutes(1));
    BigInteger id = accepted();
    assertThatThrownBy(() -> contracts.settleWager(winner, id, early.matchId()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> contracts.settleWager(winner, id, someId()))
        .isInstanceOf(RuntimeException.class);
    assertThat(wager(id).status()).isEqualTo(ChainWager.Status.ACCEPTED);
  }

  @Test
  void aMatchSettlesOneWager() {
    BigInteger first = accepted();
    BigInteger second = accepted();
    MatchResult result = result();
    send(chain(), signed(result));
    contracts.settleWager(winner, first, result.matchId());
    assertThatThrownBy(() -> contracts.settleWager(winner, second, result.matchId()))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void onlyItsProposerTakesAnOpenWagerBack() {
    BigInteger id = proposed();
    assertThatThrownBy(() -> contracts.cancelWager(loser, id)).isInstanceOf(RuntimeException.class);
    contracts.cancelWager(winner, id);
    assertThat(wager(id).status()).isEqualTo(ChainWager.Status.CANCELLED);
    assertThat(anvil.balance(contracts.addresses().get(ChainContract.WAGER))).isZero();
    assertThatThrownBy(() -> contracts.acceptWager(loser, id, HALF))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void onlyTheOneAskedAcceptsAndWithTheSameStake() {
    BigInteger id = proposed();
    assertThatThrownBy(() -> contracts.acceptWager(arena, id, HALF))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> contracts.acceptWager(loser, id, ETHER))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> contracts.acceptWager(winner, id, HALF))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void anHourAfterTheAcceptanceAnyoneVoidsIt() {
    BigInteger id = accepted();
    ChainCall void_ = new ChainCall.ClaimTimeout(id);
    anvil.forward(Duration.ofMinutes(59));
    assertThatThrownBy(() -> send(chain(), void_)).hasMessageContaining("TooEarly");
    BigInteger winnerHad = anvil.balance(winner.address());
    BigInteger loserHad = anvil.balance(loser.address());

    anvil.forward(Duration.ofMinutes(2));
    send(chain(), void_);

    assertThat(wager(id).status()).isEqualTo(ChainWager.Status.VOIDED);
    assertThat(anvil.balance(winner.address()).subtract(winnerHad)).isEqualTo(HALF);
    assertThat(anvil.balance(loser.address()).subtract(loserHad)).isEqualTo(HALF);
    assertThatThrownBy(() -> send(chain(), void_)).hasMessageContaining("WagerNotAccepted");
  }

  @Test
  void anAccountThatRefusesItsMoneyDoesNotKeepTheOthers() {
    // A contract without a way to take money, put where the proposer is.
    LocalAccount rude = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TWO));
    BigInteger id = contracts.proposeWager(rude, Optional.of(loser.address()), "melee", HALF);
    contracts.acceptWager(loser, id, HALF);
    anvil.call("anvil_setCode", rude.address().toString(), "0x60006000fd");
    BigInteger before = anvil.balance(loser.address());

    anvil.forward(Duration.ofHours(1));
    send(chain(), new ChainCall.ClaimTimeout(id));

    assertThat(anvil.balance(loser.address()).subtract(before)).isEqualTo(HALF);
    assertThat(anvil.balance(contracts.addresses().get(ChainContract.WAGER))).isEqualTo(HALF);
  }
}
