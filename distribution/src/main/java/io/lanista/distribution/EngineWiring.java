package io.lanista.distribution;

import io.lanista.chain.Web3jSignatureRecovery;
import io.lanista.distribution.bench.ClaimsBench;
import io.lanista.distribution.bench.FanoutBench;
import io.lanista.distribution.bench.HostedBench;
import io.lanista.distribution.bench.IdleMatchesBench;
import io.lanista.distribution.bench.JoinsBench;
import io.lanista.distribution.bench.PairingBench;
import io.lanista.distribution.bench.ReadsBench;
import io.lanista.distribution.bench.RoomsBench;
import io.lanista.distribution.bench.SignaturesBench;
import io.lanista.distribution.bench.SlpBench;
import io.lanista.distribution.bench.StalledBench;
import io.lanista.distribution.bench.StartBench;
import io.lanista.distribution.bench.TimeToMatchBench;
import io.lanista.distribution.bench.ViewersBench;
import io.lanista.distribution.cli.Context;
import io.lanista.distribution.cli.ResultVerification;
import io.lanista.distribution.cli.Wiring;
import io.lanista.distribution.demo.ChainDemo;
import io.lanista.distribution.demo.Demo;
import io.lanista.distribution.demo.HostedDemo;
import io.lanista.distribution.demo.RoomsDemo;
import io.lanista.distribution.plugin.TrialLoad;
import io.lanista.distribution.result.MatchProofResults;
import io.lanista.distribution.server.ApiDocument;
import io.lanista.distribution.server.LanistaServer;
import java.util.List;
import java.util.Optional;

/** The verbs, connected to the engine. */
final class EngineWiring {
  private EngineWiring() {}

  static Wiring of(Context context) {
    ResultVerification verification =
        new ResultVerification(new Web3jSignatureRecovery(), new MatchProofResults());
    return new Wiring(
        Optional.of(LanistaServer::start),
        Optional.of(new Demo(context.environment())),
        Optional.of(new RoomsDemo(context.environment())),
        Optional.of(new HostedDemo(context.environment())),
        Optional.of(new ChainDemo(context.environment(), verification)),
        Optional.of(new ApiDocument()),
        Optional.of(new TrialLoad()),
        Optional.of(verification),
        List.of(
            new JoinsBench(System.in),
            new PairingBench(),
            new ReadsBench(System.in),
            new TimeToMatchBench(System.in),
            new FanoutBench(System.in),
            new StalledBench(),
            new ViewersBench(System.in),
            new SlpBench(),
            new SignaturesBench(),
            new StartBench(),
            new RoomsBench(),
            new IdleMatchesBench(),
            new ClaimsBench(),
            new HostedBench()),
        List.of());
  }
}
