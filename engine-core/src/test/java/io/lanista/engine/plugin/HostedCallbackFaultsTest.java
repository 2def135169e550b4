package io.lanista.engine.plugin;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.hosting.Venue;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every callback of a hosted game and its world, going wrong in every way: the series is void with
 * a reason that names the plugin, or goes on if nothing depends on it, and one of another plugin is
 * played meanwhile.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostedCallbackFaultsTest extends SickAndWell {
  /** Whether a faulty callback makes the series void; {@link CallbackFaultsTest} counts it. */
  static final Map<String, Boolean> NOTICED =
      new TreeMap<>(
          Map.of(
              "HostedGame.recordingFormat", true,
              // It can be asked again when a game is really opened.
              "HostedGame.whyUnavailable", false,
              "HostedGame.open", true,
              "World.stage", true,
              "World.state", true,
              "World.apply", true,
              "World.result", true,
              // Our own recording is kept instead.
              "World.recording", false,
              "World.close", false));

  private static final Set<String> ANSWERS_NOTHING = Set.of("World.apply", "World.close");

  private Venue venue;

  private void open(String callback, String kind) {
    Duration patience = kind.equals("hang") ? Duration.ofMillis(300) : Duration.ofSeconds(20);
    startSick(callback, kind, within(patience));
    venue = new Venue(temp, new TwoRegistries<>(host.runners(), healthy.runners()), patience);
    user = venue::close;
  }

  static Stream<Arguments> faults() {
    return NOTICED.keySet().stream()
        .flatMap(
            callback ->
                CallbackFaultsTest.KINDS.stream()
                    .filter(kind -> !kind.equals("null") || !ANSWERS_NOTHING.contains(callback))
                    .map(kind -> Arguments.of(callback, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void itsSeriesIsVoidByNameAndTheOthersGoOn(String callback, String kind) throws Exception {
    open(callback, kind);

    Series sick = venue.play(SICK + "-hosted");

    if (NOTICED.get(callback)) {
      assertThat(sick.status()).isEqualTo(SeriesStatus.VOID);
      assertThat(sick.reason())
          .hasValueSatisfying(why -> assertThat(why).contains("Plugin " + SICK + " "));
      assertThat(sick.games()).isEmpty();
    } else {
      assertThat(sick.status()).as("%s", sick.reason()).isEqualTo(SeriesStatus.COMPLETED);
      assertThat(sick.games()).allSatisfy(game -> assertThat(game.replay()).isPresent());
    }
    assertThat(venue.play(WELL + "-hosted").status()).isEqualTo(SeriesStatus.COMPLETED);
    assertThat(host.plugin(SICK).leases()).isZero();
  }

  @Test
  void aWorldThatOpensTooLateIsClosedByWhoOpenedIt() throws Exception {
    open("HostedGame.open", "hang");
    assertThat(venue.play(SICK + "-hosted").reason())
        .hasValueSatisfying(why -> assertThat(why).contains("did not answer 'open'"));

    release();

    eventually("it came back", () -> host.abandonedCalls() == 0);
  }

  static List<String> kinds() {
    return CallbackFaultsTest.KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nobodyWaitsForAGameThatDoesNotSayWhetherItCanBePlayed(String kind) {
    open("HostedGame.whyUnavailable", kind);
    Hall hall =
        new Hall(
            new TwoRegistries<>(host.matchmaking(), healthy.matchmaking()),
            new TwoRegistries<>(host.runners(), healthy.runners()),
            SICK + "-hosted",
            WELL + "-hosted");
    user =
        () -> {
          hall.close();
          venue.close();
        };

    EngineException refusal =
        refusal(ErrorCode.PLUGIN_FAILED, () -> by(hall.joinHosted(SICK + "-hosted", "ann")));

    assertThat(refusal).hasMessageContaining("Plugin " + SICK + " ");
    assertThat(hall.queue(SICK + "-hosted").size()).isZero();
    // All is well but for the fighter, which nobody uploaded.
    refusal(ErrorCode.FIGHTER_NOT_FOUND, () -> by(hall.joinHosted(WELL + "-hosted", "bob")));
  }
}
