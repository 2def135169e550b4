package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.doctor.Finding;
import io.lanista.distribution.result.ChainLookup;
import io.lanista.distribution.result.ProofCheck;
import io.lanista.distribution.result.ProofDocument;
import io.lanista.distribution.result.ProofProblem;
import io.lanista.distribution.result.ProofReader;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at results. */
@Command(name = "result", description = "Check the proof of a match's result.")
final class ResultCommand implements Runnable {
  @Spec private CommandSpec spec;
  private final ResultVerification verification;
  private final InputStream in;

  /**
   * The verb.
   *
   * @param in what {@code -} reads
   */
  ResultCommand(ResultVerification verification, InputStream in) {
    this.verification = verification;
    this.in = in;
  }

  /** The verb below this one. */
  Map<String, Object> verbs() {
    return Map.of("verify", new Verify(verification, in));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say `result verify FILE`.");
  }

  /** Whether both players signed, and what is on chain. */
  @Command(
      name = "verify",
      description = {
        "Check the document that a server answers to GET /matches/{id}/proof, without trusting the"
            + " server: that both players signed this result, and nothing else.",
        "Asks nobody, unless there is --rpc: then also that the same result is recorded on chain.",
        "Exit 1 if it is not valid, or if the chain cannot be asked.",
        ""
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  lanista result verify proof.json",
        "  curl -s https://arena.example/matches/ID/proof | lanista result verify -",
        "  lanista result verify proof.json --rpc https://rpc.example \\",
        "      --contract 0x1CC7..."
      })
  static final class Verify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document; - is standard input.")
    private String file;

    @Option(
        names = "--rpc",
        paramLabel = "URL",
        description = "A node of the chain, to ask the contract what is recorded.")
    private URI rpc;

    @Option(
        names = "--contract",
        paramLabel = "ADDRESS",
        description = "The MatchProof contract that it must be; else the document's word is taken.")
    private String contract;

    @Spec private CommandSpec spec;
    private final ResultVerification verification;
    private final InputStream in;

    Verify(ResultVerification verification, InputStream in) {
      this.verification = verification;
      this.in = in;
    }

    @Override
    public Integer call() throws Exception {
      Optional<WalletAddress> wanted = Optional.ofNullable(contract).map(this::address);
      requireUsable(rpc);
      PrintWriter out = spec.commandLine().getOut();
      Findings findings = new Findings(out);
      ProofDocument proof;
      try {
        proof = ProofReader.read(bytes());
      } catch (ProofProblem unreadable) {
        findings.show(Finding.bad("document", unreadable.getMessage(), ""));
        out.println("Not valid: this is not the proof of a result.");
        return ExitCode.PROBLEM;
      }
      new ProofCheck(verification.recovery()).look(proof, wanted).forEach(findings::show);
      if (rpc != null) {
        new ChainLookup(verification.recorded()).look(proof, rpc).forEach(findings::show);
      }
      if (findings.bad() > 0) {
        out.println(
            "Not valid: " + (findings.bad() == 1 ? "1 problem." : findings.bad() + " problems."));
        return ExitCode.PROBLEM;
      }
      out.println(Findings.seen(sentence(proof.result())));
      return ExitCode.DONE;
    }

    private String sentence(MatchResult result) {
      return "Valid: both players signed that "
          + result.winner()
          + " beat "
          + result.loser()
          + " "
          + result.winnerScore()
          + "-"
          + result.loserScore()
          + " in "
          + result.gameId()
          + " at "
          + time(result.timestampSeconds())
          + (rpc == null ? ". The chain was not asked; --rpc URL does." : ", and it is on chain.");
    }

    private static String time(long seconds) {
      return seconds <= Instant.MAX.getEpochSecond()
          ? Instant.ofEpochSecond(seconds).toString()
          : seconds + " s";
    }

    private byte[] bytes() throws StartupException {
      try {
        if (file.equals("-")) {
          return in.readNBytes(ProofReader.LONGEST + 1);
        }
        try (InputStream opened = Files.newInputStream(Path.of(file))) {
          return opened.readNBytes(ProofReader.LONGEST + 1);
        }
      } catch (java.nio.file.NoSuchFileException | java.nio.file.InvalidPathException missing) {
        throw new StartupException("There is no file " + file + ".", missing);
      } catch (IOException unreadable) {
        throw new StartupException(
            file + " cannot be read: " + unreadable.getMessage() + ".", unreadable);
      }
    }

    private WalletAddress address(String text) {
      try {
        return WalletAddress.parse(text);
      } catch (EngineException wrong) {
        throw new ParameterException(
            spec.commandLine(), "--contract is not an address: 0x and 40 hexadecimal digits.");
      }
    }

    private void requireUsable(URI url) {
      if (url != null
          && (url.getHost() == null
              || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
        throw new ParameterException(
            spec.commandLine(), "--rpc must be like https://rpc.example or http://127.0.0.1:8545.");
      }
    }
  }
}
