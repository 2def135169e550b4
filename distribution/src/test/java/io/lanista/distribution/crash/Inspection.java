package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Asks again for what was told before; the facts themselves notice a contradiction. */
final class Inspection {
  private final Ledger ledger;
  private final Path data;

  Inspection(Ledger ledger, Path data) {
    this.ledger = ledger;
    this.data = data;
  }

  void ticket(Link link, String id) throws IOException {
    TicketFacts facts = ledger.ticket(id);
    TicketFacts.Told before = facts.told();
    Reply reply = link.get("/queue/" + id);
    if (reply.status() != 200) {
      throw new Contradiction("Ticket " + id + " of " + facts.code() + " is lost: " + reply);
    }
    facts.shown(before, reply);
    ledger.checked();
  }

  void match(Link link, String id) throws IOException {
    MatchFacts facts = ledger.match(id);
    MatchFacts.State before = facts.state();
    facts.shown(before, link.get("/matches/" + id));
    facts.recordShown(before, link.get("/api/v1/matches/" + id));
    facts.signaturesShown(before, link.get("/matches/" + id + "/signatures"));
    for (String sha256 : facts.replays()) {
      recording(id, sha256);
    }
    ledger.checked();
  }

  private void recording(String match, String sha256) throws IOException {
    Path file = Recording.file(data, match, sha256);
    try {
      if (!Recording.sha256(Files.readAllBytes(file)).equals(sha256)) {
        throw new Contradiction("The recording " + file + " was damaged.");
      }
    } catch (NoSuchFileException lost) {
      throw new Contradiction("The recording " + file + " was taken and is lost.");
    }
  }

  /** Whether a key is valid, by a request that changes nothing. */
  void key(Link link, String key) throws IOException {
    boolean valid = ledger.isValid(key);
    Reply reply =
        link.send(
            "DELETE",
            "/api/v1/keys/00000000-0000-0000-0000-000000000000",
            null,
            "Authorization",
            "Bearer " + key);
    if (ledger.knows(key)
        && ledger.isValid(key) == valid
        && reply.status() != (valid ? 404 : 401)) {
      throw new Contradiction(
          "A key that is " + (valid ? "valid" : "revoked") + " was answered " + reply);
    }
    ledger.checked();
  }
}
