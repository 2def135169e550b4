package io.lanista.plugins.dolphin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine that is no more left behind, with real processes. */
class OrphansTest {
  private static final Birth NOBODY = new Birth(1, 987_654_321);

  @TempDir private Path folder;
  private StandIn standIn;
  private final List<Process> started = new ArrayList<>();
  private final List<Family> families = new ArrayList<>();

  @BeforeEach
  void prepare() throws Exception {
    standIn = new StandIn(folder, "plays 1");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    families.forEach(Family::kill);
  }

  @Test
  void theGameOfAKilledEngineIsEndedAtTheNextStart() throws Exception {
    Process engine = engine("stuck 9");
    Family family = family();
    DolphinGame next = next();
    next.endOrphans();
    // The engine lives, and so they do.
    assertThat(family.members()).hasSizeGreaterThanOrEqualTo(5);

    engine.destroyForcibly().waitFor();
    next.endOrphans();
    assertThat(family.members()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void aGameThatLosesItsEngineBetweenTwoFramesEndsItself() throws Exception {
    Process engine = engine("stubborn 9");
    Family family = family();
    engine.destroyForcibly().waitFor();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!family.members().isEmpty() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(family.members()).isEmpty();
    next().endOrphans();
    assertThat(notes()).isEmpty();
  }

  @Test
  void aProcessThatWasGivenTheNumberOfANotedOneIsLeftAlone() throws Exception {
    Process stranger = sleep();
    Birth birth = Birth.of(stranger.pid()).orElseThrow();
    note(ProcessStat.boot(), NOBODY, new Birth(birth.pid(), birth.start() - 1));
    next().endOrphans();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(notes()).isEmpty();

    note(ProcessStat.boot(), NOBODY, birth);
    next().endOrphans();
    assertThat(stranger.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void numbersOfAnotherBootMeanNothing() throws Exception {
    Process stranger = sleep();
    note("another-boot", NOBODY, Birth.of(stranger.pid()).orElseThrow());
    next().endOrphans();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(notes()).isEmpty();
  }

  @Test
  void aLineThatWasNotWrittenWholeIsNotRead() throws Exception {
    Process stranger = sleep();
    note(ProcessStat.boot(), NOBODY, NOBODY);
    Files.writeString(note(), Files.readString(note()) + Birth.of(stranger.pid()).orElseThrow());
    next().endOrphans();
    assertThat(stranger.isAlive()).isTrue();
  }

  private DolphinGame next() {
    return new DolphinGame(standIn.settings);
  }

  private Process engine(String behaviour) throws Exception {
    standIn = new StandIn(folder, behaviour);
    Process engine = LostEngine.start(folder, behaviour);
    started.add(engine);
    return engine;
  }

  private Process sleep() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "100").start();
    started.add(sleep);
    return sleep;
  }

  private void note(String boot, Birth engine, Birth process) throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(note(), boot + "\n" + engine + "\n" + process + "\n");
  }

  private Path note() {
    return folder.resolve("run/earlier.game");
  }

  private List<Path> notes() throws Exception {
    return standIn.notes();
  }

  private Family family() throws Exception {
    Family family = standIn.awaitDetached();
    families.add(family);
    return family;
  }
}
