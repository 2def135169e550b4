package io.lanista.engine.wager;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WagersTest {
  private static final BigInteger MOST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  private Wager propose(Side side, BigInteger amount) {
    return arena.wagers.propose(
        paired.match(), paired.ticket(side), amount, BigInteger.valueOf(12));
  }

  private WagerStatus status() {
    return arena.wagers.of(paired.match()).orElseThrow().status();
  }

  @Test
  void matchWithoutAProposalHasNoWager() {
    assertThat(arena.wagers.of(paired.match())).isEmpty();
    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p1()));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.wagers.of(new MatchId(UUID.randomUUID())));
  }

  @Test
  void otherSideAcceptsTheLargestAmount() {
    propose(Side.P1, MOST);

    Wager accepted = arena.wagers.accept(paired.match(), paired.p2());

    assertThat(accepted.status()).isEqualTo(WagerStatus.ACCEPTED);
    assertThat(accepted.amountWei()).isEqualTo(MOST);
    assertThat(accepted.proposer()).isEqualTo(Side.P1);
    assertThat(arena.wagers.of(paired.match())).contains(accepted);
    assertThat(arena.events(DomainEvent.WagerChanged.class)).hasSize(2);
  }

  @Test
  void otherSideDeclinesAndThatIsFinal() {
    propose(Side.P2, BigInteger.ONE);
    arena.wagers.decline(paired.match(), paired.p1());

    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p1()));
    refusal(ErrorCode.WAGER_REFUSED, () -> propose(Side.P1, BigInteger.TEN));
    assertThat(status()).isEqualTo(WagerStatus.DECLINED);
  }

  @Test
  void nobodyAnswersItsOwnProposal() {
    propose(Side.P1, BigInteger.ONE);

    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p1()));
    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.decline(paired.match(), paired.p1()));
    assertThat(status()).isEqualTo(WagerStatus.PROPOSED);
  }

  @Test
  void repeatedCommandsChangeNothing() {
    Wager first = propose(Side.P1, BigInteger.ONE);
    arena.clock.advance(Duration.ofSeconds(1));
    assertThat(propose(Side.P1, BigInteger.ONE)).isEqualTo(first);
    Wager accepted = arena.wagers.accept(paired.match(), paired.p2());

    assertThat(arena.wagers.accept(paired.match(), paired.p2())).isEqualTo(accepted);
    assertThat(propose(Side.P1, BigInteger.ONE)).isEqualTo(accepted);

    assertThat(arena.events(DomainEvent.WagerChanged.class)).hasSize(2);
  }

  @Test
  void secondProposalIsRefused() {
    propose(Side.P1, BigInteger.ONE);

    refusal(ErrorCode.WAGER_REFUSED, () -> propose(Side.P1, BigInteger.TWO));
    refusal(ErrorCode.WAGER_REFUSED, () -> propose(Side.P2, BigInteger.ONE));
  }

  @Test
  void numbersOutOfRangeAreTheCallersFault() {
    refusal(ErrorCode.INVALID_REQUEST, () -> propose(Side.P1, BigInteger.ZERO));
    refusal(ErrorCode.INVALID_REQUEST, () -> propose(Side.P1, BigInteger.ONE.negate()));
    refusal(ErrorCode.INVALID_REQUEST, () -> propose(Side.P1, MOST.add(BigInteger.ONE)));
    refusal(
        ErrorCode.INVALID_REQUEST,
        () ->
            arena.wagers.propose(
                paired.match(), paired.p1(), BigInteger.ONE, BigInteger.ONE.negate()));
    assertThat(arena.wagers.of(paired.match())).isEmpty();
  }

  @Test
  void proposalAfterItsWindowIsRefused() {
    arena.clock.advance(Duration.ofSeconds(15));
    propose(Side.P1, BigInteger.ONE);

    Paired late = arena.pair("C#3", 3, "D#4", 4);
    arena.clock.advance(Duration.ofMillis(15_001));
    refusal(
        ErrorCode.WAGER_REFUSED,
        () -> arena.wagers.propose(late.match(), late.p1(), BigInteger.ONE, BigInteger.ONE));
  }

  @Test
  void answerAfterItsWindowIsRefusedAndTheProposalExpires() {
    propose(Side.P1, BigInteger.ONE);
    arena.clock.advance(Duration.ofMillis(45_001));

    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p2()));
    arena.deadlines.step(arena.clock.instant());

    assertThat(status()).isEqualTo(WagerStatus.EXPIRED);
    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p2()));
  }

  @Test
  void proposalIsOpenUntilItsDeadline() {
    propose(Side.P1, BigInteger.ONE);

    arena.pass(Duration.ofSeconds(44));

    assertThat(status()).isEqualTo(WagerStatus.PROPOSED);
    arena.wagers.accept(paired.match(), paired.p2());
    arena.pass(Duration.ofSeconds(10));
    assertThat(status()).isEqualTo(WagerStatus.ACCEPTED);
  }

  @Test
  void nothingIsProposedOrAcceptedAfterTheMatch() {
    propose(Side.P1, BigInteger.ONE);
    arena.completed(paired);

    refusal(ErrorCode.WAGER_REFUSED, () -> arena.wagers.accept(paired.match(), paired.p2()));
    Paired other = arena.pair("C#3", 3, "D#4", 4);
    arena.completed(other);
    refusal(
        ErrorCode.WAGER_REFUSED,
        () -> arena.wagers.propose(other.match(), other.p1(), BigInteger.ONE, BigInteger.ONE));
  }

  @Test
  void strangersMayNotWager() {
    Paired others = arena.pair("C#3", 3, "D#4", 4);

    refusal(
        ErrorCode.NOT_YOUR_MATCH,
        () -> arena.wagers.propose(paired.match(), others.p1(), BigInteger.ONE, BigInteger.ONE));
    propose(Side.P1, BigInteger.ONE);
    refusal(ErrorCode.NOT_YOUR_MATCH, () -> arena.wagers.accept(paired.match(), others.p2()));
  }
}
