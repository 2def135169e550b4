package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All matches against the leaderboard: every result is rated once, and only results are. */
final class Standings {
  private static final int START = 1500;
  private static final int RECENT_PAGES = 2;

  private final Link link;
  private final Ledger ledger;
  private final Map<String, Contestant> byCode;

  /** What the matches add up to for one name. */
  private static final class Sum {
    private int points = START;
    private int wins;
    private int losses;

    @Override
    public String toString() {
      return points + " points, " + wins + " wins, " + losses + " losses";
    }
  }

  Standings(Link link, Ledger ledger, Collection<Contestant> agents) {
    this.link = link;
    this.ledger = ledger;
    this.byCode = agents.stream().collect(Collectors.toMap(Contestant::code, agent -> agent));
  }

  /** Looks at the newest matches only. */
  static void checkNobodyPlaysTwice(Link link, List<Contestant> agents) throws IOException {
    Standings standings = new Standings(link, new Ledger(), agents);
    Set<String> playing = new HashSet<>();
    standings.pages("/api/v1/matches", "matches", RECENT_PAGES, m -> standings.live(m, playing));
  }

  private interface Line {
    void read(JsonNode line);
  }

  private int pages(String path, String list, int most, Line line) throws IOException {
    String cursor = "";
    int lines = 0;
    for (int page = 0; page < most; page++) {
      Reply reply = link.get(path + "?limit=100" + cursor);
      if (reply.status() != 200) {
        throw new Contradiction(path + " was answered " + reply);
      }
      for (JsonNode each : reply.body().path(list)) {
        line.read(each);
        lines++;
      }
      if (reply.at("next_cursor").isEmpty()) {
        break;
      }
      cursor = "&cursor=" + URLEncoder.encode(reply.at("next_cursor"), StandardCharsets.UTF_8);
    }
    return lines;
  }

  private void live(JsonNode match, Set<String> playing) {
    String status = match.path("status").asText();
    if (!status.equals("playing") && !status.equals("disputed")) {
      return;
    }
    for (String side : List.of("p1", "p2")) {
      String code = match.path(side).path("connect_code").asText();
      if (byCode.containsKey(code) && byCode.get(code).isCareful() && !playing.add(code)) {
        throw new Contradiction(code + " is in two live matches, one of them " + match);
      }
    }
  }

  void check() throws IOException {
    Map<String, Sum> sums = new HashMap<>();
    Set<String> playing = new HashSet<>();
    Set<String> listed = new HashSet<>();
    pages(
        "/api/v1/matches",
        "matches",
        Integer.MAX_VALUE,
        match -> {
          if (!listed.add(match.path("id").asText())) {
            throw new Contradiction("Listed twice: " + match);
          }
          live(match, playing);
          if (match.path("status").asText().equals("completed")) {
            add(sums, match);
          }
        });
    Set<String> lost = new HashSet<>(ledger.matches());
    lost.removeAll(listed);
    if (!lost.isEmpty()) {
      throw new Contradiction("Not in the list of matches: " + lost);
    }
    Map<String, String> board = new HashMap<>();
    pages(
        "/api/v1/leaderboard",
        "players",
        Integer.MAX_VALUE,
        line ->
            board.put(
                line.path("name").asText(),
                line.path("elo").asInt()
                    + " points, "
                    + line.path("wins").asInt()
                    + " wins, "
                    + line.path("losses").asInt()
                    + " losses"));
    Map<String, String> expected = new HashMap<>();
    sums.forEach((name, sum) -> expected.put(name, sum.toString()));
    if (!board.equals(expected)) {
      Set<Map.Entry<String, String>> wrong = new HashSet<>(board.entrySet());
      wrong.removeAll(expected.entrySet());
      throw new Contradiction(
          "The leaderboard says " + wrong + ", the matches add up to " + expected);
    }
  }

  private void add(Map<String, Sum> sums, JsonNode match) {
    Reply record = new Reply(200, match.toString(), match);
    for (String side : List.of("p1", "p2")) {
      String code = match.path(side).path("connect_code").asText();
      Sum sum = sums.computeIfAbsent(byCode.get(code).displayName(), name -> new Sum());
      sum.points += MatchFacts.change(record, side);
      if (match.path("winner").asText().equals(side)) {
        sum.wins++;
      } else {
        sum.losses++;
      }
    }
  }
}
