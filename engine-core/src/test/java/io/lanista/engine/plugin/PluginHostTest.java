package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginHostTest {
  @TempDir Path temp;
  private PluginHost host;

  @AfterEach
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  private Path plugins() {
    return new TestPlugins(temp).folder();
  }

  private PluginHost start(Map<String, Map<String, String>> settings, PluginLimits limits) {
    host = new TestPlugins(temp).host(settings, limits);
    return host;
  }

  private PluginHost start() {
    return start(Map.of(), TestPlugins.PATIENT);
  }

  @Test
  void servesWhatAZipAJarAndUnpackedClassesContribute() {
    PluginForge.plugin("zipped").zip(plugins());
    PluginForge.plugin("jarred").jar(plugins());
    PluginForge.plugin("loose").zipOfClasses(plugins());

    assertThat(start().problems()).isEmpty();

    assertThat(host.runners().names()).containsExactly("jarred", "loose", "zipped");
    assertThat(host.matchmaking().names()).containsExactly("jarred", "loose", "zipped");
    assertThat(host.plugins())
        .extracting(PluginStatus::state)
        .containsOnly(PluginStatus.State.SERVING);
    try (Lease<GameRunner> lease = host.runners().lease("zipped")) {
      assertThat(lease.<String, RuntimeException>call("game", GameRunner::game)).isEqualTo("melee");
    }
  }

  @Test
  void startsWithoutAPluginsFolder() {
    assertThat(start().plugins()).isEmpty();
  }

  @Test
  void handsAPluginItsOwnSettings() {
    PluginForge.plugin("set")
        .part("agentKey", "code = settings.text(\"mark\", \"?\");")
        .zip(plugins());
    start(Map.of("set", Map.of("mark", "!"), "other", Map.of("mark", "x")), TestPlugins.PATIENT);

    try (Lease<GameRunner> lease = host.runners().lease("set")) {
      assertThat(
              lease.<String, RuntimeException>call(
                  "agentKey", game -> ((CoordinatedGame) game).agentKey("A#1")))
          .isEqualTo("!");
    }
  }

  @Test
  void deletesItsPrivateCopiesAndThoseOfAKilledServer() throws IOException {
    Files.createDirectories(temp.resolve("work/plugin-old-1-123/lib"));
    Files.createFile(temp.resolve("work/keep"));
    PluginForge.plugin("good").zip(plugins());
    start();
    assertThat(temp.resolve("work/plugin-old-1-123")).doesNotExist();

    host.close();

    try (Stream<Path> left = Files.list(temp.resolve("work"))) {
      assertThat(left).containsExactly(temp.resolve("work/keep"));
    }
  }

  @Test
  void pluginsAreCountedWithoutALookAtTheirFiles() throws IOException {
    PluginForge.plugin("good").zip(plugins());
    Path off = PluginForge.plugin("off").zip(plugins());
    Files.writeString(plugins().resolve("bad.zip"), "no zip");
    start();
    host.disable("off");
    for (PluginStatus.State state : PluginStatus.State.values()) {
      assertThat(host.count(state))
          .as(state.name())
          .isEqualTo(host.plugins().stream().filter(one -> one.state() == state).count());
    }

    Files.delete(off);

    assertThat(host.count(PluginStatus.State.DISABLED)).isEqualTo(1);
  }

  @Test
  void anUnknownNameTellsWhatThereIs() {
    PluginForge.plugin("good").zip(plugins());
    start();

    assertThatThrownBy(() -> host.matchmaking().lease("elo-band"))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLUGIN_FAILED))
        .hasMessageContaining("matchmaking 'elo-band'")
        .hasMessageContaining("good");
  }

  static Stream<Arguments> brokenPlugins() {
    byte[] some = "x".getBytes(StandardCharsets.UTF_8);
    byte[] stale = "test.ThePlugin\ntest.Gone\n".getBytes(StandardCharsets.UTF_8);
    byte[] ofJava99 = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) 143};
    byte[] zeros = new byte[5 << 20];
    byte[] noise = new byte[2 << 20];
    new Random(1).nextBytes(noise);
    byte[] bundled = PluginForge.pack(Map.of("io/lanista/ports/queue/Pairing.class", some));
    byte[] versioned =
        PluginForge.pack(Map.of("META-INF/versions/17/io/lanista/ports/queue/Pairing.class", some));
    byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    byte[] displaced = PluginForge.pack(Map.of("META-INF/extensions.idx", stale));
    displaced[0] = 'X';
    Map<String, byte[]> crowd = new HashMap<>();
    IntStream.range(0, 60).forEach(i -> crowd.put("x" + i, some));
    byte[] crowded = PluginForge.pack(crowd);
    return Stream.of(
        broken(
            "has an index without end",
            dir -> PluginForge.plugin("bad").inJar("META-INF/extensions.idx", letters).zip(dir),
            "larger than 64 KiB"),
        broken(
            "has an index that cannot be unpacked",
            dir -> PluginForge.plugin("bad").inZip("lib/other.jar", displaced).zip(dir),
            "lib/other.jar in it is no jar"),
        broken(
            "has a jar of too many files",
            dir -> PluginForge.plugin("bad").inZip("lib/other.jar", crowded).zip(dir),
            "a plugin may hold 50"),
        broken(
            "has a folder for a descriptor",
            dir ->
                PluginForge.write(
                    dir.resolve("bad.zip"),
                    PluginForge.pack(Map.of("plugin.properties/", new byte[0], "x", some))),
            "no plugin.properties at its root"),
        broken(
            "throws in its constructor",
            forge("constructor", "throw new RuntimeException(\"no luck\");"),
            "constructor: java.lang.RuntimeException: no luck."),
        broken(
            "refuses a setting",
            forge(
                "constructor",
                "settings.number(\"n\", 1, 1, 2); settings.allowOnly(\"n\"); throw new"
                    + " IllegalArgumentException(\"plugins.b.n must be 1.\");"),
            "constructor: plugins.b.n must be 1."),
        broken(
            "fails with an Error in its constructor",
            forge("constructor", "throw new StackOverflowError();"),
            "StackOverflowError"),
        broken(
            "throws in contribute",
            forge("contribute", "throw new IllegalStateException(\"x\");"),
            "failed in its contribute"),
        broken(
            "fails with an Error in contribute",
            forge("contribute", "throw new LinkageError(\"x\");"),
            "LinkageError"),
        broken("contributes nothing", forge("contribute", ""), "contributes nothing"),
        broken(
            "contributes under a bad name",
            forge("contribute", "to.runner(\"Bad Name\", this);"),
            "a-z, 0-9"),
        broken(
            "needs another API", line("plugin.requires", ">=2.0.0"), "It needs engine API >=2.0.0"),
        broken(
            "has an unreadable range",
            line("plugin.requires", ">=1.0.0 <2.0.0"),
            "no version range"),
        broken("has no range", line("plugin.requires", ""), "no plugin.requires"),
        broken("has no id", line("plugin.id", ""), "no plugin.id"),
        broken("has a bad id", line("plugin.id", "My Plugin"), "found: 'My Plugin'"),
        broken("has a bad version", line("plugin.version", "one"), "found: 'one'"),
        broken(
            "depends on a plugin",
            line("plugin.dependencies", "good"),
            "cannot depend on each other"),
        broken("names a plugin class", line("plugin.class", "test.Old"), "@Extension"),
        broken(
            "has a malformed descriptor",
            dir -> PluginForge.plugin("bad").descriptor("a=\\u00zz").zip(dir),
            "cannot be read"),
        broken(
            "has a huge descriptor",
            dir -> PluginForge.plugin("bad").descriptor("#" + "x".repeat(70_000)).zip(dir),
            "64 KiB"),
        broken(
            "has no index",
            dir -> PluginForge.plugin("bad").inJar("META-INF/extensions.idx", new byte[0]).zip(dir),
            "extensions.idx is missing"),
        broken(
            "has a stale index",
            dir -> PluginForge.plugin("bad").inJar("META-INF/extensions.idx", stale).zip(dir),
            "lists test.Gone"),
        broken(
            "has only foreign extensions",
            dir ->
                PluginForge.plugin("bad")
                    .inJar(
                        "META-INF/extensions.idx",
                        "java.lang.Object".getBytes(StandardCharsets.UTF_8))
                    .zip(dir),
            "found none"),
        broken(
            "holds no class where one is",
            dir -> PluginForge.plugin("bad").inJar("test/ThePlugin.class", some).zip(dir),
            "no class file"),
        broken(
            "is of a newer Java",
            dir -> PluginForge.plugin("bad").inJar("test/Newer.class", ofJava99).zip(dir),
            "built for Java 99"),
        broken(
            "bundles the ports in its jar",
            dir ->
                PluginForge.plugin("bad").inJar("io/lanista/ports/match/Side.class", some).zip(dir),
            "bundles the engine's ports"),
        broken(
            "bundles the ports beside its jar",
            dir -> PluginForge.plugin("bad").inZip("lib/lanista-ports.jar", bundled).zip(dir),
            "lib/lanista-ports.jar!/io/lanista/ports/queue/Pairing.class"),
        broken(
            "bundles the ports for one Java",
            dir -> PluginForge.plugin("bad").inZip("lib/mr.jar", versioned).zip(dir),
            "META-INF/versions/17"),
        broken(
            "bundles the ports unpacked",
            dir ->
                PluginForge.plugin("bad")
                    .inZip("classes/io/lanista/ports/match/Side.class", some)
                    .zipOfClasses(dir),
            "classes/io/lanista/ports/match/Side.class"),
        broken(
            "has a jar that is none",
            dir -> PluginForge.plugin("bad").inZip("lib/other.jar", some).zip(dir),
            "lib/other.jar in it is no jar"),
        broken(
            "leaves its folder",
            dir -> PluginForge.plugin("bad").inZip("lib/../../../evil", some).zip(dir),
            "outside the plugin's own folder"),
        broken(
            "has an absolute name",
            dir -> PluginForge.plugin("bad").inZip("/tmp/evil", some).zip(dir),
            "outside the plugin's own folder"),
        broken(
            "has a backslash name",
            dir -> PluginForge.plugin("bad").inZip("..\\evil", some).zip(dir),
            "outside the plugin's own folder"),
        broken(
            "is a bomb",
            dir -> PluginForge.plugin("bad").inZip("lib/zeros", zeros).zip(dir),
            "Unpacked it has more than"),
        broken(
            "is too large",
            dir -> PluginForge.plugin("bad").inZip("lib/noise", noise).zip(dir),
            "a plugin may have 1048576"),
        broken("has too many files", PluginHostTest::manyFiles, "a plugin may hold 50"),
        broken(
            "is random bytes",
            dir -> PluginForge.write(dir.resolve("bad.zip"), Arrays.copyOf(noise, 1000)),
            "not a zip file"),
        broken(
            "is empty",
            dir -> PluginForge.write(dir.resolve("bad.zip"), new byte[0]),
            "not a zip file"),
        broken("was cut off", PluginHostTest::cutOff, "cut off"),
        broken(
            "has its descriptor one level down",
            dir ->
                PluginForge.write(
                    dir.resolve("bad.zip"),
                    PluginForge.pack(Map.of("bad/plugin.properties", some))),
            "at 'bad/plugin.properties'"),
        broken(
            "has no descriptor",
            dir ->
                PluginForge.write(
                    dir.resolve("bad.zip"), PluginForge.pack(Map.of("lib/x.jar", some))),
            "no plugin.properties at its root"),
        broken(
            "takes a name that is taken",
            forge("contribute", "to.matchmaking(\"good\", this);"),
            "so does plugin good (a-good.zip)"),
        broken(
            "takes an id that is taken",
            line("plugin.id", "good"),
            "which a-good.zip (version 1.2.3) has too"));
  }

  private static Arguments broken(String what, Function<Path, Path> make, String told) {
    return Arguments.of(what, make, told);
  }

  private static Function<Path, Path> forge(String part, String statements) {
    return dir -> PluginForge.plugin("bad").part(part, statements).zip(dir);
  }

  private static Function<Path, Path> line(String key, String value) {
    return dir -> PluginForge.plugin("bad").descriptorLine(key, value).zip(dir);
  }

  private static Path manyFiles(Path dir) {
    PluginForge forge = PluginForge.plugin("bad");
    for (int i = 0; i < 60; i++) {
      forge.inZip("files/" + i, new byte[] {1});
    }
    return forge.zip(dir);
  }

  private static Path cutOff(Path dir) {
    try {
      byte[] whole = Files.readAllBytes(PluginForge.plugin("bad").zip(dir));
      return PluginForge.write(dir.resolve("bad.zip"), Arrays.copyOf(whole, whole.length / 2));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @ParameterizedTest(name = "one that {0}")
  @MethodSource("brokenPlugins")
  void tellsWhatIsWrongAndServesTheOthers(String what, Function<Path, Path> make, String told)
      throws IOException {
    PluginForge.plugin("good").zip(plugins(), "a-good.zip");
    PluginForge.plugin("late").zip(plugins(), "z-late.zip");
    Path bad = make.apply(plugins());

    start();

    assertThat(host.problems()).hasSize(1);
    assertThat(host.problems().get(0).artifact()).isEqualTo(bad);
    assertThat(host.problems().get(0).message()).contains(told);
    assertThat(host.runners().names()).containsExactly("good", "late");
    assertThat(host.matchmaking().names()).containsExactly("good", "late");
    assertThat(host.plugins())
        .extracting(PluginStatus::state)
        .containsExactly(
            PluginStatus.State.SERVING, PluginStatus.State.REFUSED, PluginStatus.State.SERVING);
    try (Stream<Path> copies = Files.list(temp.resolve("work"))) {
      assertThat(copies).as("private copies, of the two that serve").hasSize(2);
    }
    assertThat(temp.resolve("evil")).doesNotExist();
  }

  @Test
  void doesNotWaitForeverForAPluginThatHangsWhileItLoads() {
    PluginForge.plugin("good").zip(plugins(), "a-good.zip");
    PluginForge.plugin("bad").part("constructor", "Thread.sleep(600_000);").zip(plugins());
    PluginLimits impatient =
        new PluginLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(5), 16, 2);

    start(Map.of(), impatient);

    assertThat(host.runners().names()).containsExactly("good");
    assertThat(host.problems().get(0).message())
        .contains("did not answer 'constructor' within 3 s");
  }

  @Test
  void theVerifierTellsWhatAServerWould() throws IOException {
    PluginVerifier verifier = new PluginVerifier(Map.of(), Clock.systemUTC());

    PluginVerifier.Verdict fine = verifier.verify(PluginForge.plugin("good").zip(plugins()));
    PluginVerifier.Verdict not =
        verifier.verify(
            PluginForge.plugin("bad").descriptorLine("plugin.requires", "^2.0").zip(plugins()));

    assertThat(fine.loadable()).isTrue();
    assertThat(fine.id()).contains("good");
    assertThat(fine.contributions()).containsExactly("matchmaking good", "runner good");
    assertThat(not.problems()).singleElement().asString().contains("bad.zip: It needs engine API");
    assertThat(verifier.verify(temp.resolve("none.zip")).problems())
        .extracting(PluginProblem::message)
        .isEqualTo(List.of("There is no such file."));
  }
}
