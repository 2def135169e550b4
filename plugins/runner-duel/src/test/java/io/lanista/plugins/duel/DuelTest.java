package io.lanista.plugins.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DuelTest {
  private static final String STANDING =
      "\\{\"stocks\":4,\"percent\":0\\.0,\"character\":\"%s\",\"x\":-?[0-9]+\\.[0-9]{2},\"y\":0\\.00,"
          + "\"facing\":-?1,\"action\":\"standing\"}";
  private static final DuelRules SHORT = new DuelRules(2, 1200);

  private static Duel duel(DuelRules rules, long seed) {
    return new Duel(rules, seed, DuelCharacter.SQUARE, DuelCharacter.CIRCLE);
  }

  /** What one side might press: it keeps doing something for a while. */
  private static List<Controls> presses(long seed, int frames) {
    Random random = new Random(seed);
    Controls now = Controls.NEUTRAL;
    List<Controls> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      if (random.nextInt(6) == 0) {
        Set<Button> held = random.nextInt(3) == 0 ? Set.of(Button.A) : Set.of();
        now =
            new Controls(
                random.nextInt(5) / 4.0,
                random.nextInt(4) == 0 ? 1 : 0.5,
                0.5,
                0.5,
                random.nextInt(5) == 0 ? 1 : 0,
                0,
                held);
      }
      all.add(now);
    }
    return all;
  }

  private static Controls mirrored(Controls c) {
    return new Controls(1 - c.mainX(), c.mainY(), 1 - c.cX(), c.cY(), c.l(), c.r(), c.buttons());
  }

  private static String view(Duel duel, Side side) {
    Duelist d = duel.duelist(side);
    return d.stocks
        + " "
        + d.percent
        + " "
        + d.x
        + " "
        + d.y
        + " "
        + d.facing
        + " "
        + d.action(duel.stage());
  }

  private static String mirroredView(Duel duel, Side side) {
    Duelist d = duel.duelist(side);
    return d.stocks
        + " "
        + d.percent
        + " "
        + -d.x
        + " "
        + d.y
        + " "
        + -d.facing
        + " "
        + d.action(duel.stage());
  }

  @Property(tries = 50)
  void theSameSeedAndInputsGiveTheSameStates(@ForAll long seed, @ForAll long inputs) {
    Duel once = duel(SHORT, seed);
    Duel again = duel(SHORT, seed);
    DuelWorld first = new DuelWorld(once);
    DuelWorld second = new DuelWorld(again);
    List<Controls> p1 = presses(inputs, 1200);
    List<Controls> p2 = presses(~inputs, 1200);

    for (int i = 0; once.result().isEmpty(); i++) {
      first.apply(p1.get(i), p2.get(i));
      second.apply(p1.get(i), p2.get(i));
      assertThat(first.state()).isEqualTo(second.state());
    }
    assertThat(again.result()).isEqualTo(once.result());
  }

  @Property(tries = 50)
  void mirroredInputsGiveTheMirroredGame(@ForAll long seed, @ForAll long inputs) {
    Duel plain = new Duel(SHORT, seed, DuelCharacter.TRIANGLE, DuelCharacter.CIRCLE);
    Duel mirror = new Duel(SHORT, seed, DuelCharacter.CIRCLE, DuelCharacter.TRIANGLE);
    List<Controls> p1 = presses(inputs, 1200);
    List<Controls> p2 = presses(~inputs, 1200);

    for (int i = 0; plain.result().isEmpty(); i++) {
      plain.step(p1.get(i), p2.get(i));
      mirror.step(mirrored(p2.get(i)), mirrored(p1.get(i)));
      assertThat(mirroredView(mirror, Side.P2)).isEqualTo(view(plain, Side.P1));
      assertThat(mirroredView(mirror, Side.P1)).isEqualTo(view(plain, Side.P2));
    }
    assertThat(mirror.result().flatMap(WorldResult::winner))
        .isEqualTo(plain.result().flatMap(WorldResult::winner).map(Side::other));
  }

  @Property(tries = 30)
  void everyGameEndsWithinItsFramesAndNumbersStayInRange(@ForAll long seed, @ForAll long inputs) {
    Duel duel = duel(SHORT, seed);
    List<Controls> p1 = presses(inputs, 1200);
    List<Controls> p2 = presses(inputs + 1, 1200);

    for (int i = 0; duel.result().isEmpty(); i++) {
      duel.step(p1.get(i), p2.get(i));
      for (Side side : Side.values()) {
        Duelist duelist = duel.duelist(side);
        assertThat(duelist.stocks).isBetween(0, 2);
        assertThat(duelist.percent).isBetween(0, 9990);
        assertThat(Math.abs(duelist.x)).isLessThanOrEqualTo(duel.stage().end);
        assertThat(duelist.y).isBetween(Duelist.BOTTOM, Duelist.TOP);
      }
    }
    assertThat(duel.frame()).isLessThanOrEqualTo(1200);
  }

  /** Runs at the other one and hits. */
  private static Controls rush(Duel duel, Side side) {
    Duelist self = duel.duelist(side);
    Duelist other = duel.duelist(side.other());
    double stick = other.x < self.x ? 0 : 1;
    boolean hit = Math.abs(other.x - self.x) < 800 && duel.frame() % 2 == 0;
    return new Controls(stick, 0.5, 0.5, 0.5, 0, 0, hit ? Set.of(Button.A) : Set.of());
  }

  @Test
  void whoFightsBeatsWhoDoesNothingOnEveryStage() {
    Set<DuelStage> seen = EnumSet.noneOf(DuelStage.class);
    for (int seed = 0; seed < 20; seed++) {
      Duel duel = duel(DuelRules.USUAL, seed);
      while (duel.result().isEmpty()) {
        duel.step(rush(duel, Side.P1), Controls.NEUTRAL);
      }
      WorldResult result = duel.result().orElseThrow();
      assertThat(result.winner()).as("%s", result).contains(Side.P1);
      assertThat(result.p2().stocks()).isZero();
      seen.add(duel.stage());
    }
    assertThat(seen).containsExactlyInAnyOrder(DuelStage.values());
  }

  @Test
  void aShieldHoldsHitsOffUntilItIsUsedUp() {
    Controls guard = new Controls(0.5, 0.5, 0.5, 0.5, 1, 0, Set.of());
    Duel duel = duel(DuelRules.USUAL, 1);
    boolean stunned = false;
    while (!stunned && duel.result().isEmpty()) {
      assertThat(duel.duelist(Side.P2).percent).isZero();
      duel.step(rush(duel, Side.P1), guard);
      stunned = duel.duelist(Side.P2).action(duel.stage()).equals("stunned");
    }

    assertThat(stunned).isTrue();
    assertThat(duel.frame()).isLessThan(200);
  }

  @Test
  void aGameOfTwoWhoDoNothingIsDrawnWhenItsTimeIsOver() {
    Duel duel = duel(SHORT, 3);
    IntStream.range(0, 1200).forEach(i -> duel.step(Controls.NEUTRAL, Controls.NEUTRAL));

    assertThat(duel.result())
        .hasValueSatisfying(
            result -> {
              assertThat(result.winner()).isEmpty();
              assertThat(result.frames()).isEqualTo(1200);
            });
  }

  @Test
  void whenTimeIsOverTheLowerPercentWins() {
    Duel duel = duel(new DuelRules(99, 900), 5);
    while (duel.result().isEmpty()) {
      boolean hurt = duel.duelist(Side.P1).percent > 0;
      duel.step(Controls.NEUTRAL, hurt ? Controls.NEUTRAL : rush(duel, Side.P2));
    }

    assertThat(duel.duelist(Side.P1).stocks).isEqualTo(duel.duelist(Side.P2).stocks);
    assertThat(duel.result().flatMap(WorldResult::winner)).contains(Side.P2);
  }

  @Test
  void theWorldShowsWhatTheEngineWantsToSee() throws Exception {
    World world =
        new DuelGame(DuelRules.USUAL)
            .open(
                new WorldStart(
                    new MatchId(new UUID(1, 2)),
                    1,
                    42,
                    new WorldStart.Contestant("ada", "{\"character\": \"circle\"}"),
                    new WorldStart.Contestant("bob", "{\"character\": \"HEXAGON\"}"),
                    Path.of(".")));

    assertThat(world.result()).isEmpty();
    assertThat(world.state().frame()).isZero();
    assertThat(world.state().json())
        .matches(
            "\\{\"frame\":0,\"stage\":\"[A-Z]+\",\"p1\":"
                + STANDING.formatted("CIRCLE")
                + ",\"p2\":"
                + STANDING.formatted("SQUARE")
                + "}");
  }
}
