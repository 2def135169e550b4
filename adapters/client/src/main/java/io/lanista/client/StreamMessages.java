package io.lanista.client;

import java.util.List;

/** The bodies of live messages; their keys take the case of the way they go. */
final class StreamMessages {
  record Start(int stageId, List<StreamPlayer> players) {}

  record Frames(List<Frame> frames) {}

  record GameEnd(int gameNumber, int winnerPort, String endMethod) {}

  record End(int winnerPort, List<Integer> finalScore) {}

  private StreamMessages() {}
}
