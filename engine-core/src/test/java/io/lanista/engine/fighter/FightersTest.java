package io.lanista.engine.fighter;

import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.engine.MovableClock;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.storage.ArenaSamples;
import io.lanista.ports.storage.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FightersTest {
  private static final FighterName STICK = new FighterName("stick");

  private final MovableClock clock = new MovableClock();
  private final InMemoryStorage storage = new InMemoryStorage();
  private final NamedFiles files = new NamedFiles();
  private final Fighters fighters = new Fighters(storage, files, clock);
  private final ArenaSamples samples = new ArenaSamples(3);
  private final PlayerId ann = samples.player();
  private final PlayerId bob = samples.player();

  /** Zips that say by their path what is in them, such as {@code stick/7}: a name, then bytes. */
  private static final class NamedFiles implements FighterFiles {
    private final List<Kept> shared = new ArrayList<>();
    private final List<Kept> stored = new ArrayList<>();
    private boolean failing;

    @Override
    public Kept put(Path zip, Consumer<Kept> check) throws IOException {
      refuseIfFailing();
      Kept found = kept(zip.getName(0).toString(), Integer.parseInt(zip.getName(1).toString()));
      check.accept(found);
      stored.add(found);
      return found;
    }

    private static Kept kept(String name, int each) {
      return new Kept(
          new FighterManifest(new FighterName(name), "v" + each, List.of("run"), 1, 0),
          ArenaSamples.hash(each),
          each);
    }

    private void refuseIfFailing() throws IOException {
      if (failing) {
        throw new IOException("The disk fails, as told to.");
      }
    }

    @Override
    public List<Kept> shared() throws IOException {
      refuseIfFailing();
      return List.copyOf(shared);
    }

    @Override
    public Path folder(ReplayHash hash) {
      throw new AssertionError("Nobody plays here.");
    }

    @Override
    public FighterManifest manifest(ReplayHash hash) {
      throw new AssertionError("Nobody plays here.");
    }
  }

  private Fighter upload(PlayerId player, int zip) {
    return fighters.upload(player, STICK, Path.of("stick", Integer.toString(zip)));
  }

  @Test
  void anUploadIsTheNextVersion() {
    clock.advance(Duration.ofNanos(1_001));
    Fighter first = upload(ann, 1);
    clock.advance(Duration.ofSeconds(1));
    Fighter second = upload(ann, 2);

    assertThat(first)
        .isEqualTo(
            new Fighter(
                Optional.of(ann),
                1,
                NamedFiles.kept("stick", 1).manifest(),
                ArenaSamples.hash(1),
                1,
                clock.instant().minusSeconds(1).minusNanos(1)));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.hash()).isEqualTo(ArenaSamples.hash(2));
    assertThat(fighters.versions(ann, STICK)).containsExactly(second, first);
    assertThat(fighters.find(ann, STICK)).isEqualTo(second);
  }

  @Test
  void whoseFightersTakeTooMuchUploadsNoMore() {
    Fighter large = upload(ann, Math.toIntExact(Fighters.MOST_BYTES_OF_A_PLAYER));
    assertThatThrownBy(() -> upload(ann, 2))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("512 MiB")
        .extracting(refused -> ((EngineException) refused).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(fighters.versions(ann, STICK)).containsExactly(large);
    assertThat(files.stored).hasSize(1);
    assertThat(upload(bob, 2).number()).isEqualTo(1);
  }

  @Test
  void oneThatThereIsNoRoomForIsNotKept() {
    int most = Math.toIntExact(Fighters.MOST_BYTES_OF_A_PLAYER);
    upload(ann, 10);
    refusal(ErrorCode.TOO_LARGE, () -> upload(ann, most - 9));
    assertThat(files.stored).hasSize(1);
    assertThat(upload(ann, most - 10).number()).isEqualTo(2);
  }

  @Test
  void onlyTheNewestZipAgainIsNoNewVersion() {
    Fighter first = upload(ann, 1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(upload(ann, 1)).isEqualTo(first);
    assertThat(fighters.versions(ann, STICK)).containsExactly(first);

    upload(ann, 2);
    assertThat(upload(ann, 1).number()).as("back to the first one").isEqualTo(3);
  }

  @Test
  void eachPlayerHasItsOwnVersions() {
    upload(ann, 1);
    upload(ann, 2);

    assertThat(upload(bob, 2).number()).isEqualTo(1);
    assertThat(fighters.find(ann, STICK).number()).isEqualTo(2);
  }

  @Test
  void aZipThatNamesAnotherFighterIsRefusedAndSaysWhich() {
    EngineException refused =
        refusal(
            ErrorCode.INVALID_FIGHTER,
            () -> fighters.upload(ann, new FighterName("cane"), Path.of("stick", "1")));

    assertThat(refused).hasMessageContaining("names it stick").hasMessageContaining("name it cane");
    assertThat(fighters.list(ann)).isEmpty();
    assertThat(files.stored).isEmpty();
  }

  @Test
  void oneThatNobodyHasIsNotFound() {
    upload(bob, 1);

    assertThat(refusal(ErrorCode.FIGHTER_NOT_FOUND, () -> fighters.find(ann, STICK)))
        .hasMessageContaining("stick");
    assertThat(fighters.versions(ann, STICK)).isEmpty();
  }

  @Test
  void aPlayersOwnComesBeforeTheSharedOne() throws IOException {
    files.shared.add(NamedFiles.kept("stick", 8));
    files.shared.add(NamedFiles.kept("cane", 9));
    List<Fighter> shared = fighters.takeShared();
    assertThat(fighters.find(ann, STICK)).isEqualTo(shared.get(0));
    assertThat(fighters.versions(ann, STICK)).containsExactly(shared.get(0));

    Fighter own = upload(ann, 1);

    assertThat(own.number()).as("counted apart from the shared ones").isEqualTo(1);
    assertThat(fighters.find(ann, STICK)).isEqualTo(own);
    assertThat(fighters.versions(ann, STICK)).containsExactly(own);
    assertThat(fighters.list(ann)).containsExactly(own, shared.get(1), shared.get(0));
    assertThat(fighters.list(bob)).containsExactly(shared.get(1), shared.get(0));
    assertThat(fighters.find(bob, STICK)).isEqualTo(shared.get(0));
  }

  @Test
  void whatIsSharedIsTakenInOnceUntilItChanges() throws IOException {
    files.shared.add(NamedFiles.kept("stick", 8));
    files.shared.add(NamedFiles.kept("cane", 9));
    List<Fighter> first = fighters.takeShared();
    assertThat(first).extracting(Fighter::owner).containsOnly(Optional.empty());
    assertThat(first).extracting(Fighter::number).containsExactly(1, 1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(fighters.takeShared()).isEqualTo(first);

    files.shared.set(0, NamedFiles.kept("stick", 10));
    List<Fighter> then = fighters.takeShared();
    assertThat(then).extracting(Fighter::number).containsExactly(2, 1);
    assertThat(fighters.versions(ann, STICK)).containsExactly(then.get(0), first.get(0));
  }

  @Test
  void filesThatFailAreSaidSoAndLeaveNothing() throws IOException {
    files.shared.add(NamedFiles.kept("stick", 8));
    files.failing = true;
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> upload(ann, 1));
    assertThatThrownBy(fighters::takeShared).isInstanceOf(IOException.class);
    assertThat(fighters.list(ann)).isEmpty();

    files.failing = false;
    assertThat(upload(ann, 1).number()).isEqualTo(1);
    assertThat(fighters.takeShared()).extracting(Fighter::number).containsExactly(1);
  }

  // The files are kept by then; the same zip again is the way out.
  @Test
  void aStorageThatFailsAfterTheFilesWereKeptLeavesNoVersion() throws IOException {
    files.shared.add(NamedFiles.kept("stick", 8));
    storage.fail(true);
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> upload(ann, 1));
    refusal(ErrorCode.STORAGE_UNAVAILABLE, fighters::takeShared);

    storage.fail(false);
    assertThat(fighters.list(ann)).isEmpty();
    assertThat(upload(ann, 1).number()).isEqualTo(1);
    assertThat(fighters.takeShared()).extracting(Fighter::number).containsExactly(1);
  }
}
