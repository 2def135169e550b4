package io.lanista.redis;

import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about claims in a Redis that several engines share, each in one Lua script. Everything it
 * holds there may be lost at any moment and is shown again. Needs Redis 6.2 or newer, and one
 * server, not a cluster: the keys of a room would be apart there.
 */
public final class RedisArbiter implements ClaimArbiter {
  private static final Script CLAIM = Script.of("lock_rules.lua", "claim_problem.lua");
  private static final Script SHOW = Script.of("lock_rules.lua", "show_board.lua");
  private static final Script READ = Script.of("read_locks.lua");

  /** Redis refuses what its clock cannot hold. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final RedisCalls redis;

  /** Does not connect yet: the server may be away. */
  public RedisArbiter(RedisSettings settings) {
    this.redis = new RedisCalls(settings);
  }

  @Override
  public Optional<Arbitration> claim(RoomId room, Claim claim) {
    List<String> keys = RoomKeys.of(room).ofClaims();
    List<String> arguments = arguments(claim);
    return decision(redis.ask(client -> CLAIM.run(client, keys, arguments)));
  }

  /** All of them go out before the first answer is waited for. */
  @Override
  public List<Optional<Arbitration>> claimAll(RoomId room, List<Claim> claims) {
    List<String> keys = RoomKeys.of(room).ofClaims();
    List<List<String>> arguments = claims.stream().map(RedisArbiter::arguments).toList();
    return redis.ask(client -> CLAIM.runAll(client, keys, arguments)).stream()
        .map(RedisArbiter::decision)
        .toList();
  }

  private static List<String> arguments(Claim claim) {
    return List.of(
        claim.problem().text(),
        claim.team().text(),
        Long.toString(claim.timestamp()),
        LockText.of(claim.submission()));
  }

  private static Optional<Arbitration> decision(Object answer) {
    if (answer == null) {
      return Optional.empty();
    }
    List<?> parts = (List<?>) answer;
    ClaimOutcome outcome =
        switch ((String) parts.get(0)) {
          case "claimed" -> ClaimOutcome.CLAIMED;
          case "reclaimed" -> ClaimOutcome.RECLAIMED;
          case "held" -> ClaimOutcome.HELD;
          default -> ClaimOutcome.LOST;
        };
    Optional<Lock> before =
        Optional.ofNullable((String) parts.get(2))
            .flatMap(lock -> LockText.read(lock, (String) parts.get(3)));
    return Optional.of(new Arbitration(outcome, before, parts.get(1).equals(1L)));
  }

  @Override
  public Map<ProblemId, Lock> locks(RoomId room) {
    List<String> keys = RoomKeys.of(room).ofClaims();
    Object answer = redis.ask(client -> READ.run(client, keys, List.of()));
    Map<ProblemId, Lock> locks = new HashMap<>();
    if (answer != null) {
      Map<String, String> texts = pairs(((List<?>) answer).get(0));
      Map<String, String> sources = pairs(((List<?>) answer).get(1));
      texts.forEach(
          (problem, text) ->
              LockText.read(text, sources.get(problem))
                  .ifPresent(lock -> locks.put(new ProblemId(problem), lock)));
    }
    return locks;
  }

  private static Map<String, String> pairs(Object answer) {
    List<?> flat = (List<?>) answer;
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      pairs.put((String) flat.get(i), (String) flat.get(i + 1));
    }
    return pairs;
  }

  @Override
  public void show(RoomBoard board) {
    List<String> keys = RoomKeys.of(board.room()).all();
    List<String> arguments = arguments(board);
    redis.ask(client -> SHOW.run(client, keys, arguments));
  }

  private static List<String> arguments(RoomBoard board) {
    Duration keep = board.keep().compareTo(LONGEST) < 0 ? board.keep() : LONGEST;
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(board.version()));
    arguments.add(Integer.toString(board.problems()));
    arguments.add(Long.toString(keep.toMillis()));
    arguments.add(board.format());
    arguments.add(board.status().word());
    arguments.add(Long.toString(board.startTime().toEpochMilli()));
    arguments.add(Long.toString(board.limit().toMillis()));
    arguments.add(board.current().map(ProblemId::text).orElse(""));
    arguments.add(Integer.toString(board.locks().size()));
    board
        .locks()
        .forEach(
            (problem, lock) ->
                arguments.addAll(
                    List.of(problem.text(), LockText.of(lock), LockText.of(lock.submission()))));
    board
        .scores()
        .forEach((team, points) -> arguments.addAll(List.of(team.text(), points.toString())));
    return arguments;
  }

  @Override
  public void forget(RoomId room) {
    String[] keys = RoomKeys.of(room).all().toArray(String[]::new);
    redis.ask(client -> client.unlink(keys));
  }

  /** Has the server know the script that decides about claims, and says by what digest. */
  public String loadClaimScript() {
    return redis.ask(client -> client.scriptLoad(CLAIM.text()));
  }

  @Override
  public void close() {
    redis.close();
  }
}
