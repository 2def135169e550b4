package io.lanista.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MatchViewerTest {
  private final List<Object> told = new ArrayList<>();
  private final MatchViewer.Listener listener =
      new MatchViewer.Listener() {
        @Override
        public void onMatchStart(String matchId, int stageId, List<StreamPlayer> players) {
          told.addAll(List.of(matchId, stageId, players));
        }

        @Override
        public void onFrame(Frame frame) {
          told.add(frame);
        }

        @Override
        public void onGameEnd(int gameNumber, int winnerPort, String endMethod) {
          told.addAll(List.of(gameNumber, winnerPort, endMethod));
        }

        @Override
        public void onMatchEnd(int winnerPort, List<Integer> finalScore) {
          told.addAll(List.of(winnerPort, finalScore));
        }
      };

  @Test
  void whatAnUploaderSendsAViewerUnderstands() {
    List<StreamPlayer> players = List.of(new StreamPlayer(1, 2, "A#1", Optional.of("Kay")));
    Frame frame =
        new Frame(
            -123, List.of(new Frame.PlayerState(1, 1.5, -2, 14, 3, -1, 12.5, 4, 60, true, false)));
    tell("match_start", Optional.of("m1"), new StreamMessages.Start(31, players));
    tell("frame", Optional.empty(), frame);
    tell("game_end", Optional.empty(), new StreamMessages.GameEnd(1, 2, "stocks"));
    tell("match_end", Optional.empty(), new StreamMessages.End(2, List.of(0, 3)));
    assertThat(told).containsExactly("m1", 31, players, frame, 1, 2, "stocks", 2, List.of(0, 3));
  }

  @Test
  void liveMessagesAreCamelCase() {
    Frame frame =
        new Frame(7, List.of(new Frame.PlayerState(1, 0, 0, 14, 3, 1, 0, 4, 60, true, false)));
    assertThat(Wire.liveMessage("frame", Optional.empty(), frame))
        .isEqualTo(
            "{\"type\":\"frame\",\"frame\":7,\"players\":[{\"port\":1,\"x\":0.0,\"y\":0.0,"
                + "\"actionStateId\":14,\"actionFrame\":3.0,\"facingDirection\":1,\"percent\":0.0,"
                + "\"stocks\":4,\"shieldHealth\":60.0,\"isInvincible\":true,"
                + "\"isInHitstun\":false}]}");
  }

  @Test
  void pingsAndUnknownMessagesArePassedOver() {
    MatchViewer.tell(listener, "{\"type\":\"ping\"}");
    MatchViewer.tell(listener, "{\"type\":\"later\",\"x\":1}");
    MatchViewer.tell(listener, "[]");
    assertThat(told).isEmpty();
  }

  @Test
  void messageOfAnotherFormIsAnError() {
    assertThatThrownBy(() -> MatchViewer.tell(listener, "{\"type\":\"frame\",\"frame\":\"x\"}"))
        .isInstanceOf(ArenaException.class);
    assertThatThrownBy(() -> MatchViewer.tell(listener, "not json"))
        .isInstanceOf(ArenaException.class);
  }

  private void tell(String type, Optional<String> match, Object body) {
    MatchViewer.tell(listener, Wire.liveMessage(type, match, body));
  }
}
