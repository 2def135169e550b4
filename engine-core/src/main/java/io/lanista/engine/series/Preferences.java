package io.lanista.engine.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a player asks of its opponent and its match.
 *
 * @param formats those it would play, the preferred one first; at least one, none twice
 * @param eloRange how far the opponent's rating may be away at first; the policy's own if empty
 * @param config the JSON object for its fighter; {@code {}} if none
 */
public record Preferences(List<Format> formats, OptionalInt eloRange, String config) {
  /** Beyond it, everyone is in range. */
  private static final int MOST_RANGE = 10_000;

  private static final String FORMATS = "formats";
  private static final String ELO_RANGE = "elo_range";
  private static final String CONFIG = "config";

  public Preferences {
    formats = List.copyOf(formats);
    Objects.requireNonNull(eloRange);
    Objects.requireNonNull(config);
    if (formats.isEmpty() || formats.stream().distinct().count() != formats.size()) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "format", "Name at least one format, and none twice.");
    }
    if (eloRange.isPresent() && (eloRange.getAsInt() < 0 || eloRange.getAsInt() > MOST_RANGE)) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "elo_range", "elo_range is 0 to " + MOST_RANGE + ".");
    }
    checkConfig(config);
  }

  /**
   * Refuses a config that is too long or no JSON object by its look; whether it is one is for who
   * read it.
   *
   * @throws EngineException INVALID_REQUEST
   */
  public static void checkConfig(String config) {
    if (config.length() > Contender.MOST_CONFIG
        || !config.startsWith("{")
        || !config.endsWith("}")) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST,
          "fighter_config",
          "fighter_config is a JSON object of at most " + Contender.MOST_CONFIG + " characters.");
    }
  }

  /** As a ticket and a candidate have them. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(FORMATS, String.join(",", formats.stream().map(Format::word).toList()));
    eloRange.ifPresent(range -> map.put(ELO_RANGE, String.valueOf(range)));
    map.put(CONFIG, config);
    return map;
  }

  /** Reads what {@link #toMap} made; what is missing is as usual. */
  public static Preferences of(Map<String, String> map) {
    String range = map.get(ELO_RANGE);
    return new Preferences(
        Arrays.stream(map.getOrDefault(FORMATS, Format.BO3.word()).split(","))
            .map(Format::of)
            .toList(),
        range == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(range)),
        map.getOrDefault(CONFIG, "{}"));
  }

  /** The longest common format, unless both prefer the same other one; empty if none is common. */
  public Optional<Format> agree(Preferences other) {
    List<Format> own = new ArrayList<>(formats);
    own.retainAll(other.formats);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Format> others = new ArrayList<>(other.formats);
    others.retainAll(formats);
    return Optional.of(own.get(0) == others.get(0) ? own.get(0) : Collections.max(own));
  }
}
