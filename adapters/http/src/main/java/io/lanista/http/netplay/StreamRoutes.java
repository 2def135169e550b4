package io.lanista.http.netplay;

import io.lanista.engine.match.Matches;
import io.lanista.engine.stream.LiveItem;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.stream.Uploader;
import io.lanista.http.netplay.LiveForm.FrameUpload;
import io.lanista.http.netplay.LiveForm.FramesReceipt;
import io.lanista.http.netplay.LiveForm.FramesUpload;
import io.lanista.http.netplay.LiveForm.GameEndUpload;
import io.lanista.http.netplay.LiveForm.MatchEndUpload;
import io.lanista.http.netplay.LiveForm.StartReceipt;
import io.lanista.http.netplay.LiveForm.StartUpload;
import io.lanista.http.netplay.LiveForm.ViewerCount;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteDraft;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Uploading a live game over HTTP (spec 1, Live streaming). */
public final class StreamRoutes {
  private static final String TAG = "streaming";

  /** Sixty frames of four players. */
  private static final long FRAMES_LIMIT = 256 * 1024;

  private final Streams streams;
  private final Matches matches;
  private final Executor blocking;

  /**
   * Routes of all streams.
   *
   * @param matches knows the matches that are not shown
   * @param blocking runs the first upload of a match, which looks the match up
   */
  public StreamRoutes(Streams streams, Matches matches, Executor blocking) {
    this.streams = streams;
    this.matches = matches;
    this.blocking = blocking;
  }

  public List<Route<?, ?>> routes() {
    return List.of(
        upload("streamStart", "start", StartUpload.class, StartReceipt.class)
            .summary("A game starts: its stage and players.")
            .handle(
                (call, body) ->
                    publish(
                        call,
                        List.of(LiveCodec.start(match(call), body)),
                        sent -> new StartReceipt(true, streams.viewers(match(call))))),
        upload("streamFrames", "frames", FramesUpload.class, FramesReceipt.class)
            .bodyLimit(FRAMES_LIMIT)
            .summary("Several frames, in order; about six every 100 ms.")
            .handle(
                (call, body) ->
                    publish(
                        call,
                        body.frames().stream().map(LiveCodec::frame).toList(),
                        sent -> new FramesReceipt(true, sent))),
        upload("streamFrame", "frame", FrameUpload.class, Success.class)
            .summary("One frame.")
            .handle(
                (call, body) -> publish(call, List.of(LiveCodec.frame(body)), sent -> Success.YES)),
        upload("streamGameEnd", "game_end", GameEndUpload.class, Success.class)
            .summary("A game has ended.")
            .handle(
                (call, body) ->
                    publish(call, List.of(LiveCodec.gameEnd(body)), sent -> Success.YES)),
        upload("streamEnd", "end", MatchEndUpload.class, Success.class)
            .summary("The match has ended: viewers are sent away.")
            .handle(
                (call, body) ->
                    publish(call, List.of(LiveCodec.matchEnd(body)), sent -> Success.YES)),
        Route.get("countViewers", "/matches/{id}/viewers", ViewerCount.class)
            .tag(TAG)
            .summary("How many watch a match; 0 for one that is not shown.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handle((call, none) -> viewers(match(call))));
  }

  /** Only a match nobody watches is looked up: it may be none. */
  private CompletionStage<ViewerCount> viewers(MatchId match) {
    int count = streams.viewers(match);
    return count > 0
        ? CompletableFuture.completedFuture(new ViewerCount(match.toString(), count))
        : CompletableFuture.supplyAsync(
            () -> new ViewerCount(matches.view(match).match().id().toString(), 0), blocking);
  }

  private static <B, R> RouteDraft<B, R> upload(
      String name, String last, Class<B> body, Class<R> answer) {
    return Route.post(name, "/matches/{id}/stream/" + last, body, answer)
        .tag(TAG)
        .query(
            QueryParam.text(
                "queue_id", 64, "Your queue_id; without it, your address must have polled it."))
        .errors(
            ErrorCode.MATCH_NOT_FOUND,
            ErrorCode.NOT_YOUR_MATCH,
            ErrorCode.MATCH_FINISHED,
            ErrorCode.UPLOAD_FORBIDDEN,
            ErrorCode.UPLOADER_CONFLICT,
            ErrorCode.STORAGE_UNAVAILABLE);
  }

  private <R> CompletionStage<R> publish(
      Call call, List<LiveItem> items, Function<Integer, R> answer) {
    MatchId match = match(call);
    Uploader who =
        new Uploader(call.text("queue_id").map(Ids::ticket), call.client().getHostAddress());
    return streams.isReady(match, who)
        ? CompletableFuture.completedFuture(answer.apply(streams.publish(match, who, items)))
        : CompletableFuture.supplyAsync(
            () -> answer.apply(streams.publish(match, who, items)), blocking);
  }

  private static MatchId match(Call call) {
    return Ids.match(call.path("id"));
  }
}
