package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.GameRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installing while the host serves: all of a new plugin, or nothing. */
class PluginInstallTest {
  @TempDir Path temp;
  private TestPlugins plugins;
  private PluginHost host;

  @BeforeEach
  void start() {
    plugins = new TestPlugins(temp);
    version("1.0.0").zip(plugins.folder(), "by-hand.zip");
    host = plugins.host();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static PluginForge version(String version) {
    return PluginForge.plugin("p")
        .descriptorLine("plugin.version", version)
        .part("agentKey", "return \"" + version + "\";");
  }

  /** An upload has no name of its own. */
  private Path upload(PluginForge forge) throws IOException {
    Path file = forge.zip(temp.resolve("incoming"));
    return Files.move(file, file.resolveSibling("upload-" + System.nanoTime() + ".part"));
  }

  private String ask() {
    try (Lease<GameRunner> lease = host.runners().lease("p")) {
      return lease.<String, RuntimeException>call(
          "agentKey", game -> ((CoordinatedGame) game).agentKey("A#1"));
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(plugins.folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static EngineException refused(ErrorCode code, ThrowingCallable call) {
    EngineException[] refusal = new EngineException[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(EngineException.class, e -> refusal[0] = e);
    assertThat(refusal[0].code()).as(refusal[0].getMessage()).isEqualTo(code);
    return refusal[0];
  }

  @Test
  void aNewerVersionReplacesTheInstalledOneAndServes() throws IOException {
    PluginStatus installed = host.install(upload(version("1.1.0")), false);

    assertThat(installed.version()).contains("1.1.0");
    assertThat(installed.generation()).isEqualTo(2);
    assertThat(ask()).isEqualTo("1.1.0");
    assertThat(files()).containsExactly("p-1.1.0.zip");
    assertThat(TestPlugins.uncollected(host)).isZero();
    host.close();
    host = plugins.host();
    assertThat(ask()).isEqualTo("1.1.0");
  }

  @Test
  void theOldOneEndsThoughWhatFollowsAnInstallFails() throws Exception {
    Path newer = version("1.1.0").zip(plugins.folder(), "newer.zip");
    Generation built = host.build(newer, newer, "p");

    assertThatThrownBy(
            () ->
                host.swap(
                    built,
                    () -> {
                      throw new UncheckedIOException(new IOException("unreadable"));
                    }))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(ask()).isEqualTo("1.1.0");
    try (Stream<Path> copies = Files.list(plugins.work())) {
      assertThat(copies).as("private copies").hasSize(1);
    }
  }

  @Test
  void ofTwoFilesOfAPluginTheOneThatServesIsSpokenOf() throws IOException {
    version("0.9.0").zip(plugins.folder(), "a-left-over.zip");
    host.close();
    host = plugins.host();

    assertThat(host.plugins()).extracting(PluginStatus::artifact).hasSize(2);
    assertThat(host.plugin("p").state()).isEqualTo(PluginStatus.State.SERVING);
    assertThat(host.plugin("p").version()).contains("1.0.0");
  }

  @Test
  void aPluginThatWasNotThereIsAdded() throws IOException {
    host.install(upload(PluginForge.plugin("q")), false);

    assertThat(host.runners().names()).containsExactly("p", "q");
    assertThat(files()).containsExactly("by-hand.zip", "q-1.2.3.zip");
  }

  @Test
  void aSingleJarIsKnownByItsContentAndKeptAsOne() throws IOException {
    Path jar = PluginForge.plugin("q").jar(temp.resolve("incoming"));
    Path nameless = Files.move(jar, jar.resolveSibling("upload-1.part"));

    host.install(nameless, false);

    assertThat(host.runners().names()).containsExactly("p", "q");
    assertThat(files()).containsExactly("by-hand.zip", "q-1.2.3.jar");
    host.close();
    host = plugins.host();
    assertThat(host.problems()).isEmpty();
    assertThat(host.runners().names()).containsExactly("p", "q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "0.9.9", "1.0.0-rc.1"})
  void theSameOrAnOlderVersionNeedsForce(String version) throws IOException {
    Path file = upload(version(version));

    assertThat(refused(ErrorCode.PLUGIN_CONFLICT, () -> host.install(file, false)))
        .hasMessageContaining("p 1.0.0 is installed already")
        .hasMessageContaining("force");
    assertThat(files()).containsExactly("by-hand.zip");
    assertThat(host.plugin("p").generation()).isEqualTo(1);

    host.install(file, true);

    assertThat(ask()).isEqualTo(version);
    assertThat(files()).containsExactly("p-" + version + ".zip");
  }

  @Test
  void everythingThatIsWrongIsToldAndNothingIsTouched() throws IOException {
    byte[] some = "x".getBytes(StandardCharsets.UTF_8);
    byte[] bundled = PluginForge.pack(Map.of("io/lanista/ports/queue/Pairing.class", some));
    Path bad =
        upload(
            PluginForge.plugin("p")
                .descriptorLine("plugin.version", "one")
                .descriptorLine("plugin.requires", ">=2.0.0")
                .descriptorLine("plugin.class", "test.Old")
                .inZip("lib/other.jar", some)
                .inZip("lib/ports.jar", bundled));

    assertThat(refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(bad, true)))
        .hasMessageStartingWith("Not installed. 5 problems: (1) ")
        .hasMessageContaining("found: 'one'")
        .hasMessageContaining("needs engine API >=2.0.0")
        .hasMessageContaining("plugin.class=test.Old")
        .hasMessageContaining("lib/other.jar in it is no jar")
        .hasMessageContaining("bundles the engine's ports");

    assertThat(files()).containsExactly("by-hand.zip");
    assertThat(ask()).isEqualTo("1.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new IllegalStateException(\"no luck\");",
        "throw new StackOverflowError();",
        "throw new NoClassDefFoundError(\"x\");"
      })
  void oneThatCannotStartIsRefusedBeforeAnythingIsReplaced(String constructor) throws IOException {
    Path bad = upload(version("2.0.0").part("constructor", constructor));

    refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(bad, false));

    assertThat(files()).containsExactly("by-hand.zip");
    assertThat(ask()).isEqualTo("1.0.0");
    assertThat(TestPlugins.uncollected(host)).isZero();
  }

  @Test
  void oneThatTakesAnotherPluginsNameIsRefused() throws IOException {
    Path bad = upload(PluginForge.plugin("q").part("contribute", "to.matchmaking(\"p\", this);"));

    assertThat(refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(bad, false)))
        .hasMessageContaining("so does plugin p");

    assertThat(files()).containsExactly("by-hand.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../p", "p/../../q", "p\\q", "..", "P", "p\nq", "con:"})
  void anIdThatCouldLeaveTheFolderIsRefused(String id) throws IOException {
    Path bad = upload(PluginForge.plugin("p").descriptorLine("plugin.id", id.replace("\n", "\\n")));

    refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(bad, true));

    assertThat(files()).containsExactly("by-hand.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0/../../x", "1.0.0 x", "1.0.0\\\\x", "../1.0.0"})
  void aVersionThatCouldLeaveTheFolderIsRefused(String version) throws IOException {
    Path bad = upload(PluginForge.plugin("p").descriptorLine("plugin.version", version));

    refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(bad, true));

    assertThat(files()).containsExactly("by-hand.zip");
  }

  @Test
  void bytesThatAreNoZipAreRefused() throws IOException {
    Path noise = PluginForge.write(temp.resolve("incoming/upload-1.part"), new byte[] {1, 2, 3});

    assertThat(refused(ErrorCode.PLUGIN_REFUSED, () -> host.install(noise, true)))
        .hasMessageContaining("not a zip file");
  }

  @Test
  void aDisabledPluginIsReplacedAndStaysDisabled() throws IOException {
    host.disable("p");

    PluginStatus installed = host.install(upload(version("1.1.0")), false);

    assertThat(installed.state()).isEqualTo(PluginStatus.State.DISABLED);
    assertThat(installed.version()).contains("1.1.0");
    assertThat(host.runners().names()).isEmpty();
    assertThat(host.enable("p")).isEmpty();
    assertThat(ask()).isEqualTo("1.1.0");
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = upload(version("1.1.0"));
    // A folder in the way fails for every user, whatever its rights.
    Files.createDirectories(plugins.folder().resolve(".p-1.1.0.zip.part/x"));

    assertThatThrownBy(() -> host.install(file, false)).isInstanceOf(RuntimeException.class);

    assertThat(ask()).isEqualTo("1.0.0");
    assertThat(host.plugin("p").generation()).isEqualTo(1);
  }

  /** What a kill between any two steps leaves, by the order of the steps. */
  @Test
  void aCrashInTheMiddleOfAnInstallLeavesTheOldOrTheNewOne() throws IOException {
    byte[] old = Files.readAllBytes(plugins.folder().resolve("by-hand.zip"));
    byte[] fresh = Files.readAllBytes(version("1.1.0").zip(temp.resolve("elsewhere")));
    host.close();
    Path part = plugins.folder().resolve(".p-1.1.0.zip.part");
    Path placed = plugins.folder().resolve("p-1.1.0.zip");

    for (int written : new int[] {0, 1, fresh.length / 2, fresh.length}) {
      Files.write(part, Arrays.copyOf(fresh, written));
      Files.createDirectories(plugins.work());
      Files.write(plugins.work().resolve("upload-7.part"), fresh);
      host = plugins.host();
      assertThat(host.problems()).isEmpty();
      assertThat(ask()).as("%s bytes written", written).isEqualTo("1.0.0");
      assertThat(files()).containsExactly("by-hand.zip");
      assertThat(plugins.work().resolve("upload-7.part")).doesNotExist();
      host.close();
    }

    Files.write(placed, fresh);
    host = plugins.host();
    assertThat(ask()).as("renamed, the old file not yet deleted").isEqualTo("1.1.0");
    assertThat(host.problems())
        .singleElement()
        .extracting(PluginProblem::message)
        .asString()
        .contains("p-1.1.0.zip (version 1.1.0) has too");
    host.close();

    Files.delete(plugins.folder().resolve("by-hand.zip"));
    host = plugins.host();
    assertThat(ask()).isEqualTo("1.1.0");
    assertThat(old).isNotEqualTo(fresh);
  }

  @Test
  void twoOperatorsTakeTurns() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService operators = Executors.newFixedThreadPool(4);
    Path file = upload(version("1.1.0"));
    try {
      List<Future<Boolean>> installs =
          Stream.generate(
                  () ->
                      operators.submit(
                          () -> {
                            start.await();
                            try {
                              host.install(file, false);
                              return true;
                            } catch (EngineException second) {
                              assertThat(second.code()).isEqualTo(ErrorCode.PLUGIN_CONFLICT);
                              return false;
                            }
                          }))
              .limit(4)
              .toList();
      start.countDown();
      int done = 0;
      for (Future<Boolean> install : installs) {
        done += install.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }

      assertThat(done).isEqualTo(1);
      assertThat(ask()).isEqualTo("1.1.0");
    } finally {
      operators.shutdownNow();
    }
  }

  @Test
  void whatIsDisabledIsKeptInAFileThatNobodyElseCanSpoil() throws IOException {
    host.disable("p");
    Path file = temp.resolve("disabled");

    assertThat(Files.readAllLines(file)).hasSize(2).last().isEqualTo("p");
    Files.writeString(file, "# note\n\n ../evil \np\n");
    assertThat(DisabledPlugins.read(file).ids()).containsExactly("p");
  }
}
