package io.lanista.engine.plugin;

import static io.lanista.engine.Answered.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.engine.plugin.RoomHall.Step;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every callback of a room format that a plugin brings, going wrong in every way: its room is not
 * made, or is cancelled, with a reason that names the plugin and the call, or, if it gives no
 * answer, waits for one. A room of another plugin is played to its end meanwhile.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomCallbackFaultsTest extends SickAndWell {
  /** At which step of a room a faulty callback is noticed; {@link CallbackFaultsTest} counts it. */
  static final Map<String, Step> NOTICED_AT =
      new TreeMap<>(
          Map.of(
              "RoomFormat.refusal", Step.CREATE,
              "RoomFormat.next", Step.START,
              "RoomFormat.current", Step.START,
              "RoomFormat.ranking", Step.SOLVE));

  private RoomHall hall;

  private void open(String callback, String kind, Duration call) {
    startSick(callback, kind, within(call));
    hall = new RoomHall(new TwoRegistries<>(host.roomFormats(), healthy.roomFormats()));
  }

  static Stream<Arguments> faults() {
    return NOTICED_AT.keySet().stream()
        .flatMap(
            callback ->
                CallbackFaultsTest.KINDS.stream().map(kind -> Arguments.of(callback, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void itsRoomFailsByNameAndTheOthersGoOn(String callback, String kind) {
    boolean hangs = kind.equals("hang");
    open(callback, kind, hangs ? Duration.ofMillis(300) : Duration.ofSeconds(20));
    RoomHall.Walk well = hall.walk(WELL).takeUntil(Step.START);
    RoomHall.Walk sick = hall.walk(SICK);

    Step noticed = NOTICED_AT.get(callback);
    if (noticed == Step.CREATE) {
      assertRefused(sick, callback, kind);
    } else {
      takeUntilBefore(sick, noticed);
      sick.take(noticed);
      if (hangs) {
        assertThat(sick.room().reason()).isEmpty();
      } else {
        assertCancelled(sick.room(), callback, kind);
      }
    }

    assertThat(host.abandonedCalls()).isEqualTo(hangs ? 1 : 0);
    well.take(Step.SOLVE);
    assertPlayed(well.room());
    release();
    eventually("its threads are back", () -> host.abandonedCalls() == 0);
    assertThat(host.plugin(SICK).leases()).isZero();
    if (hangs && noticed != Step.CREATE) {
      sick.lookAfter(Duration.ofSeconds(3));
      assertWentOn(sick.room(), noticed);
    }
    host.disable(SICK);
    assertPlayed(hall.walk(WELL).takeUntil(Step.SOLVE).room());
  }

  /** All goes well before the step at which the fault is noticed. */
  private static void takeUntilBefore(RoomHall.Walk walk, Step noticed) {
    for (Step before : Step.values()) {
      if (before == noticed) {
        return;
      }
      walk.take(before);
      assertThat(walk.room().reason()).as("after %s", before).isEmpty();
    }
  }

  private void assertRefused(RoomHall.Walk sick, String callback, String kind) {
    assertThatThrownBy(() -> sick.take(Step.CREATE))
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.PLUGIN_FAILED);
              assertNamed(refused.getMessage(), callback, kind);
            })
        .hasNoCause();
    assertThat(hall.storage.deadlines()).hasSize(1);
  }

  private void assertCancelled(Room room, String callback, String kind) {
    assertThat(room.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(room.reason()).contains(EndReason.CANCELLED);
    assertThat(room.winner()).isEmpty();
    assertNamed(room.detail().orElseThrow(), callback, kind);
    assertThat(hall.storage.deadlines())
        .noneMatch(deadline -> deadline.subject().id().equals(room.id().toString()));
  }

  private static void assertNamed(String message, String callback, String kind) {
    String call = "'" + callback.substring(callback.indexOf('.') + 1) + "'";
    String how =
        switch (kind) {
          case "hang" -> " did not answer " + call + " within 300 ms.";
          case "null" -> " failed in " + call + ": it answered null.";
          default -> " failed in " + call + " with ";
        };
    assertThat(message)
        .startsWith("Plugin " + SICK + " (room-format " + SICK + ")" + how)
        .hasSizeLessThan(500);
  }

  private static void assertWentOn(Room room, Step from) {
    if (from == Step.SOLVE) {
      assertPlayed(room);
    } else {
      assertThat(room.status()).isEqualTo(RoomStatus.ACTIVE);
    }
  }

  private static void assertPlayed(Room room) {
    assertThat(room.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(room.reason()).contains(EndReason.COMPLETED);
    assertThat(room.winner()).contains(new TeamId("A"));
  }

  @Test
  void aRoomWhoseFormatHangsAgainAndAgainIsCancelledBeforeItsPluginIsStuck() {
    open("RoomFormat.next", "hang", Duration.ofMillis(300));
    RoomHall.Walk sick = hall.walk(SICK).takeUntil(Step.START);
    for (int pause : new int[] {2, 4, 8, 16}) {
      assertThat(sick.room().reason()).isEmpty();
      sick.lookAfter(Duration.ofSeconds(pause));
    }
    assertCancelled(sick.room(), "RoomFormat.next", "hang");
    assertThat(host.abandonedCalls()).isEqualTo(5);
    assertPlayed(hall.walk(WELL).takeUntil(Step.SOLVE).room());
  }

  @Test
  void aFormatThatHangsDelaysItsOwnRoomAlone() throws Exception {
    open("RoomFormat.next", "hang", Duration.ofSeconds(20));
    RoomHall.Walk sick = hall.walk(SICK).takeUntil(Step.CREATE);
    CompletableFuture<Void> stuck = CompletableFuture.runAsync(() -> sick.take(Step.START));
    eventually("it is called", () -> host.plugin(SICK).leases() > 0);

    for (int i = 0; i < 5; i++) {
      assertPlayed(hall.walk(WELL).takeUntil(Step.SOLVE).room());
    }

    assertThat(stuck).isNotDone();
    release();
    stuck.get(20, TimeUnit.SECONDS);
    assertThat(sick.room().status()).isEqualTo(RoomStatus.ACTIVE);
  }
}
