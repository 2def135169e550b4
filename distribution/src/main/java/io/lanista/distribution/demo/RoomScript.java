package io.lanista.distribution.demo;

import io.lanista.judges.standin.StandInCodeforces;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens in a room of the demo.
 *
 * @param problems their ids and ratings, in order
 * @param problemSeconds for how long each is open at most
 * @param submissions what is handed in
 * @param winner who has to win then
 */
record RoomScript(
    String format,
    String about,
    List<Map.Entry<String, Integer>> problems,
    OptionalInt problemSeconds,
    int limitSeconds,
    int graceSeconds,
    List<Handed> submissions,
    String winner) {

  /**
   * A submission.
   *
   * @param at milliseconds after the room's start
   * @param shownAt when the judge tells of it, which may be later
   */
  record Handed(int at, int shownAt, String team, String problem, String verdict) {}

  static RoomScript arena() {
    return new RoomScript(
        "arena",
        "four problems at once; blue's 158A is told of late, and was first",
        List.of(
            Map.entry("4A", 800),
            Map.entry("158A", 1000),
            Map.entry("231A", 1200),
            Map.entry("71A", 1500)),
        OptionalInt.empty(),
        25,
        2,
        List.of(
            new Handed(1_000, 1_000, "blue", "4A", "OK"),
            new Handed(2_000, 6_500, "blue", "158A", "OK"),
            new Handed(4_000, 4_000, "red", "158A", "OK"),
            new Handed(5_000, 5_000, "blue", "71A", "WRONG_ANSWER"),
            new Handed(8_000, 8_000, "red", "71A", "OK"),
            new Handed(10_000, 10_000, "red", "231A", "OK")),
        "red");
  }

  static RoomScript blitz() {
    return new RoomScript(
        "blitz",
        "three problems one after the other, six seconds each; nobody solves the second",
        List.of(Map.entry("1A", 1000), Map.entry("118A", 1000), Map.entry("112A", 1800)),
        OptionalInt.of(6),
        30,
        2,
        List.of(
            new Handed(2_000, 2_000, "blue", "1A", "OK"),
            new Handed(5_000, 5_000, "red", "118A", "WRONG_ANSWER"),
            new Handed(12_500, 12_500, "red", "112A", "OK")),
        "red");
  }

  /**
   * Hands everything in at its time, which begins now.
   *
   * @param accounts the account of each team
   */
  void handIn(StandInCodeforces judge, Map<String, String> accounts) throws InterruptedException {
    Instant start = Instant.now();
    List<Handed> inOrder =
        submissions.stream().sorted(Comparator.comparingInt(Handed::shownAt)).toList();
    for (Handed handed : inOrder) {
      Thread.sleep(
          Math.max(
              0, start.plusMillis(handed.shownAt()).toEpochMilli() - System.currentTimeMillis()));
      int digits = handed.problem().length() - 1;
      judge.submit(
          List.of(accounts.get(handed.team())),
          Integer.parseInt(handed.problem().substring(0, digits)),
          handed.problem().substring(digits),
          start.plusMillis(handed.at()),
          Optional.of(handed.verdict()));
    }
  }
}
