package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The board of one room: a column for every problem that is revealed, a line for every team. On a
 * terminal it stays where it is and changes; elsewhere it is printed again whenever it changes.
 * Thread-safe.
 */
final class Board {
  private static final int TEAM = 10;
  private static final int PROBLEM = 9;

  private final PrintWriter out;
  private final boolean redraws;
  private final List<String> teams;
  private final Map<String, Integer> problems = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Map<String, Integer> scores = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private int drawn;

  Board(PrintWriter out, boolean redraws, List<String> teams) {
    this.out = out;
    this.redraws = redraws;
    this.teams = List.copyOf(teams);
  }

  /** Takes up what an event says, tells of it, and shows the board as it is now. */
  synchronized void take(String type, JsonNode data) {
    switch (type) {
      case "room.state_sync", "room.started" -> {
        data.path("problems").forEach(this::reveal);
        data.path("locks")
            .properties()
            .forEach(lock -> owners.put(lock.getKey(), lock.getValue().path("claimedBy").asText()));
        score(data.path("scores"));
      }
      case "room.locked" ->
          owners.put(data.path("problemId").asText(), data.path("claimedBy").asText());
      case "room.score" -> score(data.path("scores"));
      case "room.advance" -> {
        if (data.path("nextProblem").isObject()) {
          reveal(data.path("nextProblem"));
        }
      }
      default -> {}
    }
    show(type, data);
  }

  private void reveal(JsonNode problem) {
    problems.put(problem.path("problemId").asText(), problem.path("points").asInt());
  }

  private void score(JsonNode given) {
    given.properties().forEach(team -> scores.put(team.getKey(), team.getValue().asInt()));
  }

  private void show(String type, JsonNode data) {
    StringBuilder text = new StringBuilder();
    if (redraws && drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\u001b[J");
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%6.1fs  %-15s %s%n",
            (System.nanoTime() - start) / 1e9,
            type,
            type.equals("room.state_sync") || type.equals("room.started") ? "" : data));
    if (redraws || !type.equals("room.locked")) {
      lines().forEach(line -> text.append(line).append(System.lineSeparator()));
    }
    drawn = teams.size() + 1;
    out.print(text);
    out.flush();
  }

  private List<String> lines() {
    StringBuilder head = new StringBuilder(" ".repeat(TEAM));
    problems.forEach((id, points) -> head.append(cell(id + "/" + points)));
    List<String> lines = new ArrayList<>(List.of(head + cell("points")));
    for (String team : teams) {
      StringBuilder line = new StringBuilder(String.format("  %-" + (TEAM - 2) + "s", team));
      problems.keySet().forEach(id -> line.append(cell(team.equals(owners.get(id)) ? "[x]" : ".")));
      lines.add(line + cell(String.valueOf(scores.getOrDefault(team, 0))));
    }
    return lines;
  }

  private static String cell(String text) {
    return String.format("%" + PROBLEM + "s", text);
  }
}
