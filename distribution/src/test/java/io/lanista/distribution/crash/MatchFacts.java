package io.lanista.distribution.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What clients were told about one match. Thread-safe. */
final class MatchFacts {
  private static final String PROPOSED = "proposed";
  private static final int MOST_TOLD = 80;

  private final String id;
  private final Script script;
  private final List<String> story = new ArrayList<>();
  private final Set<String> signatures = new TreeSet<>();
  private final Map<String, Boolean> replays = new LinkedHashMap<>();
  private final String[] tickets = {"", ""};
  private final boolean[] parting = new boolean[2];
  private final boolean[] left = new boolean[2];
  private String codes = "";
  private State state = new State("playing", "", "", "", "", "", 0);
  private boolean operated;
  private boolean recording;

  /** What a side that is done does. */
  enum Parting {
    WAIT,
    LEAVE,
    REMATCH
  }

  /**
   * What is known at a moment.
   *
   * @param first what side p1 reported
   * @param second what side p2 reported
   * @param document the final match as a client gets it, but for the wager's status
   * @param record the final match in the native form
   * @param signatures how many there are at least
   */
  record State(
      String status,
      String first,
      String second,
      String wager,
      String document,
      String record,
      int signatures) {
    boolean isFinal() {
      return status.equals("completed") || status.equals("expired");
    }

    private int rank() {
      return switch (status) {
        case "playing" -> 0;
        case "disputed" -> 1;
        case "completed", "expired" -> 2;
        default -> throw new Contradiction("There is no status " + status);
      };
    }

    private State with(
        String newStatus, String newFirst, String newSecond, String newWager, String newDocument) {
      return new State(newStatus, newFirst, newSecond, newWager, newDocument, record, signatures);
    }
  }

  MatchFacts(String id, Script script) {
    this.id = id;
    this.script = script;
    note(script.toString());
  }

  String id() {
    return id;
  }

  Script script() {
    return script;
  }

  synchronized State state() {
    return state;
  }

  // ---- What requests were acknowledged.

  /** A side's report was taken. */
  synchronized void reported(int side, String outcome) {
    note("report of side " + (side + 1) + " taken: " + outcome);
    String known = side == 0 ? state.first() : state.second();
    if (!known.isEmpty() && !known.equals(outcome)) {
      throw wrong("took a second report of a side, which had said " + known, outcome);
    }
    state =
        side == 0
            ? state.with(state.status(), outcome, state.second(), state.wager(), state.document())
            : state.with(state.status(), state.first(), outcome, state.wager(), state.document());
  }

  /** A wager route answered with this status. */
  synchronized void wagered(String before, String status) {
    note("wager " + status);
    wagerFollows(before, status);
  }

  /** A recording was taken. */
  synchronized void recorded(String sha256, boolean firstWon) {
    note("recording taken: " + sha256);
    replays.put(sha256, firstWon);
  }

  /** A signature was taken; so many are there now. */
  synchronized void signed(int before, String signature, Reply reply) {
    note("signature taken, " + reply.text());
    int count = reply.body().path("signatures_received").asInt();
    signatures.add(signature);
    if (count < Math.max(1, before)) {
      throw wrong("lost a signature", reply.text());
    }
    count(count);
  }

  /** An operator may decide this match now: not the script alone. */
  synchronized void operated(String how) {
    note(how);
    operated = true;
  }

  /** A recording is being uploaded. */
  synchronized void recording() {
    note("recording sent");
    recording = true;
  }

  /** An operator's request was acknowledged: the match is over. */
  synchronized void ended(String status) {
    note("ended by an operator: " + status);
    if (state.isFinal() && !state.status().equals(status)) {
      throw wrong("was " + state.status() + " before", status);
    }
    state = state.with(status, state.first(), state.second(), state.wager(), state.document());
  }

  // ---- What it looks like.

  /** The match in the clients' form. */
  synchronized void shown(State before, Reply reply) {
    if (reply.status() != 200) {
      throw wrong("is not shown", reply.text());
    }
    String status = reply.at("status");
    State now =
        new State(
            status,
            reply.at("p1_result"),
            reply.at("p2_result"),
            reply.at("wager_status"),
            "",
            "",
            0);
    note(now.toString());
    String who = reply.at("p1_connect_code") + " " + reply.at("p2_connect_code");
    if (!codes.isEmpty() && !codes.equals(who)) {
      throw wrong("was between " + codes, reply.text());
    }
    codes = who;
    if (now.rank() < before.rank() || before.isFinal() && !status.equals(before.status())) {
      throw wrong("was " + before.status(), reply.text());
    }
    if (!before.first().isEmpty() && !now.first().equals(before.first())
        || !before.second().isEmpty() && !now.second().equals(before.second())) {
      throw wrong("lost or changed a report", reply.text());
    }
    wagerFollows(before.wager(), now.wager());
    String document = state.document();
    if (now.isFinal()) {
      String told = reply.text().replaceFirst("\"wager_status\":(null|\"[a-z]*\")", "");
      if (!document.isEmpty() && !document.equals(told)) {
        throw wrong("was final, and changed from\n    " + document, told);
      }
      document = told;
      if (status.equals("completed") == reply.at("result_timestamp").isEmpty()) {
        throw wrong("has a result if it is completed, and only then", told);
      }
    }
    state =
        state.with(
            now.rank() > state.rank() ? status : state.status(),
            state.first().isEmpty() ? now.first() : state.first(),
            state.second().isEmpty() ? now.second() : state.second(),
            state.wager(),
            document);
  }

  private void wagerFollows(String before, String now) {
    boolean follows =
        before.isEmpty() || before.equals(now) || before.equals(PROPOSED) && !now.isEmpty();
    boolean settled = !state.wager().isEmpty() && !state.wager().equals(PROPOSED);
    if (!follows
        || settled && !now.isEmpty() && !now.equals(PROPOSED) && !now.equals(state.wager())) {
      throw wrong("had a wager that was " + before + ", then " + state.wager(), now);
    }
    if (!settled && !now.isEmpty()) {
      state = state.with(state.status(), state.first(), state.second(), now, state.document());
    }
  }

  /** The match in the native form. */
  synchronized void recordShown(State before, Reply reply) {
    if (reply.status() != 200) {
      throw wrong("has no record", reply.text());
    }
    if (!before.record().isEmpty() && !before.record().equals(reply.text())
        || !state.record().isEmpty()
            && finalRecord(reply)
            && !state.record().equals(reply.text())) {
      throw wrong("had another record:\n    " + state.record(), reply.text());
    }
    if (!finalRecord(reply)) {
      return;
    }
    note("record " + reply.text());
    if (reply.at("status").equals("completed")) {
      completed(reply);
    }
    state =
        new State(
            state.status(),
            state.first(),
            state.second(),
            state.wager(),
            state.document(),
            reply.text(),
            state.signatures());
  }

  private static boolean finalRecord(Reply reply) {
    return reply.at("status").equals("completed") || reply.at("status").equals("expired");
  }

  private void completed(Reply reply) {
    int first = change(reply, "p1");
    if (first + change(reply, "p2") != 0
        || first == 0
        || first > 0 != reply.at("winner").equals("p1")) {
      throw wrong("has a rating that is not a zero sum for its winner", reply.text());
    }
    String verdict = reply.at("winner") + " " + reply.at("score");
    if (!operated && !verdict.equals(script.verdict())) {
      throw wrong(
          "must be decided by its reports or its recording: " + script.verdict(), reply.text());
    }
    String proof = reply.at("replay_sha256");
    boolean firstWon = reply.at("winner").equals("p1");
    boolean proven = replays.values().stream().anyMatch(won -> won == firstWon);
    if (proven && proof.isEmpty() || !recording && !proof.isEmpty()) {
      throw wrong("does not name the recordings it took: " + replays, reply.text());
    }
  }

  static int change(Reply record, String side) {
    return record.body().path(side).path("elo_after").asInt()
        - record.body().path(side).path("elo_before").asInt();
  }

  /** The list of signatures. */
  synchronized void signaturesShown(State before, Reply reply) {
    int count = reply.body().path("signatures_received").asInt();
    if (reply.status() != 200
        || count < before.signatures()
        || count != reply.body().path("signatures").size()
        || count > 2) {
      throw wrong("had " + before.signatures() + " signatures", reply.text());
    }
    Set<String> shown = new TreeSet<>();
    reply.body().path("signatures").forEach(s -> shown.add(s.path("signature").asText()));
    if (count == 2 && !shown.containsAll(signatures)) {
      throw wrong("lost one of the signatures " + signatures, reply.text());
    }
    signatures.addAll(shown);
    count(count);
  }

  private void count(int count) {
    if (count > state.signatures()) {
      state =
          new State(
              state.status(),
              state.first(),
              state.second(),
              state.wager(),
              state.document(),
              state.record(),
              count);
    }
  }

  /** The recordings that were taken. */
  synchronized Set<String> replays() {
    return Set.copyOf(replays.keySet());
  }

  // ---- How its two sides part. Sides are 0 and 1.

  /** The agent of a side knows its match. */
  synchronized void seat(int side, String ticket) {
    tickets[side] = ticket;
  }

  synchronized List<String> tickets() {
    return List.of(tickets);
  }

  /**
   * A side has done all it wanted. Where the script has a rematch, the first to come waits for the
   * other, unless that one has not been seen or is gone.
   */
  synchronized Parting part(int side) {
    parting[side] = true;
    boolean both = !tickets[0].isEmpty() && !tickets[1].isEmpty() && !left[0] && !left[1];
    if (!script.rematch() || !both) {
      left[side] = true;
      return Parting.LEAVE;
    }
    return parting[0] && parting[1] ? Parting.REMATCH : Parting.WAIT;
  }

  synchronized void note(String what) {
    if (story.size() < MOST_TOLD
        && (story.isEmpty() || !story.get(story.size() - 1).equals(what))) {
      story.add(what);
    }
  }

  private Contradiction wrong(String what, String now) {
    return new Contradiction(
        "Match "
            + id
            + " "
            + what
            + "; now: "
            + now
            + "\n  told:\n    "
            + String.join("\n    ", story));
  }
}
