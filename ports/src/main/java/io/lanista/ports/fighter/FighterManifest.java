package io.lanista.ports.fighter;

import java.util.List;
import java.util.Objects;

/**
 * What a fighter's {@code fighter.toml} says.
 *
 * @param version its author's word for this version, 1..32 characters
 * @param command how it is started, 1..16 words of at most 256 characters
 * @param protocol the version of the fighter protocol it speaks; 1
 * @param temporaryBytes the size of the private /tmp it asks for; 0 for none, at most 64 MiB
 */
public record FighterManifest(
    FighterName name, String version, List<String> command, int protocol, long temporaryBytes) {
  /** The largest private /tmp, in bytes. */
  public static final long MOST_TEMPORARY = 64L << 20;

  public FighterManifest {
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
    command = List.copyOf(command);
    if (version.isEmpty() || version.length() > 32) {
      throw new IllegalArgumentException("version has 1 to 32 characters.");
    }
    if (command.isEmpty()
        || command.size() > 16
        || command.stream().anyMatch(word -> word.isEmpty() || word.length() > 256)) {
      throw new IllegalArgumentException("command is 1 to 16 words of 1 to 256 characters.");
    }
    if (protocol != 1) {
      throw new IllegalArgumentException("protocol must be 1, which is what this engine speaks.");
    }
    if (temporaryBytes < 0 || temporaryBytes > MOST_TEMPORARY) {
      throw new IllegalArgumentException("tmp is 0 to " + MOST_TEMPORARY + " bytes.");
    }
  }
}
