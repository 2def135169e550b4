package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Reconciliation.Kind;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReconciliationTest {
  /** Reports as {@code WORD own opponent}, a dash for a number not given. */
  @ParameterizedTest
  @CsvSource({
    // The table of the specification.
    "COMPLETED 3 1, COMPLETED 1 3, p1 3-1",
    "COMPLETED 4 0, COMPLETED 0 4, p1 4-0",
    "COMPLETED 3 1, COMPLETED 1 -, p1 3-1",
    "WON - -, LOST - -, p1 1-0",
    "COMPLETED 3 1, DISCONNECT - -, p1 3-1 forfeit",
    "COMPLETED 3 1, ERROR - -, p1 3-1 forfeit",
    "COMPLETED 1 3, DISCONNECT - -, p1 1-3 forfeit",
    "COMPLETED 2 2, ERROR - -, p1 2-2 forfeit",
    "COMPLETED - -, DISCONNECT - -, p1 1-0 forfeit",
    "COMPLETED 3 -, DISCONNECT - -, p1 1-0 forfeit",
    "COMPLETED - 2, ERROR - -, p1 1-0 forfeit",
    "WON - -, DISCONNECT - -, p1 1-0 forfeit",
    "WON - -, ERROR 0 4, p1 1-0 forfeit",
    "WON 2 0, DISCONNECT 0 2, p1 2-0 forfeit",
    "DISCONNECT - -, DISCONNECT - -, void",
    "DISCONNECT - -, ERROR - -, void",
    "ERROR 4 0, ERROR 4 0, void",
    "WON - -, WON - -, disputed",
    "COMPLETED 3 1, COMPLETED 3 1, disputed",
    "COMPLETED 3 1, WON - -, disputed",
    "COMPLETED 2 2, COMPLETED 2 2, disputed",
    "COMPLETED 3 1, COMPLETED 1 2, disputed",
    "COMPLETED 3 1, COMPLETED 0 3, disputed",
    "COMPLETED 3 1, COMPLETED 2 -, disputed",
    // Words with numbers mean what COMPLETED with them means.
    "WON 3 1, LOST 1 3, p1 3-1",
    "WON 3 1, COMPLETED 1 3, p1 3-1",
    "COMPLETED 3 1, LOST 1 3, p1 3-1",
    "WON 3 1, COMPLETED 1 -, p1 3-1",
    "WON 3 1, LOST - -, p1 3-1",
    "COMPLETED 3 1, LOST - -, p1 3-1",
    "WON - -, COMPLETED 1 3, p1 3-1",
    "WON - -, LOST 1 3, p1 3-1",
    "WON 3 -, LOST 2 -, p1 3-2",
    "WON 3 -, LOST - -, p1 1-0",
    "WON 3 1, LOST 2 3, disputed",
    "WON 2 -, LOST 3 -, disputed",
    // Words that their own numbers contradict.
    "WON 1 3, LOST - -, disputed",
    "WON 1 3, COMPLETED 3 1, disputed",
    "WON 2 2, LOST 2 2, disputed",
    "WON 0 -, LOST - -, disputed",
    "WON - -, LOST 3 1, disputed",
    "WON - -, LOST - 0, disputed",
    // Only own stocks.
    "COMPLETED 2 -, COMPLETED 0 -, p1 2-0",
    "COMPLETED 2 -, COMPLETED 1 -, disputed",
    "COMPLETED 2 -, COMPLETED 2 -, disputed",
    "COMPLETED 0 -, COMPLETED 0 -, disputed",
    "COMPLETED 2 -, COMPLETED 1 2, p1 2-1",
    "COMPLETED 2 -, COMPLETED 1 3, disputed",
    "COMPLETED 2 -, LOST - -, p1 1-0",
    "COMPLETED 2 -, LOST 3 -, disputed",
    "COMPLETED 2 -, WON - -, disputed",
    "COMPLETED 2 -, WON - 2, disputed",
    "COMPLETED 2 -, WON 3 -, disputed",
    "COMPLETED 0 -, WON - -, p2 1-0",
    "COMPLETED 0 -, WON 3 -, p2 3-0",
    // Reports that say nothing.
    "COMPLETED - -, COMPLETED - -, disputed",
    "COMPLETED - -, COMPLETED 4 0, disputed",
    "COMPLETED - -, WON - -, disputed",
    "COMPLETED - -, LOST - -, disputed",
    "COMPLETED - 3, COMPLETED 3 1, disputed",
    // Nobody claims the win.
    "LOST - -, LOST - -, disputed",
    "LOST - -, DISCONNECT - -, disputed",
    "LOST 0 3, ERROR - -, disputed",
    "COMPLETED 0 4, LOST - -, disputed",
  })
  void twoReportsAmountTo(String first, String second, String expected) {
    assertThat(shown(ReportReconciliation.of(report(first), report(second)))).isEqualTo(expected);
    assertThat(shown(ReportReconciliation.of(report(second), report(first))))
        .as("mirrored")
        .isEqualTo(mirrored(expected));
  }

  @Property(tries = 5000)
  void swappingTheReportsSwapsOnlyTheSides(
      @ForAll("reports") Report one, @ForAll("reports") Report other) {
    Reconciliation there = ReportReconciliation.of(one, other);
    Reconciliation back = ReportReconciliation.of(other, one);

    assertThat(back.kind()).isEqualTo(there.kind());
    assertThat(back.reason()).isEqualTo(there.reason());
    assertThat(back.decision())
        .isEqualTo(
            there
                .decision()
                .map(
                    d ->
                        new Decision(
                            d.winner().other(), d.winnerScore(), d.loserScore(), d.forfeit())));
    assertThat(ReportReconciliation.of(one, other)).isEqualTo(there);
  }

  @Property(tries = 5000)
  void whoeverSaysThatItWonNeverLosesButByItsOwnAbsence(
      @ForAll("reports") Report one, @ForAll("reports") Report liar) {
    boolean claims = Account.of(one) == Account.CLAIMS;

    Optional<Decision> decision = ReportReconciliation.of(one, liar).decision();

    if (claims && decision.isPresent()) {
      assertThat(decision.get().winner()).isEqualTo(Side.P1);
    }
  }

  @Property(tries = 5000)
  void winnerWithoutForfeitHasMore(@ForAll("reports") Report one, @ForAll("reports") Report other) {
    Optional<Decision> decision = ReportReconciliation.of(one, other).decision();

    if (decision.isPresent() && !decision.get().forfeit()) {
      assertThat(decision.get().winnerScore()).isGreaterThan(decision.get().loserScore());
    }
  }

  @Provide
  Arbitrary<Report> reports() {
    // Small numbers, so that reports meet often.
    Arbitrary<Optional<Integer>> stocks = Arbitraries.integers().between(0, 3).optional();
    return Combinators.combine(Arbitraries.of(Outcome.class), stocks, stocks)
        .as((outcome, own, other) -> new Report(outcome, Optional.empty(), own, other));
  }

  private static Report report(String text) {
    String[] parts = text.split(" ");
    return new Report(
        Outcome.valueOf(parts[0]), Optional.empty(), number(parts[1]), number(parts[2]));
  }

  private static Optional<Integer> number(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  private static String shown(Reconciliation both) {
    if (both.kind() != Kind.DECIDED) {
      return both.kind().name().toLowerCase(Locale.ROOT);
    }
    Decision decision = both.decision().orElseThrow();
    String score = decision.winnerScore() + "-" + decision.loserScore();
    return decision.winner() + " " + score + (decision.forfeit() ? " forfeit" : "");
  }

  private static String mirrored(String expected) {
    return expected.startsWith("p1") ? expected.replace("p1", "p2") : expected.replace("p2", "p1");
  }
}
