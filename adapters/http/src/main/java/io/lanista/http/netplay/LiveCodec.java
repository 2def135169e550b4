package io.lanista.http.netplay;

import io.lanista.engine.stream.LiveItem;
import io.lanista.http.json.Codec;
import io.lanista.http.json.Naming;
import io.lanista.http.netplay.LiveForm.Frame;
import io.lanista.http.netplay.LiveForm.FrameUpload;
import io.lanista.http.netplay.LiveForm.GameEnd;
import io.lanista.http.netplay.LiveForm.GameEndUpload;
import io.lanista.http.netplay.LiveForm.MatchEnd;
import io.lanista.http.netplay.LiveForm.MatchEndUpload;
import io.lanista.http.netplay.LiveForm.MatchStart;
import io.lanista.http.netplay.LiveForm.StartUpload;
import io.lanista.http.netplay.LiveForm.Typed;
import io.lanista.http.ws.Wire;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import java.util.Optional;

/**
 * Turns what uploaders send into what viewers get, as it goes over a WebSocket, once for all
 * viewers. What was not understood is never passed on. Thread-safe.
 */
final class LiveCodec {
  private static final Codec<Typed> TYPED = Codec.of(Typed.class, Naming.CAMEL_CASE);
  private static final Codec<MatchStart> START = Codec.of(MatchStart.class, Naming.CAMEL_CASE);
  private static final Codec<Frame> FRAME = Codec.of(Frame.class, Naming.CAMEL_CASE);
  private static final Codec<GameEnd> GAME_END = Codec.of(GameEnd.class, Naming.CAMEL_CASE);
  private static final Codec<MatchEnd> MATCH_END = Codec.of(MatchEnd.class, Naming.CAMEL_CASE);

  private LiveCodec() {}

  static LiveItem start(MatchId match, StartUpload upload) {
    return start(
        new MatchStart(
            LiveForm.MATCH_START,
            Optional.of(match.toString()),
            upload.stageId(),
            upload.players()));
  }

  private static LiveItem start(MatchStart start) {
    return LiveItem.of(LiveItem.Kind.MATCH_START, Wire.text(START.write(start)));
  }

  static LiveItem frame(FrameUpload upload) {
    return frame(new Frame(LiveForm.FRAME, upload.frame(), upload.players()));
  }

  private static LiveItem frame(Frame frame) {
    return LiveItem.frame(frame.frame(), Wire.text(FRAME.write(frame)));
  }

  static LiveItem gameEnd(GameEndUpload upload) {
    return LiveItem.of(
        LiveItem.Kind.GAME_END,
        Wire.text(
            GAME_END.write(
                new GameEnd(
                    LiveForm.GAME_END,
                    upload.gameNumber(),
                    upload.winnerPort(),
                    upload.endMethod()))));
  }

  static LiveItem matchEnd(MatchEndUpload upload) {
    return LiveItem.of(
        LiveItem.Kind.MATCH_END,
        Wire.text(
            MATCH_END.write(
                new MatchEnd(LiveForm.MATCH_END, upload.winnerPort(), upload.finalScore()))));
  }

  /**
   * Reads a message in the viewers' form, as it is uploaded over a WebSocket.
   *
   * @throws EngineException INVALID_REQUEST with what is wrong with it
   */
  static LiveItem read(MatchId match, String message) {
    String type = TYPED.read(message).type();
    return switch (type) {
      case LiveForm.MATCH_START -> {
        MatchStart start = START.read(message);
        yield start(
            new MatchStart(type, Optional.of(match.toString()), start.stageId(), start.players()));
      }
      case LiveForm.FRAME -> frame(FRAME.read(message));
      case LiveForm.GAME_END ->
          LiveItem.of(LiveItem.Kind.GAME_END, Wire.text(GAME_END.write(GAME_END.read(message))));
      case LiveForm.MATCH_END ->
          LiveItem.of(LiveItem.Kind.MATCH_END, Wire.text(MATCH_END.write(MATCH_END.read(message))));
      default ->
          throw new EngineException(
              ErrorCode.INVALID_REQUEST,
              "A message's type is match_start, frame, game_end or match_end.");
    };
  }
}
