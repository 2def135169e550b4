package io.lanista.engine.room;

import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that is due in a room, in its order: its start, claims, forfeits, what its format
 * wants, its end, and that its result becomes final. Pure but for the calls of the format.
 */
final class Turn {
  /** How long after a change nobody told of something can go unseen. */
  private static final Duration LONGEST_LOOK_AWAY = Duration.ofSeconds(30);

  private static final Duration DRAWING = Duration.ofSeconds(5);
  private static final Duration HELD = Duration.ofSeconds(1);
  private static final Duration FORMAT_AWAY = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /**
   * What a turn needs to know beside the room.
   *
   * @param undecided submissions with a verdict
   * @param isAwaiting whether verdicts are missing that were asked for since the grace was over
   * @param log gives all submissions, with those of this turn
   */
  record Facts(
      List<RoomSubmission> undecided,
      boolean isAwaiting,
      Supplier<List<RoomSubmission>> log,
      Window window,
      Absence absence) {}

  private final Draft draft;
  private final Facts facts;
  private final Optional<FormatCalls> format;
  private final String whyAway;
  private boolean waits;
  private Optional<Instant> again = Optional.empty();
  private Optional<ProblemId> current = Optional.empty();

  Turn(Draft draft, Facts facts, FormatHold hold) {
    this.draft = draft;
    this.facts = facts;
    this.format = hold.calls();
    this.whyAway = hold.why();
  }

  /** Does what is due. To be called once. */
  void take() {
    if (draft.status() == RoomStatus.ACTIVE && !facts.undecided().isEmpty()) {
      passTime();
    }
    // What is closed only a format can say; so nothing is decided until it is back.
    boolean defers = draft.status() == RoomStatus.ACTIVE && format.isEmpty();
    if (draft.status().isPlayed() && !defers) {
      decide();
    }
    if (draft.status() == RoomStatus.WAITING) {
      await();
    } else if (draft.status() == RoomStatus.ACTIVE) {
      play();
    }
    if (draft.status() == RoomStatus.JUDGING) {
      if (defers) {
        decide();
      }
      judge();
    }
  }

  private void decide() {
    Claims.decide(draft, facts.undecided(), facts.window());
  }

  /**
   * What time has closed is closed before submissions are decided about: one that was made later
   * must not count because the timer is late.
   */
  private void passTime() {
    format.ifPresent(
        calls -> {
          if (isTimeOver()) {
            Gameplay.close(draft, calls);
          } else {
            Gameplay.play(draft, calls);
          }
        });
  }

  private boolean isTimeOver() {
    return !draft.now().isBefore(draft.room().deadline().orElseThrow());
  }

  /** The current problem after it. */
  Optional<ProblemId> current() {
    return current;
  }

  private void await() {
    Room room = draft.room();
    boolean late = Readiness.isOver(room, facts.absence().listeningSince(), draft.now());
    if (room.problems().isEmpty()) {
      if (late) {
        Ending.cancel(
            draft,
            "Its problems could not be drawn before its start"
                + room.detail().map(why -> ": " + why).orElse("."));
      }
      return;
    }
    if (late) {
      for (TeamId team : Readiness.missing(room)) {
        if (room.withdrawn().containsKey(team)) {
          continue; // It was, and then the room could not start.
        }
        draft.withdraw(team, "no_show");
        RoomEvents.withdrawn(draft, team, "no_show");
      }
      if (Standings.playing(draft.room()).size() < 2) {
        Ending.noShow(draft);
        return;
      }
    }
    if (late || Readiness.isComplete(room, draft.now())) {
      format.ifPresentOrElse(this::start, this::awaitFormat);
    }
  }

  private void start(FormatCalls calls) {
    rest(Gameplay.start(draft, calls), calls);
  }

  private void play() {
    if (isTimeOver()) {
      format.ifPresentOrElse(this::timeOut, this::awaitFormat);
    } else if (facts.absence().withdraw(draft)) {
      Ending.forfeit(draft);
    } else {
      format.ifPresentOrElse(calls -> rest(Gameplay.play(draft, calls), calls), this::awaitFormat);
    }
  }

  private void timeOut(FormatCalls calls) {
    Gameplay.close(draft, calls);
    Ending.stop(draft, EndReason.TIMEOUT, calls);
  }

  private void rest(Gameplay.Rest rest, FormatCalls calls) {
    again = rest.again();
    current = rest.current();
    if (rest.over()) {
      Ending.stop(draft, EndReason.COMPLETED, calls);
    }
  }

  private void judge() {
    Room room = draft.room();
    Instant due = room.stoppedAt().orElseThrow().plus(room.plan().grace());
    Duration late = Duration.between(due, draft.now());
    if (late.isNegative()) {
      return;
    }
    if (facts.isAwaiting() && late.compareTo(room.plan().grace()) < 0) {
      again = Optional.of(draft.now().plus(HELD));
    } else if (format.isPresent() || room.reason().orElseThrow() == EndReason.FORFEIT) {
      Ending.conclude(draft, format, facts.log().get(), facts.window());
    } else {
      awaitFormat();
    }
  }

  private void awaitFormat() {
    if (Overdue.is(draft.room(), facts.absence().listeningSince(), draft.now())) {
      Ending.cancel(
          draft,
          "Its format "
              + draft.from().plan().format()
              + " could not be asked any more: "
              + whyAway);
    } else {
      waits = true;
      again = Optional.of(draft.now().plus(FORMAT_AWAY));
    }
  }

  /** When something may be due next; empty when the room is ended. */
  Optional<Instant> next() {
    Room room = draft.room();
    RoomPlan plan = room.plan();
    Instant now = draft.now();
    return switch (room.status()) {
      case WAITING -> {
        Instant awaited =
            now.isBefore(plan.startsAt())
                ? plan.startsAt()
                : Readiness.deadline(room, facts.absence().listeningSince());
        Optional<Instant> drawn =
            room.problems().isEmpty() ? Optional.of(now.plus(DRAWING)) : Optional.empty();
        yield earliest(List.of(Optional.of(awaited), drawn, again));
      }
      case ACTIVE ->
          earliest(
              List.of(
                  room.deadline(),
                  facts.absence().leaving(room).keySet().stream().findFirst(),
                  again,
                  Optional.of(now.plus(LONGEST_LOOK_AWAY))));
      case JUDGING -> {
        Instant due = room.stoppedAt().orElseThrow().plus(plan.grace());
        yield earliest(
            List.of(
                now.isBefore(due) ? Optional.of(due) : Optional.empty(),
                again,
                Optional.of(now.plus(LONGEST_LOOK_AWAY))));
      }
      case ENDED -> Optional.empty();
    };
  }

  /**
   * The earliest of them, and never an instant that is over already: what was due then is done, or
   * waits for the format.
   */
  private Optional<Instant> earliest(List<Optional<Instant>> instants) {
    Instant soonest = draft.now().plus(SHORTEST);
    return instants.stream()
        .flatMap(Optional::stream)
        .filter(at -> !waits || at.isAfter(draft.now()))
        .min(Instant::compareTo)
        .map(at -> at.isAfter(draft.now()) ? at : soonest);
  }
}
