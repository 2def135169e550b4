package io.lanista.distribution.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Fighters as players upload them. */
final class SampleFighters {
  private static final String PYTHON =
      """
      import json, sys
      for line in sys.stdin:
          message = json.loads(line)
          if message["type"] == "hello":
              print(json.dumps({"type": "hello", "protocol": 1}), flush=True)
          elif message["type"] == "act":
              %s
      """;

  private SampleFighters() {}

  /** A sample that comes with the installation, by its folder. */
  static byte[] shipped(String name) throws IOException {
    Path folder = RunningServer.home().resolve("examples/fighters").resolve(name);
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return zip(files);
  }

  /** One that does nothing when it is to act. */
  static byte[] idle(String name) {
    return python(name, "print(\"{}\", flush=True)");
  }

  /** One that does nothing either, and goes on doing so when nobody listens any more. */
  static byte[] stubborn(String name) {
    return zip(
        Map.of(
            "fighter.toml",
            manifest(name),
            "bot.py",
            PYTHON.formatted("print(\"{}\", flush=True)")
                + "import time\nwhile True:\n    time.sleep(1)\n"));
  }

  /** One that writes its last words to its log and ends when it is to act for the first time. */
  static byte[] crashing(String name) {
    return python(name, "sys.exit(\"out of ideas\")");
  }

  /** One that does what a Python statement says when it is to act. */
  static byte[] python(String name, String act) {
    return zip(
        Map.of(
            "fighter.toml", manifest(name),
            "bot.py", PYTHON.formatted(act)));
  }

  private static String manifest(String name) {
    return "name = \""
        + name
        + "\"\nversion = \"1.0\"\ncommand = [\"python3\", \"bot.py\"]\nprotocol = 1\n";
  }

  /** Files by their names. */
  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
