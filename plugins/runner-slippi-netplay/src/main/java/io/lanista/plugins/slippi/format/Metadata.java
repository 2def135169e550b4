package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the writer of a recording noted about it after the game. Easily edited, so nothing a result
 * depends on is taken from here but the start time, which a recording has nowhere else.
 *
 * @param startedAt when the game began, by the writer's clock; empty if not given with its offset
 * @param names what each player is called, by player index
 */
public record Metadata(Optional<Instant> startedAt, Map<Integer, Names> names) {
  static final Metadata NONE = new Metadata(Optional.empty(), Map.of());

  /**
   * How one player is called over the net; empty where not given.
   *
   * @param netplay its display name
   */
  public record Names(String netplay, String code) {
    public Names {
      Objects.requireNonNull(netplay);
      Objects.requireNonNull(code);
    }

    /** What to show for it: its name, else its code, else nothing. */
    public String shown() {
      return netplay.isEmpty() ? code : netplay;
    }
  }

  public Metadata {
    Objects.requireNonNull(startedAt);
    names = Map.copyOf(names);
  }

  /** The names of one player, empty ones if there are none. */
  public Names of(int player) {
    return names.getOrDefault(player, new Names("", ""));
  }

  /** Reads what follows the events: the key {@code metadata}, its object and the closing brace. */
  static Metadata read(ByteBuffer bytes, int at) throws InvalidReplayException {
    Reading reading = new Reading(new Ubjson(bytes, at));
    return reading.all();
  }

  private static final class Reading {
    private final Ubjson ubjson;
    private final Map<Integer, Names> names = new TreeMap<>();
    private String startAt = "";

    Reading(Ubjson ubjson) {
      this.ubjson = ubjson;
    }

    Metadata all() throws InvalidReplayException {
      if (ubjson.atEnd()) {
        return NONE;
      }
      // The wrapper's own object was opened before the events.
      ubjson.object(this::top);
      return new Metadata(instant(startAt), names);
    }

    private void top(String key, int type) throws InvalidReplayException {
      if (key.equals("metadata") && type == '{') {
        ubjson.object(this::field);
      } else {
        ubjson.skip(type);
      }
    }

    private void field(String key, int type) throws InvalidReplayException {
      if (key.equals("startAt") && type == 'S') {
        startAt = ubjson.text();
      } else if (key.equals("players") && type == '{') {
        ubjson.object(this::player);
      } else {
        ubjson.skip(type);
      }
    }

    private void player(String key, int type) throws InvalidReplayException {
      boolean index = key.length() == 1 && key.charAt(0) >= '0' && key.charAt(0) <= '3';
      if (!index || type != '{') {
        ubjson.skip(type);
        return;
      }
      ubjson.object(
          (inner, innerType) -> {
            if (inner.equals("names") && innerType == '{') {
              names.put(key.charAt(0) - '0', names());
            } else {
              ubjson.skip(innerType);
            }
          });
    }

    private Names names() throws InvalidReplayException {
      String[] found = {"", ""};
      ubjson.object(
          (key, type) -> {
            int which = key.equals("netplay") ? 0 : key.equals("code") ? 1 : -1;
            if (which >= 0 && type == 'S') {
              found[which] = ubjson.text();
            } else {
              ubjson.skip(type);
            }
          });
      return new Names(found[0], found[1]);
    }

    private static Optional<Instant> instant(String iso) {
      try {
        return Optional.of(OffsetDateTime.parse(iso).toInstant());
      } catch (DateTimeParseException notAnInstant) {
        return Optional.empty();
      }
    }
  }
}
