package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.fighter.FighterFiles.Kept;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fighters in {@code examples/fighters}, from their folder into the sandbox and through a game.
 */
final class SampleFightersTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final JsonFighterProtocol protocol = new JsonFighterProtocol();
  private Bubblewrap sandbox;

  @BeforeEach
  void open() {
    sandbox = new Bubblewrap(Interpreters.found(), folder.resolve("work"));
    Required.available(sandbox);
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
    Trees.delete(folder.resolve("fighters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rusher", "keeper"})
  void aSampleFighterPlaysAGame(String name) throws Exception {
    FighterFolder files = FighterFolder.open(folder.resolve("fighters"), Optional.of(examples()));
    Kept kept =
        files.shared().stream()
            .filter(one -> one.manifest().name().text().equals(name))
            .findFirst()
            .orElseThrow();
    ConfinedProgram program =
        new ConfinedProgram(
            name,
            files.folder(kept.hash()),
            kept.manifest().command(),
            SandboxLimits.USUAL,
            Optional.of(folder.resolve("log")));
    Set<Controls> pressed = new HashSet<>();
    try (Confined confined = sandbox.start(program)) {
      confined.send(protocol.hello());
      protocol.checkHello(answer(confined));
      confined.send(protocol.gameStart(1, 2, "someone", "arena", "{}"));
      for (int frame = 0; frame < 200; frame++) {
        confined.send(protocol.act(state(frame)));
        pressed.add(protocol.controls(answer(confined)));
      }
      Standing standing = new Standing("SQUARE", 4, 0);
      WorldResult result = new WorldResult(Optional.empty(), standing, standing, 200);
      confined.send(protocol.gameEnd(1, result, false));
      assertThat(confined.receive(Duration.ZERO)).isEmpty();
    }
    assertThat(folder.resolve("log")).isEmptyFile();
    assertThat(pressed).as("it does not always do the same").hasSizeGreaterThan(2);
  }

  /** The opponent comes from afar and walks past. */
  private static WorldState state(int frame) {
    String side = "{\"stocks\":4,\"percent\":12.0,\"character\":\"SQUARE\",\"x\":%d.0,\"y\":0.0}";
    return new WorldState(
        frame,
        "{\"frame\":%d,\"stage\":\"arena\",\"p1\":%s,\"p2\":%s}"
            .formatted(frame, side.formatted(frame - 100), side.formatted(0)));
  }

  private static String answer(Confined confined) throws Exception {
    return confined.receive(LONG).orElse("silence");
  }

  @Test
  void theGuideShowsTheSamplesAsTheyAre() throws Exception {
    String guide = Files.readString(examples().resolveSibling("../docs/fighters.md").normalize());
    for (String file :
        List.of(
            "rusher-python/bot.py",
            "rusher-python/fighter.toml",
            "keeper-java/Bot.java",
            "keeper-java/fighter.toml")) {
      assertThat(guide).as(file).contains(Files.readString(examples().resolve(file)).strip());
    }
  }

  private static Path examples() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples").resolve("fighters"))) {
      at = at.getParent();
    }
    return at.resolve("examples").resolve("fighters");
  }
}
