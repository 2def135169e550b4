package io.lanista.distribution.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at what a killed server left in its database: transactions must be whole, whatever moment
 * they were cut off at, and every event is there once. One thread at a time.
 */
final class PostMortem {
  private static final Pattern MATCH = Pattern.compile("\"match\":\"([0-9a-f-]{36})\"");

  /** Each of these counts what must not be. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "rating points are not a zero sum",
          "SELECT ABS(COALESCE(SUM(points - 1500), 0)) FROM ratings",
          "as many wins are not rated as matches are completed",
          "SELECT ABS((SELECT COALESCE(SUM(wins), 0) FROM ratings)"
              + " - (SELECT COUNT(*) FROM matches WHERE status = 'COMPLETED'))",
          "as many losses are not rated as matches are completed",
          "SELECT ABS((SELECT COALESCE(SUM(losses), 0) FROM ratings)"
              + " - (SELECT COUNT(*) FROM matches WHERE status = 'COMPLETED'))",
          "tickets lead to no match",
          "SELECT COUNT(*) FROM tickets WHERE match_id IS NOT NULL"
              + " AND match_id NOT IN (SELECT id FROM matches)",
          "matched tickets have no match, or others one",
          "SELECT COUNT(*) FROM tickets WHERE (status = 'MATCHED') <> (match_id IS NOT NULL)",
          "matches that are played do not have two tickets",
          "SELECT COUNT(*) FROM matches m WHERE status = 'PLAYING'"
              + " AND (SELECT COUNT(*) FROM tickets t WHERE t.match_id = m.id) <> 2",
          "completed matches have no result, or others one",
          "SELECT COUNT(*) FROM matches WHERE (status = 'COMPLETED') <> (winner IS NOT NULL)",
          "signatures are of matches that are not completed",
          "SELECT COUNT(*) FROM signatures s WHERE s.match_id NOT IN"
              + " (SELECT id FROM matches WHERE status = 'COMPLETED')",
          "players have no key row that their registration made",
          "SELECT COUNT(*) FROM players p WHERE NOT EXISTS"
              + " (SELECT 1 FROM api_keys k WHERE k.player_id = p.id)");

  private final Ledger ledger;
  private final Map<Long, String> events = new HashMap<>();
  private final Map<String, Long> ends = new HashMap<>();

  PostMortem(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Looks; what is wrong goes into the ledger. */
  void examine(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
        try (ResultSet count = statement.executeQuery(fault.getValue())) {
          count.next();
          if (count.getLong(1) != 0) {
            ledger.contradicted("In the database " + fault.getKey() + ": " + count.getLong(1));
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT sequence, type, payload FROM outbox ORDER BY sequence")) {
        while (row.next()) {
          event(row.getLong(1), row.getString(2), row.getString(3));
        }
      }
    }
    ledger.checked();
  }

  private void event(long sequence, String type, String payload) {
    String event = type + " " + payload;
    String before = events.putIfAbsent(sequence, event);
    if (before != null && !before.equals(event)) {
      ledger.contradicted("Event " + sequence + " was " + before + " and is now " + event);
    }
    Matcher match = MATCH.matcher(payload);
    if (before == null && onceAMatch(type) && match.find()) {
      Long other = ends.putIfAbsent(type + " " + match.group(1), sequence);
      if (other != null) {
        ledger.contradicted("Events " + other + " and " + sequence + " are both " + event);
      }
    }
  }

  private static boolean onceAMatch(String type) {
    return switch (type) {
      case "match-made", "match-completed", "match-expired", "match-disputed", "result-signed" ->
          true;
      default -> false;
    };
  }
}
