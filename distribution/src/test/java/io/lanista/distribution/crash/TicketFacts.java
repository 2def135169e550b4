package io.lanista.distribution.crash;

import java.util.ArrayList;
import java.util.List;

/** What clients were told about one queue entry. Thread-safe. */
final class TicketFacts {
  private static final String WAITING = "waiting";

  private final String id;
  private final String code;
  private final List<String> matches = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private String status = WAITING;
  private boolean mayMove;

  TicketFacts(String id, String code) {
    this.id = id;
    this.code = code;
  }

  /** What was known at a moment: a request sent then must be answered accordingly. */
  record Told(String status, int matches) {}

  String code() {
    return code;
  }

  synchronized Told told() {
    return new Told(status, matches.size());
  }

  /** The match it leads to by the last word, or none. */
  synchronized String match() {
    return matches.isEmpty() ? "" : matches.get(matches.size() - 1);
  }

  /** Its entry as somebody was shown it. */
  synchronized void shown(Told before, Reply entry) {
    String now = entry.at("status");
    String match = entry.at("match_id");
    note(now + " " + match);
    if (!entry.at("queue_id").equals(id)) {
      throw wrong("is answered with another entry", entry);
    }
    if (!before.status().equals(WAITING) && !now.equals(before.status())) {
      throw wrong("was " + before.status(), entry);
    }
    if (!now.equals(WAITING) && !status.equals(WAITING) && !now.equals(status)) {
      throw wrong("ended twice, first as " + status, entry);
    }
    if (now.equals("matched") == match.isEmpty()) {
      throw wrong("must name a match if it is matched, and only then", entry);
    }
    if (!match.isEmpty()) {
      lead(before, match, entry);
    }
    if (!now.equals(WAITING)) {
      status = now;
    }
  }

  private void lead(Told before, String match, Reply entry) {
    int at = matches.indexOf(match);
    if (at >= 0 && at < before.matches() - 1) {
      throw wrong("went back to an earlier match", entry);
    }
    if (at < 0 && !matches.isEmpty() && !mayMove) {
      throw wrong("leads to another match without a rematch", entry);
    }
    if (at < 0) {
      moved(match);
    }
  }

  /** An operator is about to ask for a rematch. */
  synchronized void mayMove() {
    note("rematch asked for");
    mayMove = true;
  }

  /** A rematch was acknowledged, or seen. */
  synchronized void moved(String match) {
    if (!matches.contains(match)) {
      note("leads to " + match);
      matches.add(match);
      mayMove = false;
    }
  }

  /** It was acknowledged that it left the queue by its own wish. */
  synchronized void left() {
    note("left");
    if (!status.equals(WAITING) && !status.equals("cancelled")) {
      throw new Contradiction("Ticket " + id + " left the queue after it was " + status);
    }
    status = "cancelled";
  }

  synchronized void note(String what) {
    if (story.isEmpty() || !story.get(story.size() - 1).equals(what)) {
      story.add(what);
    }
  }

  private Contradiction wrong(String what, Reply entry) {
    return new Contradiction(
        "Ticket " + id + " of " + code + " " + what + ": " + entry + "\n  told: " + story);
  }
}
