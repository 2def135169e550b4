package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.chain.local.FaultyRpc.Fault;
import io.lanista.distribution.e2e.RunningServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server, killed at its worst moments on chain, and what it says all along. */
class ChainKillIT {
  private static final String SEND = "eth_sendRawTransaction";

  @TempDir Path folder;

  /** A question that the server is at when it is killed, and how that question fares. */
  private record Moment(String question, Fault fault) {}

  @Test
  void killedServerSendsNothingTwiceAndForgetsNothing() throws Exception {
    List<Moment> moments =
        List.of(
            // Sent; the answer is not stored.
            new Moment(SEND, Fault.NO_ANSWER),
            // Stored; not sent.
            new Moment(SEND, Fault.HANG),
            // Decided; not stored.
            new Moment("eth_estimateGas", Fault.HANG),
            // Mined; not noted.
            new Moment("eth_getTransactionReceipt", Fault.NO_ANSWER));
    try (ChainStage stage = ChainStage.forResults()) {
      ChainPlay play = new ChainPlay(stage);
      // Longer than it takes to kill it.
      Map<String, String> environment =
          new HashMap<>(Map.of("LANISTA_CHAIN_REQUEST_TIMEOUT", "30s"));
      stage.environment().forEach(environment::putIfAbsent);
      for (Moment moment : moments) {
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
          stage.rpc().on(moment.question(), moment.fault());
          int before = asked(stage, moment.question());
          play.play(server.client());
          RunningServer.await(
              moment.question() + " is asked", () -> asked(stage, moment.question()) > before);
          server.kill();
        }
        stage.rpc().clear();
      }
      try (ServerProcess server = ServerProcess.start(folder, environment)) {
        play.awaitAllConfirmed(server.client());
        play.requireOnceEach();
      }
    }
  }

  private static int asked(ChainStage stage, String question) {
    return (int) stage.rpc().asked().stream().filter(question::equals).count();
  }

  @Test
  void nothingThatItSaysHoldsTheKeyOrTheSecretsOfTheNodesAddress() throws Exception {
    try (ChainStage stage = ChainStage.forResults();
        ServerProcess server = ServerProcess.start(folder, talkative(stage))) {
      ChainPlay play = new ChainPlay(stage);
      List<String> said = new ArrayList<>();
      // Of the wallet's key, no node knows anything to repeat.
      String secrets = stage.rpc().url() + " " + stage.rpc().url().getQuery();
      for (Fault fault :
          List.of(
              Fault.TOO_MANY,
              Fault.HTML,
              Fault.HTML_OK,
              Fault.GARBAGE,
              Fault.CUT_ANSWER,
              Fault.answer("\"0x1\""),
              Fault.error(-32000, "no access with " + secrets),
              Fault.error(-32000, "insufficient funds for " + secrets))) {
        stage.rpc().onAll(fault);
        said.add(play.play(server.client()));
        long count = stage.rpc().asked().size();
        RunningServer.await("it is tried", () -> stage.rpc().asked().size() > count);
        said.addAll(answers(server.client(), play));
        stage.rpc().clear();
        RunningServer.await(
            "it goes on", () -> ChainPlay.chain(server.client()).at("/state").equals("ok"));
      }
      stage.rpc().down();
      ChainPlay.awaitWaiting(server.client(), "unreachable");
      said.addAll(answers(server.client(), play));
      stage.rpc().up();
      play.awaitAllConfirmed(server.client());
      said.addAll(answers(server.client(), play));
      said.add(config(stage));
      server.terminate();
      assertThat(server.endsWithin(30)).isTrue();
      said.add(server.output());
      said.addAll(files());
      String everything = String.join("\n", said);
      // It is all there, and it is not empty of what it should say.
      for (String told :
          List.of(
              "The chain's work waits",
              "chain.rpc-url",
              "\"waiting\"",
              "rate_limited",
              "wrong_chain")) {
        assertThat(everything.contains(told)).as(told).isTrue();
      }
      for (String secret : stage.secretTexts()) {
        int at = everything.indexOf(secret);
        String around = at < 0 ? "" : everything.substring(Math.max(0, at - 200), at);
        assertThat(at).as("a secret after: " + around).isNegative();
      }
    }
  }

  private static Map<String, String> talkative(ChainStage stage) {
    Map<String, String> environment = new HashMap<>(stage.environment());
    environment.put("LANISTA_LOG_LEVEL", "debug");
    return environment;
  }

  /** Everything that anyone may ask about the chain. */
  private static List<String> answers(RunningServer server, ChainPlay play) throws Exception {
    List<String> answers = new ArrayList<>();
    String match = play.last();
    for (String path :
        List.of(
            "/admin/chain",
            "/metrics",
            "/health",
            "/ready",
            "/matches",
            "/matches/" + match,
            "/matches/" + match + "/proof",
            "/matches/" + match + "/signatures")) {
      Answer answer = server.get(path, RunningServer.admin());
      answers.add(answer.response().headers().map() + answer.text());
    }
    return answers;
  }

  private String config(ChainStage stage) throws Exception {
    Map<String, String> environment = new HashMap<>(talkative(stage));
    environment.put("LANISTA_CACHE", "off");
    StringBuilder said = new StringBuilder();
    for (String verb : List.of("show", "check")) {
      try (Program program =
          Program.start(
              List.of(RunningServer.home().resolve("bin/lanista").toString(), "config", verb),
              environment)) {
        program.exit(Duration.ofSeconds(60));
        said.append(program.output()).append('\n');
      }
    }
    return said.toString();
  }

  /** Whatever the server has written, the database included. */
  private List<String> files() throws Exception {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
