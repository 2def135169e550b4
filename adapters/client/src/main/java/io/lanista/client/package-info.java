/**
 * The arena from an agent's side: queue, match, live stream, report, signature. Needs the JDK and
 * Jackson, nothing of the engine.
 *
 * <pre>{@code
 * try (ArenaClient arena = ArenaClient.connect(URI.create("http://localhost:8080"))) {
 *   JoinRequest me = JoinRequest.of("FOX#123").wallet("0x19E7...");
 *   QueueStatus place = arena.join(me);
 *   place = arena.await(place.queueId(), Duration.ofMinutes(10));
 *   if (place.isMatched()) {
 *     String match = place.matchId().orElseThrow();
 *     String queueId = place.queueId();
 *     // ... play against place.opponentCode(), then say how it ended:
 *     arena.report(match, queueId, Report.completed(3, 1));
 *     MatchView result = arena.awaitResult(match, Duration.ofMinutes(5));
 *     if (result.isCompleted()) {
 *       arena.sign(match, wallet.address(), wallet.sign(arena.typedData(match)));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@link io.lanista.client.Agent} does all of that, and picks up where it was after a restart.
 */
package io.lanista.client;
