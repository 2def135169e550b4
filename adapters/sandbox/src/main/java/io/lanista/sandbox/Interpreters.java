package io.lanista.sandbox;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which programs fighters may be run by: what a {@code fighter.toml} calls it, and the executable.
 * What each needs is found out when it is first used. Thread-safe.
 */
public final class Interpreters {
  private static final System.Logger LOG = System.getLogger(Interpreters.class.getName());

  /** Keeps a JVM within the memory and the threads of a fighter (design/sandbox-facts). */
  private static final List<String> SMALL_JAVA =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx64m",
          "-Xss512k",
          "-XX:-UsePerfData",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:MaxMetaspaceSize=48m",
          "-XX:CompressedClassSpaceSize=16m",
          "-XX:CICompilerCount=1",
          "-XX:MaxDirectMemorySize=16m",
          "-Xshare:auto",
          // What the JVM itself has to say is no answer to anything.
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr",
          "-Dfile.encoding=UTF-8");

  /** Asks a Python where its own library is, without reading anything of the user's. */
  private static final String WHERE =
      "import os,sys,sysconfig;p=sysconfig.get_paths();"
          + "print('\\n'.join(map(os.path.realpath,"
          + "[sys.executable,p['stdlib'],p['platstdlib']])))";

  private final SortedMap<String, Path> named;
  private final Map<String, Interpreter> known = new ConcurrentHashMap<>();

  /** Those an operator names. */
  public Interpreters(Map<String, Path> named) {
    this.named = new TreeMap<>(named);
  }

  /** {@code python3}, if it is on the PATH, and {@code java}, which is what this runs on. */
  public static Interpreters found() {
    Map<String, Path> named = new LinkedHashMap<>();
    named.put("java", Path.of(System.getProperty("java.home"), "bin", "java"));
    try {
      named.put("python3", Tools.find("python3"));
    } catch (IOException none) {
      LOG.log(Level.INFO, "No python3 for fighters: {0}.", none.getMessage());
    }
    return new Interpreters(named);
  }

  /** These, and another one. */
  public Interpreters with(String name, Path executable) {
    Map<String, Path> more = new LinkedHashMap<>(named);
    more.put(name, executable);
    return new Interpreters(more);
  }

  /** What a {@code fighter.toml} may call them. */
  public SortedSet<String> names() {
    return new TreeSet<>(named.keySet());
  }

  /**
   * One by its name; empty if there is none of it.
   *
   * @throws IOException if it is named, and cannot be used
   */
  Optional<Interpreter> find(String name) throws IOException, InterruptedException {
    Path executable = named.get(name);
    if (executable == null) {
      return Optional.empty();
    }
    Interpreter one = known.get(name);
    if (one == null) {
      one = look(executable);
      known.put(name, one);
    }
    return Optional.of(one);
  }

  /** What a program of the fighter's own gets: a C and a C++ library. */
  Interpreter none() throws IOException, InterruptedException {
    Interpreter none = known.get("");
    if (none == null) {
      none = new Interpreter(Path.of("/"), List.of(), commonLibraries(), Map.of());
      known.put("", none);
    }
    return none;
  }

  private static Interpreter look(Path executable) throws IOException, InterruptedException {
    String name = executable.getFileName().toString();
    if (name.startsWith("python")) {
      return python(executable);
    }
    Path real = executable.toRealPath();
    Path home = real.getParent().getParent();
    if (name.equals("java") && Files.isRegularFile(home.resolve("lib").resolve("modules"))) {
      return java(real, home);
    }
    SortedSet<Path> files = SharedLibraries.of(List.of(real));
    files.add(real);
    return new Interpreter(real, List.of(), files, Map.of());
  }

  /** The name may be a shim; the Python itself knows where it is. */
  private static Interpreter python(Path executable) throws IOException, InterruptedException {
    List<Path> where =
        Tools.output(List.of(executable.toString(), "-I", "-c", WHERE))
            .lines()
            .filter(line -> line.startsWith("/"))
            .map(Path::of)
            .toList();
    if (where.size() != 3 || !Files.isExecutable(where.get(0))) {
      throw new IOException(executable + " does not say where its library is");
    }
    Path real = where.get(0);
    List<Path> loaded = new ArrayList<>(List.of(real));
    Path modules = where.get(2).resolve("lib-dynload");
    if (Files.isDirectory(modules)) {
      loaded.addAll(SharedLibraries.in(modules));
    }
    SortedSet<Path> files = SharedLibraries.of(loaded);
    files.addAll(where);
    return new Interpreter(
        real, List.of(), files, Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"));
  }

  private static Interpreter java(Path real, Path home) throws IOException, InterruptedException {
    List<Path> own =
        Stream.concat(
                Stream.of(real, home.resolve("lib/server/libjvm.so")),
                Stream.of("jli", "java", "jimage", "zip", "nio", "net", "verify")
                    .map(word -> home.resolve("lib").resolve("lib" + word + ".so")))
            .filter(Files::exists)
            .toList();
    SortedSet<Path> files = SharedLibraries.of(own);
    files.removeIf(file -> file.startsWith(home));
    files.add(home);
    // Distributions keep a JDK's settings elsewhere and link to them.
    for (String folder : List.of("conf", "lib")) {
      try (Stream<Path> all = Files.walk(home.resolve(folder))) {
        for (Path link : (Iterable<Path>) all.filter(Files::isSymbolicLink)::iterator) {
          if (Files.exists(link) && !link.toRealPath().startsWith(home)) {
            files.add(link.toRealPath());
          }
        }
      }
    }
    String lib = home.resolve("lib").toString();
    // Without /proc it cannot find its libraries by itself.
    return new Interpreter(
        real, SMALL_JAVA, files, Map.of("LD_LIBRARY_PATH", lib + ":" + lib + "/server"));
  }

  private static SortedSet<Path> commonLibraries() throws IOException, InterruptedException {
    SortedSet<Path> files = new TreeSet<>();
    for (Path beside : SharedLibraries.of(List.of(Path.of("/bin/sh")))) {
      Stream.of("libstdc++.so.6", "libgcc_s.so.1", "libm.so.6", "libpthread.so.0")
          .map(beside::resolveSibling)
          .filter(Files::exists)
          .forEach(files::add);
    }
    return files;
  }
}
