package io.lanista.distribution.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Watches a room from its first event to its last, over all lives of the server. */
final class RoomViewer implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Server server;
  private final String room;
  private final Map<String, String> locks = new TreeMap<>();
  private final Map<String, Integer> types = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long seen;
  private long id;
  private String type = "";

  RoomViewer(Server server, String room) {
    this.server = server;
    this.room = room;
  }

  @Override
  public void run() {
    try {
      while (!types.containsKey("room.final")) {
        server.events(room + "/events", seen, this::line);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void line(String line) {
    if (line.startsWith("id:")) {
      id = Long.parseLong(line.substring(3).strip());
    } else if (line.startsWith("event:")) {
      type = line.substring(6).strip();
    } else if (line.startsWith("data:")) {
      event(line.substring(5).strip());
    }
  }

  private void event(String text) {
    if (type.equals("room.state_sync")) {
      return;
    }
    if (id != seen + 1) {
      faults.add(room + ": after event " + seen + " came " + id);
    }
    seen = id;
    types.merge(type, 1, Integer::sum);
    if (type.equals("room.locked")) {
      JsonNode data = json(text);
      locks.put(
          data.path("problemId").asText(),
          data.path("claimedBy").asText() + "@" + data.path("timestamp").asLong());
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  /** Who owned what after the last event. */
  Map<String, String> locks() {
    return locks;
  }

  /** How many events of each type there were. */
  Map<String, Integer> types() {
    return types;
  }

  /** Events that were lost or came twice. */
  List<String> faults() {
    return faults;
  }
}
