package io.lanista.engine.plugin;

/**
 * The source of a plugin that plays whole matches, whole rooms and whole hosted games, except that
 * one callback does what its settings say: {@code callback} names it, {@code kind} says how it goes
 * wrong.
 */
final class FaultySource {
  static final String TEXT =
      """
      package test;

      import io.lanista.ports.error.*;
      import io.lanista.ports.hosting.*;
      import io.lanista.ports.match.*;
      import io.lanista.ports.plugin.*;
      import io.lanista.ports.queue.*;
      import io.lanista.ports.replay.*;
      import io.lanista.ports.room.*;
      import java.nio.ByteBuffer;
      import java.nio.charset.StandardCharsets;
      import java.time.*;
      import java.util.*;

      @org.pf4j.Extension
      public class ThePlugin implements EnginePlugin {
        private final PluginSettings settings;
        private final String id;

        @jakarta.inject.Inject
        public ThePlugin(PluginSettings settings, PluginInfo info) {
          this.settings = settings;
          this.id = info.id();
          fault("constructor");
        }

        static <T extends Throwable> RuntimeException sneak(Throwable t) throws T { throw (T) t; }

        static class Nasty extends RuntimeException {
          @Override public String getMessage() { throw new IllegalStateException("even this"); }
        }

        static int deep(int n) { return deep(n + 1) + 1; }

        boolean kind(String callback, String kind) {
          return settings.text("callback", "").equals(callback)
              && settings.text("kind", "").equals(kind);
        }

        /** True if the callback is to answer null. */
        boolean fault(String callback) {
          if (!settings.text("callback", "").equals(callback)) return false;
          switch (settings.text("kind", "")) {
            case "exception": throw new IllegalStateException("x");
            case "memory": throw new OutOfMemoryError("pretended");
            case "stack": deep(0); return false;
            case "linkage": throw new NoClassDefFoundError("com/example/Missing");
            case "assertion": throw new AssertionError("x");
            case "checked": throw sneak(new java.io.IOException("x"));
            case "nasty": throw new Nasty();
            case "engine": throw new EngineException(ErrorCode.INTERNAL, "not for you to say");
            case "hang":
              while (!Boolean.getBoolean("lanista.test.release")) {
                try { Thread.sleep(5); } catch (InterruptedException ignored) { }
              }
              return false;
            case "null": return true;
            default: return false;
          }
        }

        @Override public void contribute(Contributions to) {
          fault("EnginePlugin.contribute");
          to.matchmaking(id, new Policy()).runner(id, new Game()).roomFormat(id, new Rules());
          to.runner(id + "-hosted", new Hosted());
        }

        @Override public void close() { fault("EnginePlugin.close"); }

        class Policy implements MatchmakingPolicy {
          @Override public MatchPool open(QueueName queue) {
            return fault("MatchmakingPolicy.open") ? null : new Pool();
          }
          @Override public boolean usesRatings() {
            fault("MatchmakingPolicy.usesRatings");
            return false;
          }
        }

        class Pool implements MatchPool {
          private final ArrayDeque<Long> waiting = new ArrayDeque<>();

          @Override
          public List<Pairing> offer(
              Collection<Candidate> added, Collection<Long> removed, Instant now) {
            if (fault("MatchPool.offer")) return null;
            waiting.removeAll(removed);
            added.forEach(c -> waiting.add(c.number()));
            List<Pairing> pairs = new ArrayList<>();
            while (waiting.size() > 1) pairs.add(new Pairing(waiting.poll(), waiting.poll()));
            if (kind("MatchPool.offer", "twice")) pairs.addAll(List.copyOf(pairs));
            if (kind("MatchPool.offer", "unknown")) pairs.add(0, new Pairing(777_777, 888_888));
            if (kind("MatchPool.offer", "itself")) pairs.add(new Pairing(1, 1));
            if (kind("MatchPool.offer", "holes")) pairs.add(null);
            if (kind("MatchPool.offer", "flood"))
              for (long i = 0; i < 100_000; i++) pairs.add(new Pairing(i, i + 1));
            if (kind("MatchPool.offer", "endless"))
              return new AbstractList<>() {
                @Override public Pairing get(int i) { return new Pairing(i, i + 1); }
                @Override public int size() { return Integer.MAX_VALUE; }
              };
            return pairs;
          }
          @Override public Optional<Instant> nextChange() {
            if (fault("MatchPool.nextChange")) return null;
            if (kind("MatchPool.nextChange", "long ago")) return Optional.of(Instant.MIN);
            if (kind("MatchPool.nextChange", "never")) return Optional.of(Instant.MAX);
            return Optional.empty();
          }
          @Override public String whyWaiting(long number) {
            return fault("MatchPool.whyWaiting") ? null : "nobody else is here";
          }
          @Override public Optional<java.time.Duration> estimatedWait(long number, Instant now) {
            return fault("MatchPool.estimatedWait") ? null : Optional.empty();
          }
          @Override public void close() { fault("MatchPool.close"); }
        }

        class Game implements CoordinatedGame {
          @Override public String game() {
            if (fault("GameRunner.game")) return null;
            return kind("GameRunner.game", "wild") ? "Not A Game\\n".repeat(9) : "melee";
          }
          @Override public String agentKey(String code) {
            if (fault("CoordinatedGame.agentKey")) return null;
            if (kind("CoordinatedGame.agentKey", "empty")) return "";
            return kind("CoordinatedGame.agentKey", "wild") ? "x".repeat(1 << 20) : code;
          }
          @Override public Briefing briefing(Entrant self, Entrant opponent) {
            if (fault("CoordinatedGame.briefing")) return null;
            String code = opponent.connectCode();
            if (kind("CoordinatedGame.briefing", "wild")) code = code.repeat(1 << 16);
            return new Briefing(code, opponent.wallet(), opponent.agentId());
          }
          @Override public Reconciliation reconcile(Report p1, Report p2) {
            if (fault("CoordinatedGame.reconcile")) return null;
            return Reconciliation.disputed(
                kind("CoordinatedGame.reconcile", "wild") ? "no".repeat(1 << 20) : "no");
          }
          @Override public ReplayReader replays() {
            return fault("CoordinatedGame.replays") ? null : new Reader();
          }
        }

        /** Three frames, of which p1 presses in every one. */
        class Hosted implements HostedGame {
          @Override public String game() { return "melee"; }
          @Override public String recordingFormat() {
            return fault("HostedGame.recordingFormat") ? null : "own";
          }
          @Override public Optional<String> whyUnavailable() {
            return fault("HostedGame.whyUnavailable") ? null : Optional.empty();
          }
          @Override public World open(WorldStart start) {
            return fault("HostedGame.open") ? null : new Place();
          }
        }

        class Place implements World {
          int frame;

          @Override public String stage() { return fault("World.stage") ? null : "FLAT"; }
          @Override public WorldState state() {
            if (fault("World.state")) return null;
            String side = "{\\"stocks\\":1,\\"percent\\":0,\\"character\\":\\"ONE\\"}";
            return new WorldState(
                frame, "{\\"stage\\":\\"FLAT\\",\\"p1\\":" + side + ",\\"p2\\":" + side + "}");
          }
          @Override public void apply(Controls p1, Controls p2) {
            fault("World.apply");
            frame++;
          }
          @Override public Optional<WorldResult> result() {
            if (fault("World.result")) return null;
            WorldResult.Standing one = new WorldResult.Standing("ONE", 1, 0);
            return frame < 3
                ? Optional.empty()
                : Optional.of(new WorldResult(Optional.of(Side.P1), one, one, frame));
          }
          @Override public Optional<java.nio.file.Path> recording() {
            return fault("World.recording") ? null : Optional.empty();
          }
          @Override public void close() { fault("World.close"); }
        }

        class Reader implements ReplayReader {
          @Override public Recording read(ByteBuffer recording) {
            if (fault("ReplayReader.read")) return null;
            String[] codes = StandardCharsets.UTF_8.decode(recording).toString().split(",");
            List<Recording.RecordedPlayer> players = new ArrayList<>();
            players.add(new Recording.RecordedPlayer(codes[0], "one", 1, 1, 3, true));
            players.add(new Recording.RecordedPlayer(codes[1], "two", 2, 2, 0, false));
            if (kind("ReplayReader.read", "crowd"))
              for (int i = 0; i < 1000; i++)
                players.add(new Recording.RecordedPlayer(codes[1], "two", 2, 2, 0, false));
            return new Recording(
                Optional.empty(), players, Recording.Verdict.WON, "as recorded", 100);
          }
        }

        /** Those of an arena: all is open from the start, until each problem has an owner. */
        class Rules implements RoomFormat {
          @Override public Optional<String> refusal(List<Problem> problems, int teams) {
            return fault("RoomFormat.refusal") ? null : Optional.empty();
          }
          @Override public Moves next(RoomView room, Instant now) {
            if (fault("RoomFormat.next")) return null;
            if (room.openings().isEmpty())
              return Moves.reveal(room.problems().stream().map(Problem::id).toList());
            return room.locks().size() == room.problems().size() ? Moves.OVER : Moves.NONE;
          }
          @Override public Optional<ProblemId> current(RoomView room) {
            return fault("RoomFormat.current") ? null : Optional.empty();
          }
          @Override public List<Set<TeamId>> ranking(RoomView room) {
            if (fault("RoomFormat.ranking")) return null;
            Map<Integer, Set<TeamId>> byPoints = new TreeMap<>(Comparator.reverseOrder());
            for (TeamId team : room.teams())
              byPoints.computeIfAbsent(room.score(team), points -> new HashSet<>()).add(team);
            return List.copyOf(byPoints.values());
          }
        }
      }
      """;

  private FaultySource() {}
}
