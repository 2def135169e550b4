package io.lanista.engine.challenge;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.series.HostedBench;
import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Player;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One player who wants to play another. */
class ChallengesTest {
  private final HostedBench arena = new HostedBench();
  private final Player ann = arena.player("Ann");
  private final Player bob = arena.player("Bob");
  private final Player cid = arena.player("Cid");

  private Challenge challenge(Player from, Player to) {
    return arena
        .challenges
        .challenge(
            from.id(),
            to.username(),
            new Challenges.Proposal(
                HostedBench.RATED, Format.BO5, HostedBench.FIGHTER, "{}", Optional.of("Well?")))
        .challenge();
  }

  private Series accept(Player player, Challenge challenge) {
    return arena.challenges.accept(player.id(), challenge.id(), HostedBench.FIGHTER, "{}");
  }

  @Test
  void acceptingMakesAMatchThatStartsAtOnce() {
    Challenge challenge = challenge(ann, bob);
    Series made = accept(bob, challenge);
    assertThat(made.status()).isEqualTo(SeriesStatus.STARTING);
    assertThat(made.format()).isEqualTo(Format.BO5);
    assertThat(arena.started).containsExactly(made.id());
    assertThat(arena.told(bob)).containsExactly("challenge_received", "match_starting");
    assertThat(arena.told(ann)).containsExactly("match_starting", "challenge_answered");
    assertThat(accept(bob, challenge)).isEqualTo(made);
    assertThat(arena.told(ann)).hasSize(2);
  }

  @Test
  void bothLeaveTheQueueTheyWaitIn() {
    Challenge challenge = challenge(ann, bob);
    arena.blocks.block(ann.id(), cid.username());
    arena.join(ann);
    arena.join(arena.training, bob);
    accept(bob, challenge);
    arena.turns();
    assertThat(arena.waits(ann)).isFalse();
    assertThat(arena.training.queue().ofPlayer(bob.id())).isEmpty();
  }

  @Test
  void whoPlaysIsNotPairedEvenIfItsQueueHasNotHeardOfIt() {
    Challenge challenge = challenge(ann, bob);
    arena.join(ann);
    var cidJoins = arena.asks(arena.queue, cid);
    accept(bob, challenge);
    arena.turns();
    assertThat(cidJoins).isCompleted();
    assertThat(arena.live(ann).sideOf(bob.id())).isPresent();
    assertThat(arena.series.live(cid.id())).isEmpty();
    assertThat(arena.waits(cid)).isTrue();
    assertThat(arena.waits(ann)).isFalse();
  }

  @Test
  void whoPlaysAnotherMatchCannotAccept() {
    Challenge challenge = challenge(ann, bob);
    arena.offered(ann, cid);
    refusal(ErrorCode.ALREADY_PLAYING, () -> accept(bob, challenge));
  }

  @Test
  void onlyWhoWasChallengedAnswersAndOnlyOnce() {
    Challenge challenge = challenge(ann, bob);
    refusal(ErrorCode.CHALLENGE_NOT_FOUND, () -> accept(ann, challenge));
    refusal(ErrorCode.CHALLENGE_NOT_FOUND, () -> accept(cid, challenge));
    arena.challenges.decline(bob.id(), challenge.id());
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> accept(bob, challenge));
    assertThat(arena.notices(ann))
        .containsExactly(
            new Notice.ChallengeAnswered(
                challenge.id(), bob.username(), "declined", Optional.empty()));
  }

  @Test
  void whoIsBlockedCannotChallengeNorBeAcceptedAfterIt() {
    Challenge before = challenge(ann, bob);
    arena.blocks.block(bob.id(), ann.username());
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> accept(bob, before));
    arena.challenges.decline(bob.id(), before.id());
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> challenge(ann, bob));
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> challenge(bob, ann));
  }

  @Test
  void aPairHasOneOpenChallenge() {
    Challenge challenge = challenge(ann, bob);
    refusal(ErrorCode.CHALLENGE_CONFLICT, () -> challenge(bob, ann));
    assertThat(arena.challenges.incoming(bob.id()))
        .extracting(view -> view.challenge().id())
        .containsExactly(challenge.id());
    arena.challenges.decline(bob.id(), challenge.id());
    challenge(bob, ann);
  }

  @Test
  void whoDeclinedIsNotChallengedAgainByTheSamePlayerForAMinute() {
    arena.challenges.decline(bob.id(), challenge(ann, bob).id());
    arena.clock.advance(Duration.ofSeconds(59));
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> challenge(ann, bob));
    arena.clock.advance(Duration.ofSeconds(1));
    challenge(ann, bob);
  }

  @Test
  void aPlayerHasTwentyOpenChallengesAtMost() {
    Challenge first = challenge(ann, bob);
    for (int i = 1; i < ChallengeLimits.MOST_OPEN; i++) {
      challenge(ann, arena.player("Other" + i));
    }
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> challenge(ann, cid));
    challenge(bob, cid);
    arena.challenges.decline(bob.id(), first.id());
    challenge(ann, cid);
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> challenge(ann, arena.player("Last")));
    arena.clock.advance(Challenges.OPEN_FOR);
    challenge(ann, arena.player("Later"));
  }

  @Test
  void itExpiresAfterTenMinutes() {
    Challenge challenge = challenge(ann, bob);
    arena.pass(Duration.ofSeconds(599));
    assertThat(arena.challenges.incoming(bob.id())).hasSize(1);
    arena.clock.advance(Duration.ofSeconds(1));
    refusal(ErrorCode.CHALLENGE_REFUSED, () -> accept(bob, challenge));
    arena.handleDue();
    assertThat(arena.challenges.incoming(bob.id())).isEmpty();
    assertThat(arena.challenges.find(ann.id(), challenge.id()).challenge().status())
        .isEqualTo(ChallengeStatus.EXPIRED);
    assertThat(arena.told(ann)).containsExactly("challenge_answered");
  }
}
