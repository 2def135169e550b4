package io.lanista.engine.wager;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.chain.FakeChain;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WagerCheckTest {
  private static final BigInteger ID = BigInteger.TWO;
  private static final BigInteger AMOUNT = BigInteger.TEN;

  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();
  private volatile boolean away;
  private final FakeChain chain =
      new FakeChain(
          arena.clock,
          new FakeChain.Trouble() {
            @Override
            public void before(String call) {
              if (away) {
                throw new ChainException(ChainException.Kind.UNREACHABLE, "no answer");
              }
            }
          });
  private final WagerCheck check = new WagerCheck(Optional.of(chain));
  private final Wagers wagers =
      new Wagers(
          arena.storage,
          new WagerSettings(Duration.ofSeconds(15), Duration.ofSeconds(30)),
          check,
          arena.clock);

  @AfterEach
  void stop() {
    check.close();
    arena.close();
  }

  private void onChain(int proposer, int opponent, long amount, ChainWager.Status status) {
    chain.wager(
        ID,
        new ChainWager(
            Arena.wallet(proposer),
            opponent == 0 ? Optional.empty() : Optional.of(Arena.wallet(opponent)),
            "fake",
            BigInteger.valueOf(amount),
            status,
            Optional.empty(),
            Optional.empty()));
  }

  private void propose() {
    wagers.propose(paired.match(), paired.p1(), AMOUNT, ID);
  }

  private void refused() {
    refusal(ErrorCode.WAGER_REFUSED, this::propose);
    assertThat(wagers.of(paired.match())).isEmpty();
  }

  @Test
  void proposalHasToBeOnTheContract() {
    refused();
    onChain(3, 2, 10, ChainWager.Status.OPEN);
    refused();
    onChain(1, 3, 10, ChainWager.Status.OPEN);
    refused();
    onChain(1, 2, 11, ChainWager.Status.OPEN);
    refused();
    onChain(1, 2, 10, ChainWager.Status.ACCEPTED);
    refused();

    onChain(1, 0, 10, ChainWager.Status.OPEN);
    propose();

    assertThat(wagers.of(paired.match())).isPresent();
  }

  @Test
  void acceptanceHasToBeOnTheContract() {
    onChain(1, 2, 10, ChainWager.Status.OPEN);
    propose();

    refusal(ErrorCode.WAGER_REFUSED, () -> wagers.accept(paired.match(), paired.p2()));
    onChain(1, 3, 10, ChainWager.Status.ACCEPTED);
    refusal(ErrorCode.WAGER_REFUSED, () -> wagers.accept(paired.match(), paired.p2()));
    onChain(1, 2, 10, ChainWager.Status.ACCEPTED);

    assertThat(wagers.accept(paired.match(), paired.p2()).status()).isEqualTo(WagerStatus.ACCEPTED);
    propose();
  }

  @Test
  void chainThatDoesNotAnswerRefusesForNowAndDecliningNeedsNone() {
    onChain(1, 2, 10, ChainWager.Status.OPEN);
    away = true;
    refusal(ErrorCode.CHAIN_UNAVAILABLE, this::propose);
    assertThat(wagers.of(paired.match())).isEmpty();

    away = false;
    propose();
    away = true;

    refusal(ErrorCode.CHAIN_UNAVAILABLE, () -> wagers.accept(paired.match(), paired.p2()));
    assertThat(wagers.decline(paired.match(), paired.p2()).status())
        .isEqualTo(WagerStatus.DECLINED);
  }
}
