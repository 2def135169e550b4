package io.lanista.engine.plugin;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks an unpacked plugin's classes before any of them is loaded. What is found here would
 * otherwise show as a plugin that silently contributes nothing.
 */
final class Content {
  private static final String INDEX = "META-INF/extensions.idx";
  private static final Pattern PORTS_CLASS =
      Pattern.compile("(META-INF/versions/\\d+/)?io/lanista/ports/.*\\.class");
  // A class file of Java N has major version N + 44.
  private static final int MAJOR_OF_JAVA_0 = 44;
  // Far more than any plugin lists: a compressed index could unpack to more than the heap holds.
  private static final int INDEX_BYTES = 64 << 10;

  private Content() {}

  /** Everything that is wrong; empty if nothing is. */
  static List<String> problems(Path unpacked, ArtifactLimits limits) throws IOException {
    List<String> problems = new ArrayList<>();
    boolean indexed = false;
    Path classes = unpacked.resolve("classes");
    if (Files.isDirectory(classes)) {
      indexed |= found(problems, () -> checkFolder(classes));
    }
    for (Path jar : jars(unpacked.resolve("lib"))) {
      indexed |= found(problems, () -> checkJar(unpacked.relativize(jar).toString(), jar, limits));
    }
    if (!indexed && problems.isEmpty()) {
      problems.add(
          "No class in it is listed as an extension ("
              + INDEX
              + " is missing or empty, in classes/ and in the jars of lib/). Annotate the class"
              + " that implements EnginePlugin with @org.pf4j.Extension, and give the compiler"
              + " PF4J's annotation processor (annotationProcessorPaths in Maven).");
    }
    return problems;
  }

  private interface Part {
    boolean check() throws IOException, PluginRefusedException;
  }

  // The first problem of each jar: what a jar has wrong, it usually has wrong in every class.
  private static boolean found(List<String> problems, Part part) throws IOException {
    try {
      return part.check();
    } catch (PluginRefusedException refused) {
      problems.addAll(refused.problems());
      return false;
    }
  }

  private static List<Path> jars(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(lib)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private static boolean checkFolder(Path classes) throws IOException, PluginRefusedException {
    boolean indexed =
        Files.isRegularFile(classes.resolve(INDEX))
            && namesAnExtension(Files.newInputStream(classes.resolve(INDEX)));
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('\\', '/');
      refusePorts("classes/", name);
      if (isOwnClass(name)) {
        refuseNewer("classes/" + name, Files.newInputStream(file));
      }
    }
    return indexed;
  }

  private static boolean checkJar(String shown, Path jar, ArtifactLimits limits)
      throws IOException, PluginRefusedException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      limits.checkCount(zip.size());
      ZipEntry index = zip.getEntry(INDEX);
      boolean indexed = index != null && namesAnExtension(zip.getInputStream(index));
      for (ZipEntry entry : zip.stream().toList()) {
        refusePorts(shown + "!/", entry.getName());
        // Libraries may hold newer classes that nobody loads; the plugin's own are all meant.
        if (indexed && isOwnClass(entry.getName())) {
          refuseNewer(shown + "!/" + entry.getName(), zip.getInputStream(entry));
        }
      }
      return indexed;
    } catch (ZipException | EOFException | IllegalArgumentException broken) {
      // The last is what the platform throws for names that are not in their character set.
      throw new PluginRefusedException(
          shown + " in it is no jar (" + broken.getMessage() + "). Build the plugin again.");
    }
  }

  private static boolean isOwnClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }

  private static void refusePorts(String where, String name) throws PluginRefusedException {
    if (PORTS_CLASS.matcher(name).matches()) {
      throw new PluginRefusedException(
          "It bundles the engine's ports ("
              + where
              + name
              + "). The server brings them: give lanista-ports the scope 'provided' and build"
              + " again.");
    }
  }

  private static boolean namesAnExtension(InputStream index)
      throws IOException, PluginRefusedException {
    byte[] text;
    try (index) {
      text = index.readNBytes(INDEX_BYTES + 1);
    }
    if (text.length > INDEX_BYTES) {
      throw new PluginRefusedException(
          INDEX + " in it is larger than 64 KiB; it should have a line for each extension.");
    }
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"));
  }

  private static void refuseNewer(String name, InputStream classFile)
      throws IOException, PluginRefusedException {
    byte[] head;
    try (DataInputStream in = new DataInputStream(classFile)) {
      head = in.readNBytes(8);
    }
    if (head.length < 8) {
      throw new PluginRefusedException(name + " in it is no class file. Build the plugin again.");
    }
    int java = ((head[6] & 0xff) << 8 | (head[7] & 0xff)) - MAJOR_OF_JAVA_0;
    int here = Runtime.version().feature();
    if (java > here) {
      throw new PluginRefusedException(
          "It was built for Java "
              + java
              + ", this server runs "
              + here
              + " ("
              + name
              + "). Compile it with release 17, or run the server on Java "
              + java
              + " or newer.");
    }
  }
}
