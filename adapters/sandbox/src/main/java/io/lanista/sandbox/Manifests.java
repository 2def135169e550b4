package io.lanista.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterManifest;
import io.lanista.ports.fighter.FighterName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code fighter.toml}. */
final class Manifests {
  static final String FILE = "fighter.toml";

  private static final int MOST_BYTES = 16 << 10;
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("name", "version", "command", "protocol", "tmp"));
  private static final ObjectMapper TOML =
      new ObjectMapper(
          TomlFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(8)
                      .maxNumberLength(32)
                      .maxStringLength(1024)
                      .build())
              .build());

  private Manifests() {}

  /**
   * Reads the manifest in a fighter's folder.
   *
   * @throws EngineException INVALID_FIGHTER with what is wrong with it
   */
  static FighterManifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw invalid(
          "There is no " + FILE + " at the top (not in a folder) of the fighter's files.");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw invalid(FILE + " has at most 16 KiB.");
    }
    try {
      return read(TOML.readTree(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException bad) {
      throw invalid(FILE + " is not TOML: " + bad.getOriginalMessage());
    } catch (CharacterCodingException bad) {
      throw invalid(FILE + " is not UTF-8.");
    } catch (IllegalArgumentException bad) {
      throw invalid(FILE + ": " + bad.getMessage());
    }
  }

  private static FighterManifest read(JsonNode toml) {
    for (Iterator<String> keys = toml.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("there is no key \"" + key + "\", only " + KEYS + ".");
      }
    }
    List<String> command = new ArrayList<>();
    JsonNode words = toml.path("command");
    if (!words.isArray()) {
      throw new IllegalArgumentException("command is a list of words: [\"python3\", \"bot.py\"].");
    }
    words.forEach(word -> command.add(text(word, "a word of command")));
    JsonNode protocol = toml.path("protocol");
    JsonNode tmp = toml.path("tmp");
    if (!protocol.isIntegralNumber() || !protocol.canConvertToInt()) {
      throw new IllegalArgumentException("protocol is a number: 1.");
    }
    if (!tmp.isMissingNode() && (!tmp.isIntegralNumber() || !tmp.canConvertToLong())) {
      throw new IllegalArgumentException("tmp is a number of bytes.");
    }
    return new FighterManifest(
        new FighterName(text(toml.path("name"), "name")),
        text(toml.path("version"), "version"),
        command,
        protocol.intValue(),
        tmp.asLong(0));
  }

  private static String text(JsonNode node, String what) {
    if (!node.isTextual() || node.textValue().chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(what + " is a text of one line.");
    }
    return node.textValue();
  }

  static EngineException invalid(String why) {
    return new EngineException(ErrorCode.INVALID_FIGHTER, why);
  }
}
