package io.lanista.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/** Compiles and packs plugins for tests. */
final class PluginForge {
  /** A plugin of one class: {@code test.ThePlugin}; parts of it are replaced by name. */
  private static final String SOURCE =
      """
      package test;

      import io.lanista.ports.match.*;
      import io.lanista.ports.plugin.*;
      import io.lanista.ports.queue.*;
      import io.lanista.ports.replay.*;
      import io.lanista.ports.error.*;
      import java.time.*;
      import java.util.*;

      @org.pf4j.Extension
      public class ThePlugin implements EnginePlugin, MatchmakingPolicy, CoordinatedGame {
        private final PluginSettings settings;

        @jakarta.inject.Inject
        public ThePlugin(PluginSettings settings, PluginInfo info, Clock clock) throws Exception {
          this.settings = settings;
          if (info.id().isEmpty() || clock.instant() == null) throw new IllegalStateException();
          /*constructor*/
        }

        static <T extends Throwable> RuntimeException sneak(Throwable t) throws T { throw (T) t; }

        static void spin() {
          for (long i = 0; !Boolean.getBoolean("lanista.test.release"); i++) Thread.onSpinWait();
        }

        @Override public void contribute(Contributions to) {
          /*contribute*/
        }
        @Override public MatchPool open(QueueName queue) { /*open*/ return null; }
        @Override public String game() { /*game*/ return "melee"; }
        @Override public String agentKey(String code) { /*agentKey*/ return code; }
        @Override public Briefing briefing(Entrant self, Entrant opponent) { /*briefing*/ return null; }
        @Override public Reconciliation reconcile(Report a, Report b) { /*reconcile*/ return null; }
        @Override public ReplayReader replays() { /*replays*/ return null; }
        @Override public void close() { /*close*/ }
      }
      """;

  // Most tests have the same good plugin beside the one they are about.
  private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

  private final Map<String, byte[]> classes = new LinkedHashMap<>();
  private final Map<String, byte[]> extraInJar = new LinkedHashMap<>();
  private final Map<String, byte[]> extraInZip = new LinkedHashMap<>();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final String id;
  private final String base;
  private String descriptor;

  private PluginForge(String id, String base) {
    this.id = id;
    this.base = base;
    this.descriptor =
        "plugin.id="
            + id
            + "\nplugin.version=1.2.3\nplugin.requires=>=1.0.0 & <2.0.0\nplugin.provider=tests\n";
  }

  /** A plugin that contributes matchmaking and a runner named like itself. */
  static PluginForge plugin(String id) {
    return new PluginForge(id, SOURCE)
        .part("contribute", "to.matchmaking(\"" + id + "\", this).runner(\"" + id + "\", this);");
  }

  /** A plugin of a whole source of its own, whose class is {@code test.ThePlugin}, too. */
  static PluginForge of(String id, String source) {
    return new PluginForge(id, source);
  }

  PluginForge part(String name, String statements) {
    parts.put(name, statements);
    return this;
  }

  PluginForge descriptor(String text) {
    descriptor = text;
    return this;
  }

  PluginForge descriptorLine(String key, String value) {
    return descriptor(
        descriptor.replaceAll("(?m)^" + key + "=.*\n", "") + key + "=" + value + "\n");
  }

  PluginForge inJar(String name, byte[] content) {
    extraInJar.put(name, content);
    return this;
  }

  PluginForge inZip(String name, byte[] content) {
    extraInZip.put(name, content);
    return this;
  }

  /** Packs it as {@code <id>.zip}: a descriptor and a jar in lib. */
  Path zip(Path folder) {
    return zip(folder, id + ".zip");
  }

  Path zip(Path folder, String fileName) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("plugin.properties", descriptor.getBytes(StandardCharsets.ISO_8859_1));
    entries.put("lib/" + id + ".jar", pack(jarEntries()));
    entries.putAll(extraInZip);
    return write(folder.resolve(fileName), pack(entries));
  }

  /** Packs it as one jar that holds its descriptor. */
  Path jar(Path folder) {
    Map<String, byte[]> entries = jarEntries();
    entries.put("plugin.properties", descriptor.getBytes(StandardCharsets.ISO_8859_1));
    return write(folder.resolve(id + ".jar"), pack(entries));
  }

  /** Packs it with its classes unpacked. */
  Path zipOfClasses(Path folder) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("plugin.properties", descriptor.getBytes(StandardCharsets.ISO_8859_1));
    jarEntries().forEach((name, content) -> entries.put("classes/" + name, content));
    entries.putAll(extraInZip);
    return write(folder.resolve(id + ".zip"), pack(entries));
  }

  private Map<String, byte[]> jarEntries() {
    compile();
    Map<String, byte[]> entries = new LinkedHashMap<>(classes);
    extraInJar.forEach(
        (name, content) -> {
          if (content.length == 0) {
            entries.remove(name);
          } else {
            entries.put(name, content);
          }
        });
    return entries;
  }

  static byte[] pack(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void compile() {
    classes.putAll(COMPILED.computeIfAbsent(source(), PluginForge::compiled));
  }

  private String source() {
    String source = base;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      // The condition keeps what follows reachable for the compiler, even after a throw.
      String guarded = "if (settings != null) { " + part.getValue() + " }";
      source = source.replace("/*" + part.getKey() + "*/", guarded);
    }
    return source;
  }

  private static Map<String, byte[]> compiled(String source) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try {
      Path out = Files.createTempDirectory("forge-");
      StringWriter messages = new StringWriter();
      CompilationTask task =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  messages,
                  null,
                  null,
                  List.of(
                      "-d",
                      out.toString(),
                      "-nowarn",
                      "-classpath",
                      System.getProperty("java.class.path")),
                  null,
                  List.of(new Source(source)));
      task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
      assertThat(task.call()).as("%s in%n%s", messages, source).isTrue();
      try (Stream<Path> files = Files.walk(out)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          classes.put(out.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      Generation.delete(out);
      return classes;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///test/ThePlugin.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
