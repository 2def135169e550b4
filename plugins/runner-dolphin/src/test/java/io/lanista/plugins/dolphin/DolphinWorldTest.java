package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Dolphin and for libmelee; the bridge and the processes are real. */
class DolphinWorldTest {
  @TempDir private Path folder;

  @Test
  void aGameIsPlayedToItsEndAndLeavesItsRecordingAndNoProcess() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 5");
    World world =
        new DolphinGame(standIn.settings)
            .open(standIn.start("{\"character\":\"marth\"}", "{\"note\":\"\\\"\\n\"}"));
    String mark = standIn.marks().get(0);
    int frames = 0;
    while (world.result().isEmpty()) {
      assertThat(world.state().frame()).isEqualTo(frames++ - 123);
      assertThat(world.state().json())
          .contains("\"character\":\"MARTH\"", "\"stage\":\"" + world.stage() + "\"");
      world.apply(Controls.NEUTRAL, Controls.NEUTRAL);
    }
    world.close();

    assertThat(world.result())
        .contains(
            new WorldResult(
                java.util.Optional.of(Side.P1),
                new WorldResult.Standing("MARTH", 4, 12.5),
                new WorldResult.Standing("FOX", 0, 25),
                5));
    assertThat(world.recording())
        .hasValueSatisfying(file -> assertThat(file).hasContent("a recording"));
    assertThat(Family.of(mark)).isEmpty();
    assertThat(standIn.marks()).isEmpty();
  }

  @Test
  void whatBothPressReachesTheirControllersButNotStart() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 3");
    try (World world = new DolphinGame(standIn.settings).open(standIn.start())) {
      world.apply(
          new Controls(1, 0, 0.25, 0.75, 0.5, 0, Set.of(Button.A, Button.START)),
          new Controls(0.5, 0.5, 0.5, 0.5, 0, 1, Set.of(Button.D_UP)));
    }
    List<String> told = Files.readAllLines(folder.resolve("world/presses.jsonl"));
    assertThat(told.get(0))
        .contains(
            "\"port\": 1",
            "\"BUTTON_MAIN\": [1.0, 0.0]",
            "\"BUTTON_C\": [0.25, 0.75]",
            "\"BUTTON_L_ANALOG\": 0.5",
            "\"BUTTON_A\": true",
            "\"BUTTON_B\": false")
        .doesNotContain("START");
    assertThat(told.get(1))
        .contains("\"port\": 2", "\"BUTTON_D_UP\": true", "\"BUTTON_R_ANALOG\": 1.0");
  }

  @Test
  void argumentsOfTheOperatorReachDolphinAsTheyAre() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 3", "--platform", "head'less $HOME");
    new DolphinGame(standIn.settings).open(standIn.start()).close();
    assertThat(folder.resolve("world/arguments"))
        .content()
        .contains("-e " + folder.resolve("melee.iso"))
        .endsWith("--platform head'less $HOME");
  }

  @Test
  void aDolphinThatNeverBeginsIsEndedAndItsLogNamed() throws Exception {
    StandIn standIn = new StandIn(folder, "mute 0");
    assertThatThrownBy(() -> new DolphinGame(standIn.impatient()).open(standIn.start()))
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("did not begin a game within 2 s")
        .hasMessageContaining(".log");
    assertThat(standIn.marks()).isEmpty();
  }

  @Test
  void aDolphinThatHangsInAGameIsFoundByTheWatchdog() throws Exception {
    StandIn standIn = new StandIn(folder, "hangs 2");
    try (World world = new DolphinGame(standIn.impatient()).open(standIn.start())) {
      world.apply(Controls.NEUTRAL, Controls.NEUTRAL);
      assertThatThrownBy(() -> world.apply(Controls.NEUTRAL, Controls.NEUTRAL))
          .isInstanceOf(WorldException.class)
          .hasMessageContaining("did not play a frame within 2 s");
      assertThat(world.recording()).isEmpty();
    }
    assertThat(standIn.marks()).isEmpty();
  }

  @Test
  void aDolphinThatCrashesEndsTheGameWithItsReason() throws Exception {
    StandIn standIn = new StandIn(folder, "crashes 2");
    try (World world = new DolphinGame(standIn.settings).open(standIn.start())) {
      world.apply(Controls.NEUTRAL, Controls.NEUTRAL);
      assertThatThrownBy(() -> world.apply(Controls.NEUTRAL, Controls.NEUTRAL))
          .isInstanceOf(WorldException.class)
          .hasMessageContaining("Dolphin ended");
    }
  }

  @Test
  void aCharacterThatIsNoneIsSaid() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 2");
    assertThatThrownBy(
            () ->
                new DolphinGame(standIn.settings)
                    .open(standIn.start("{}", "{\"character\":\"nobody\"}")))
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("p2's config");
  }

  @Test
  void processesThatIgnoreBeingAskedAndLeaveTheirGroupAreEndedToo() throws Exception {
    StandIn standIn = new StandIn(folder, "stubborn 9");
    World world = new DolphinGame(standIn.settings).open(standIn.start());
    String mark = standIn.marks().get(0);
    awaitFamily(mark, 4);
    world.close();
    world.close();
    assertThat(Family.of(mark)).isEmpty();
    assertThat(standIn.marks()).isEmpty();
  }

  @Test
  void whatAnEngineThatIsNoMoreLeftRunningIsEndedAtTheNextStart() throws Exception {
    StandIn standIn = new StandIn(folder, "stubborn 9");
    World lost = new DolphinGame(standIn.settings).open(standIn.start());
    String mark = standIn.marks().get(0);
    awaitFamily(mark, 4);
    try {
      new DolphinGame(standIn.settings).endOrphans();
      // This engine lives, and so they do.
      awaitFamily(mark, 4);

      Files.writeString(standIn.settings.run().resolve(mark + ".game"), "1 12345");
      new DolphinGame(standIn.settings).endOrphans();
      assertThat(Family.of(mark)).isEmpty();
      assertThat(standIn.marks()).isEmpty();
    } finally {
      lost.close();
    }
  }

  @Test
  void processesOfAnotherGameAreLeftAlone() throws Exception {
    ProcessBuilder sleep = new ProcessBuilder("sleep", "100");
    String mark = UUID.randomUUID().toString();
    sleep.environment().put(Family.VARIABLE, mark + "0");
    Process other = sleep.start();
    try {
      assertThat(Family.kill(mark)).isTrue();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void theLogHoldsWhatDolphinWrote() throws Exception {
    StandIn standIn = new StandIn(folder, "plays 2");
    World world = new DolphinGame(standIn.settings).open(standIn.start());
    while (world.result().isEmpty()) {
      world.apply(Controls.NEUTRAL, Controls.NEUTRAL);
    }
    world.close();
    try (var files = Files.list(standIn.settings.run())) {
      Path log = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (Files.size(log) == 0 && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(log).content().contains("the stand-in runs");
    }
  }

  /** A process that is just becoming another program is not seen for a moment: looked at again. */
  private static void awaitFamily(String mark, int size) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int seen = Family.of(mark).size();
    while (seen < size && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
      seen = Family.of(mark).size();
    }
    assertThat(seen).as("processes of the game").isGreaterThanOrEqualTo(size);
  }
}
