package io.lanista.engine.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.plugin.Contributions;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What one plugin contributes, by name, collected while it says so. */
final class NamedContributions implements Contributions {
  static final String MATCHMAKING = "matchmaking";
  static final String RUNNER = "runner";
  static final String ROOM_FORMAT = "room-format";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  private final Map<String, MatchmakingPolicy> matchmaking = new TreeMap<>();
  private final Map<String, GameRunner> runners = new TreeMap<>();
  private final Map<String, RoomFormat> roomFormats = new TreeMap<>();
  private boolean closed;

  @Override
  public synchronized Contributions matchmaking(String name, MatchmakingPolicy policy) {
    return put(MATCHMAKING, matchmaking, name, policy);
  }

  @Override
  public synchronized Contributions runner(String name, GameRunner runner) {
    return put(RUNNER, runners, name, runner);
  }

  @Override
  public synchronized Contributions roomFormat(String name, RoomFormat format) {
    return put(ROOM_FORMAT, roomFormats, name, format);
  }

  /** Ends the collecting: a plugin that kept this object cannot change it later. */
  synchronized void close() {
    closed = true;
  }

  synchronized Map<String, MatchmakingPolicy> matchmaking() {
    return Collections.unmodifiableMap(matchmaking);
  }

  synchronized Map<String, GameRunner> runners() {
    return Collections.unmodifiableMap(runners);
  }

  synchronized Map<String, RoomFormat> roomFormats() {
    return Collections.unmodifiableMap(roomFormats);
  }

  /** Each with its kind before it, such as {@code runner netplay}, sorted. */
  synchronized List<String> labels() {
    List<String> labels = new ArrayList<>();
    matchmaking.keySet().forEach(name -> labels.add(MATCHMAKING + " " + name));
    runners.keySet().forEach(name -> labels.add(RUNNER + " " + name));
    roomFormats.keySet().forEach(name -> labels.add(ROOM_FORMAT + " " + name));
    return labels;
  }

  private <T> Contributions put(String kind, Map<String, T> to, String name, T contribution) {
    if (closed) {
      throw new IllegalStateException("Contributions are named in contribute(), not later.");
    }
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a contribution has 1 to 32 characters of a-z, 0-9 and '-'; found: " + name);
    }
    if (contribution == null) {
      throw new IllegalArgumentException("There is nothing behind " + kind + " " + name + ".");
    }
    if (to.putIfAbsent(name, contribution) != null) {
      throw new IllegalArgumentException("It contributes " + kind + " " + name + " twice.");
    }
    return this;
  }
}
