package io.lanista.engine.plugin;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lanista.ports.fuzz.ByteMutation;
import io.lanista.ports.fuzz.FuzzRun;
import io.lanista.ports.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken plugin files: each is refused with a reason, and leaves nothing behind. */
class ArtifactFuzzTest {
  private static final String DESCRIPTOR =
      "plugin.id=fuzzed\nplugin.version=1.2.3\nplugin.requires=>=1.0.0 & <2.0.0\n"
          + "plugin.provider=tests\nplugin.description=something\n";
  private static final String INDEX = "META-INF/extensions.idx";
  private static final ByteMutation LINES =
      ByteMutation.with(
          "plugin.id",
          "plugin.requires",
          "=",
          ":",
          "\\u00",
          "\\",
          "\n",
          "\r",
          "#",
          "&",
          "|",
          ">=",
          "^",
          "~",
          "*",
          "1.x",
          "(",
          ")",
          "-",
          "+",
          "..",
          "plugin.class=x\n",
          "9999999999999",
          "!");

  @TempDir Path folder;

  /** What loading does before it runs anything of the plugin: it never comes to a class here. */
  private String load(Path file) throws IOException {
    Path work = folder.resolve("work");
    GenerationFactory factory =
        new GenerationFactory(
            work,
            Map.of(),
            Clock.systemUTC(),
            PluginLimits.DEFAULT,
            new ArtifactLimits(1 << 20, 50, 1 << 20));
    String verdict;
    try {
      factory.describe(file);
      verdict = "described";
    } catch (PluginRefusedException refused) {
      verdict = "refused";
      decent(refused);
    }
    try {
      factory.build(file, file, 1);
      throw new AssertionError("There is no class in it to load.");
    } catch (PluginRefusedException refused) {
      decent(refused);
      if (refused.getMessage().startsWith("Its extension index lists")) {
        verdict = "unpacked";
      }
    }
    try (Stream<Path> left = Files.exists(work) ? Files.list(work) : Stream.of()) {
      require(left.findAny().isEmpty(), "a copy is left behind");
    }
    return verdict;
  }

  private static void decent(PluginRefusedException refused) {
    int length = refused.getMessage().length();
    require(length > 10 && length < 2_000, "a reason of " + length + " characters");
  }

  @Test
  void brokenFilesAreRefusedAndLeaveNothingBehind() throws Exception {
    List<byte[]> valid = List.of(zip(entries(true)), zip(entries(false)), stored(), jar());
    long files = openFiles();
    var verdicts =
        run(
            "plugin-files",
            random -> ZipMutation.of(valid.get(random.nextInt(valid.size())), random),
            1_000);
    assertThat(verdicts).containsKeys("unpacked", "described", "refused");
    assertThat(openFiles()).isLessThan(files + 20);
  }

  @Test
  void brokenDescriptorsAreReadOrRefused() throws Exception {
    var run =
        FuzzRun.of(
                "descriptors",
                new FuzzTarget() {
                  @Override
                  public byte[] input(RandomGenerator random) {
                    return LINES.of(DESCRIPTOR.getBytes(StandardCharsets.ISO_8859_1), random);
                  }

                  @Override
                  public String take(byte[] input) {
                    try {
                      Descriptor read = Descriptor.parse(input);
                      require(read.id().matches("[a-z0-9-]+"), "the id " + read.id());
                      return "read";
                    } catch (PluginRefusedException refused) {
                      decent(refused);
                      return "refused";
                    }
                  }
                })
            .run(5_000);
    assertThat(run).containsKeys("read", "refused");
  }

  private interface Maker {
    byte[] make(RandomGenerator random) throws IOException;
  }

  private Map<String, Long> run(String name, Maker maker, int usual) throws Exception {
    return FuzzRun.of(
            name,
            new FuzzTarget() {
              private int files;

              @Override
              public byte[] input(RandomGenerator random) throws IOException {
                return maker.make(random);
              }

              @Override
              public String take(byte[] input) throws Exception {
                // Always another file: the platform remembers zip files by their name and time.
                String suffix = input.length % 2 == 0 ? ".zip" : ".jar";
                Path file = Files.write(folder.resolve("fuzzed" + files++ % 1_000 + suffix), input);
                try {
                  return load(file);
                } finally {
                  Files.delete(file);
                }
              }
            })
        .allocating(16 << 20, 2_000)
        .run(usual);
  }

  private static Map<String, byte[]> entries(boolean inJar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("plugin.properties", DESCRIPTOR.getBytes(StandardCharsets.ISO_8859_1));
    if (inJar) {
      entries.put("lib/", new byte[0]);
      entries.put("lib/fuzzed.jar", zip(classes("")));
    } else {
      entries.putAll(classes("classes/"));
    }
    return entries;
  }

  private static Map<String, byte[]> classes(String under) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(under + INDEX, "# found\ntest.Absent\n".getBytes(StandardCharsets.UTF_8));
    entries.put(under + "test/Other.class", new byte[] {-54, -2, -70, -66, 0, 0, 0, 61, 0, 0});
    return entries;
  }

  private static byte[] jar() throws IOException {
    Map<String, byte[]> entries = classes("");
    entries.put("plugin.properties", DESCRIPTOR.getBytes(StandardCharsets.ISO_8859_1));
    byte[] even = zip(entries);
    return even.length % 2 == 1 ? even : ByteMutation.replace(even, even.length, 0, new byte[1]);
  }

  private static byte[] stored() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      zip.setComment("a comment");
      for (Map.Entry<String, byte[]> entry : entries(true).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : new ArrayList<>(entries.entrySet())) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
