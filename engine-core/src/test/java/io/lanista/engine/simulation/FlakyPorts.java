package io.lanista.engine.simulation;

import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayReader;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.FakeSignatureRecovery;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The ports that are neither storage nor matchmaking, failing now and then. */
final class FlakyPorts {
  private final Schedule schedule;
  private final Faults faults;

  FlakyPorts(Schedule schedule, Faults faults) {
    this.schedule = schedule;
    this.faults = faults;
  }

  /** A game whose plugin throws exceptions and errors, and sometimes answers nothing. */
  CoordinatedGame game() {
    FakeCoordinatedGame game = new FakeCoordinatedGame();
    return new CoordinatedGame() {
      @Override
      public String game() {
        return game.game();
      }

      @Override
      public String agentKey(String connectCode) {
        misbehave();
        return game.agentKey(connectCode);
      }

      @Override
      public Briefing briefing(Entrant self, Entrant opponent) {
        misbehave();
        return game.briefing(self, opponent);
      }

      @Override
      public Reconciliation reconcile(Report p1, Report p2) {
        schedule.yield();
        misbehave();
        return faults.pluginFails() ? null : game.reconcile(p1, p2);
      }

      @Override
      public ReplayReader replays() {
        schedule.yield();
        misbehave();
        return game.replays();
      }
    };
  }

  private void misbehave() {
    if (faults.pluginFails()) {
      throw new StackOverflowError("A plugin's defect.");
    }
    if (faults.pluginFails()) {
      throw new IllegalStateException("A plugin's bad day.");
    }
  }

  /** A store that fails before or after it kept a recording. */
  ReplayStore recordings(InMemoryReplayStore kept) {
    return new ReplayStore() {
      @Override
      public Stored put(MatchId match, int game, ByteBuffer recording) throws IOException {
        schedule.yield();
        fail();
        Stored stored = kept.put(match, game, recording);
        schedule.yield();
        fail();
        return stored;
      }

      @Override
      public Optional<InputStream> open(MatchId match, int game, ReplayHash hash)
          throws IOException {
        fail();
        return kept.open(match, game, hash);
      }

      @Override
      public List<Stored> list(MatchId match) throws IOException {
        fail();
        return kept.list(match);
      }

      @Override
      public boolean delete(MatchId match) throws IOException {
        fail();
        return kept.delete(match);
      }

      @Override
      public boolean delete(MatchId match, int game, ReplayHash hash) throws IOException {
        fail();
        return kept.delete(match, game, hash);
      }

      private void fail() throws IOException {
        if (faults.portFails()) {
          throw new IOException("No space left on device");
        }
      }
    };
  }

  /** Cryptography that refuses good signatures now and then, and never takes a bad one. */
  SignatureRecovery recovery() {
    FakeSignatureRecovery recovery = new FakeSignatureRecovery();
    return new SignatureRecovery() {
      @Override
      public Bytes32 digest(SigningDomain domain, MatchResult result) {
        return recovery.digest(domain, result);
      }

      @Override
      public Recovery recover(Bytes32 digest, Signature signature) {
        schedule.yield();
        return faults.portFails()
            ? Recovery.failed("Not today.")
            : recovery.recover(digest, signature);
      }
    };
  }
}
