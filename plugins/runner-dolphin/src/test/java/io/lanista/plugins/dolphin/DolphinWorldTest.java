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
    Family family = standIn.family().orElseThrow();
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
    assertThat(family.members()).isEmpty();
    assertThat(standIn.notes()).isEmpty();
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
    assertThat(standIn.notes()).isEmpty();
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
    assertThat(standIn.notes()).isEmpty();
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
    Family family = standIn.awaitDetached();
    world.close();
    world.close();
    assertThat(family.members()).isEmpty();
    assertThat(standIn.notes()).isEmpty();
  }

  @Test
  void theyAreEndedTooWhenTheirKeeperIsGone() throws Exception {
    StandIn standIn = new StandIn(folder, "stubborn 9");
    try (World world = new DolphinGame(standIn.settings).open(standIn.start())) {
      Family family = standIn.awaitDetached();
      assertThat(world.state().frame()).isEqualTo(-123);
      // As noted: the boot, the engine, then the keeper.
      Birth.parse(Files.readAllLines(standIn.notes().get(0)).get(2)).orElseThrow().kill();
      assertThat(family.kill()).isTrue();
      assertThat(family.members()).isEmpty();
    }
  }

  @Test
  void processesThatAreNotOfTheGameAreLeftAlone() throws Exception {
    StandIn standIn = new StandIn(folder, "stubborn 9");
    Process other = new ProcessBuilder("sleep", "100").start();
    try {
      World world = new DolphinGame(standIn.settings).open(standIn.start());
      Family family = standIn.awaitDetached();
      world.close();
      assertThat(family.members()).isEmpty();
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
}
