package io.lanista.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.judges.standin.Fault;
import io.lanista.judges.standin.StandInCodeforces;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeforcesJudgeTest {
  private static final JudgeAccount ALICE = new JudgeAccount("Alice");
  private static final JudgeAccount BOB = new JudgeAccount("bob");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.900Z");

  private StandInCodeforces site;
  private CodeforcesJudge judge;

  @BeforeEach
  void start() throws Exception {
    site = StandInCodeforces.start();
    site.user("Alice", Optional.of(1900));
    site.user("bob", Optional.empty());
    judge = at(site.base(), Duration.ofSeconds(20)).judge();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static Codeforces at(URI base, Duration timeout) {
    return Codeforces.at(base, Duration.ofSeconds(2), timeout, Clock.systemUTC());
  }

  @Test
  void readsASubmissionInWholeSeconds() throws Exception {
    long id = site.submit(List.of("Alice"), 1401, "f", NOON, Optional.of("OK"));

    assertThat(judge.submissions(ALICE, 0))
        .containsExactly(
            new Submission(
                id,
                ALICE,
                new ProblemId("1401F"),
                Instant.parse("2026-03-01T12:00:00Z").toEpochMilli(),
                Verdict.ACCEPTED));
    assertThat(judge.resolution()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "OK,ACCEPTED",
    "TESTING,PENDING",
    "COMPILATION_ERROR,IGNORED",
    "SKIPPED,IGNORED",
    "CRASHED,IGNORED",
    "INPUT_PREPARATION_CRASHED,IGNORED",
    "FAILED,IGNORED",
    "WRONG_ANSWER,WRONG",
    "TIME_LIMIT_EXCEEDED,WRONG",
    "CHALLENGED,WRONG",
    "PARTIAL,WRONG",
    "A_NEW_WAY_TO_FAIL,WRONG"
  })
  void knowsWhatAVerdictMeans(String theirs, Verdict ours) throws Exception {
    site.submit(List.of("alice"), 1, "A", NOON, Optional.of(theirs));

    assertThat(judge.submissions(ALICE, 0)).extracting(Submission::verdict).containsExactly(ours);
  }

  @Test
  void takesASubmissionWithoutAVerdictAsPendingUntilItHasOne() throws Exception {
    long id = site.submit(List.of("alice"), 1, "A", NOON, Optional.empty());
    assertThat(judge.submissions(ALICE, 0).get(0).verdict()).isEqualTo(Verdict.PENDING);

    site.judge(id, "OK");

    assertThat(judge.submissions(ALICE, 0).get(0).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void takesASubmissionOfATeamAsOneOfEveryMember() throws Exception {
    site.submit(List.of("bob", "ALICE"), 1, "A", NOON, Optional.of("OK"));

    assertThat(judge.submissions(ALICE, 0)).extracting(Submission::account).containsExactly(ALICE);
    assertThat(judge.submissions(BOB, 0)).extracting(Submission::account).containsExactly(BOB);
  }

  @Test
  void goesThroughPagesWithTheNewestFirst() throws Exception {
    for (int i = 0; i < judge.pageSize() + 3; i++) {
      site.submit(List.of("alice"), 1, "A", NOON.plusSeconds(i), Optional.of("OK"));
    }

    List<Submission> first = judge.submissions(ALICE, 0);
    List<Submission> second = judge.submissions(ALICE, judge.pageSize());

    assertThat(first).hasSize(judge.pageSize());
    assertThat(second).hasSize(3);
    assertThat(first.get(0).id()).isGreaterThan(first.get(1).id());
    assertThat(second.get(0).id()).isLessThan(first.get(judge.pageSize() - 1).id());
  }

  @Test
  void givesAnAccountThatDoesNotExistNoSubmissionsRatherThanBeingUnavailable() throws Exception {
    assertThat(judge.submissions(new JudgeAccount("nobody"), 0)).isEmpty();
    assertThat(site.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a&count=1", "a b", "ä", "../x", "a#b"})
  void neverAsksAboutAnAccountThatWouldChangeTheRequest(String account) throws Exception {
    assertThat(judge.submissions(new JudgeAccount(account), 0)).isEmpty();
    assertThat(judge.ratings(Set.of(new JudgeAccount(account)))).isEmpty();
    assertThat(site.requests()).isEmpty();
  }

  @Test
  void knowsTheRatingsOfThoseWhoHaveOne() throws Exception {
    assertThat(judge.ratings(Set.of(ALICE, BOB))).isEqualTo(Map.of(ALICE, 1900));
    assertThat(site.requests()).containsExactly("user.info?handles=alice;bob");
  }

  @Test
  void leavesAnUnknownAccountOutOfTheNextRequestForRatings() throws Exception {
    Set<JudgeAccount> asked = Set.of(ALICE, new JudgeAccount("nobody"));

    assertThat(judge.ratings(asked)).isEmpty();
    assertThat(judge.ratings(asked)).isEqualTo(Map.of(ALICE, 1900));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SILENT", "REORDERED", "DUPLICATED"})
  void isUnavailableWithAReasonWhenItAnswersBadlyAndWellAfterwards(Fault fault) throws Exception {
    site.submit(List.of("alice"), 1, "A", NOON, Optional.of("OK"));
    site.fail(fault);

    assertThatThrownBy(() -> judge.submissions(ALICE, 0))
        .isInstanceOf(JudgeUnavailableException.class)
        .message()
        .contains("/api/user.status")
        .doesNotContain("\n")
        .hasSizeBetween(40, 400);
    assertThat(judge.submissions(ALICE, 0)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_MANY,too many requests",
    "OUT_OF_ORDER,out of order (status 503)",
    "WEB_PAGE,a web page instead of data",
    "FAILED,Internal error",
    "CUT_OFF,cut off",
    "ENDLESS,more than 8 MiB",
    "ODD,is the address right?"
  })
  void tellsTheOperatorWhatIsWrong(Fault fault, String reason) {
    site.fail(fault);

    assertThatThrownBy(() -> judge.submissions(ALICE, 0)).hasMessageContaining(reason);
  }

  @Test
  void isUnavailableWhenItDoesNotAnswerInTime() {
    CodeforcesJudge hasty = at(site.base(), Duration.ofMillis(300)).judge();
    site.fail(Fault.SILENT);

    assertThatThrownBy(() -> hasty.submissions(ALICE, 0))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("no whole answer within");
  }

  @Test
  void isUnavailableWhenNobodyIsThere() {
    site.close();

    assertThatThrownBy(() -> judge.submissions(ALICE, 0))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("cannot be asked");
  }

  @Test
  void showsNoSecretOfItsAddress() {
    URI secret = URI.create(site.base().toString().replace("http://", "http://user:secret@"));
    site.fail(Fault.GARBAGE);

    Throwable failure =
        catchThrowable(() -> at(secret, Duration.ofSeconds(5)).judge().submissions(ALICE, 0));

    assertThat(failure).hasMessageContaining("/api/user.status");
    assertThat(failure.getMessage()).doesNotContain("secret").doesNotContain("alice");
  }
}
