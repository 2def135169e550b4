package io.lanista.engine.room;

import static io.lanista.engine.room.RoomBounds.must;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Team;
import io.lanista.ports.storage.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a room of a request, or says what is wrong with it. Thread-safe. */
record RoomDrafting(Registry<RoomFormat> formats, Judges judges, RoomSettings settings) {
  /** Looks at everything that needs no database. */
  void check(RoomRequest request, Instant now) {
    RoomBounds.check(request, now);
    must(
        formats.names().contains(request.format()),
        "format",
        "There is no room format '"
            + shown(request.format())
            + "'; there is: "
            + String.join(", ", formats.names())
            + ".");
    String judge = judge(request);
    must(
        judges.find(judge).isPresent(),
        "judge",
        "There is no judge '"
            + shown(judge)
            + "'; there is: "
            + String.join(", ", judges.byName().keySet().stream().sorted().toList())
            + ".");
    must(
        request.selection().isEmpty() || judges.find(judge).orElseThrow().source().isPresent(),
        "select",
        "The judge " + judge + " has no problems to draw from; name them in problems.");
    if (!request.problems().isEmpty()) {
      Optional<String> refusal = refusal(request);
      must(refusal.isEmpty(), "problems", refusal.orElse(""));
    }
  }

  private Optional<String> refusal(RoomRequest request) {
    try (Lease<RoomFormat> lease = formats.lease(request.format())) {
      return lease.call(
          "refusal",
          format -> new CheckedFormat(format).refusal(request.problems(), request.teams().size()));
    }
  }

  private String judge(RoomRequest request) {
    return request.judge().orElse(judges.usual());
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 40)).replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** The room, within the transaction that writes it. */
  Room room(Transaction tx, RoomId id, PlayerId creator, RoomRequest request, Instant now) {
    RoomPlan plan =
        new RoomPlan(
            id,
            request.format(),
            request.name().orElse(request.format()),
            creator,
            judge(request),
            request.teams().stream().map(team -> registered(tx, team)).toList(),
            request.selection(),
            now,
            request
                .startsAt()
                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                .filter(now::isBefore)
                .orElse(now),
            request.limit(),
            request.grace().orElse(RoomBounds.USUAL_GRACE),
            request.readyWithin().orElse(RoomBounds.USUAL_READY),
            request.forfeitAfter().orElse(settings.usualForfeit()),
            request.open(),
            request.mustHaveWinner());
    return new Room(
        plan,
        1,
        RoomStatus.WAITING,
        request.problems().stream().map(RoomDrafting::upperCased).toList(),
        Map.of(),
        Map.of(),
        nobodyReady(plan),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static Map<String, Attendance> nobodyReady(RoomPlan plan) {
    Attendance none = new Attendance(false, Optional.empty());
    return plan.members().stream()
        .collect(Collectors.toMap(member -> member.username().text(), member -> none));
  }

  private static Team registered(Transaction tx, Team team) {
    return new Team(
        team.id(),
        team.name(),
        team.members().stream()
            .map(
                member -> {
                  Optional<Player> player = tx.players().find(member.username());
                  must(
                      player.isPresent(),
                      "username",
                      "No player is registered as '" + member.username().text() + "'.");
                  return new Member(
                      player.orElseThrow().username(), member.account(), member.rating());
                })
            .toList());
  }

  private static Problem upperCased(Problem problem) {
    return new Problem(
        ProblemId.of(problem.id().text()),
        problem.name(),
        problem.rating(),
        problem.points(),
        problem.limit());
  }
}
