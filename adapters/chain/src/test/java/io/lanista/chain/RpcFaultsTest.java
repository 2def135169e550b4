package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.local.FaultyRpc;
import io.lanista.chain.local.FaultyRpc.Fault;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Every question through a network and a provider that fail, before a real chain. No message, stack
 * trace or log line holds the key or more of the address than its host.
 */
final class RpcFaultsTest extends ChainTest {
  private static final Map<String, Fault> UNREACHABLE = new LinkedHashMap<>();

  static {
    UNREACHABLE.put("cut request", Fault.CUT_REQUEST);
    UNREACHABLE.put("cut answer", Fault.CUT_ANSWER);
    UNREACHABLE.put("page with 502", Fault.HTML);
    UNREACHABLE.put("page with 200", Fault.HTML_OK);
    UNREACHABLE.put("garbage", Fault.GARBAGE);
    UNREACHABLE.put("half an answer", Fault.HALF);
    UNREACHABLE.put("huge answer", Fault.HUGE);
    UNREACHABLE.put("null", Fault.answer("null"));
    UNREACHABLE.put("wrong shape", Fault.answer("[{\"a\":1}]"));
    UNREACHABLE.put("no number", Fault.answer("\"0xzz\""));
    UNREACHABLE.put("far too large", Fault.answer("\"0x" + "f".repeat(500) + "\""));
    UNREACHABLE.put("negative", Fault.answer("\"-0x1\""));
    UNREACHABLE.put("empty text", Fault.answer("\"\""));
    UNREACHABLE.put("error of its own", Fault.error(-32603, "Internal error, see the log"));
  }

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Throwable> thrown = new ArrayList<>();
  private FaultyRpc proxy;
  private Web3jChain chain;
  private EncodedCall call;
  private SignedTransaction transaction;
  private Level before;

  @BeforeEach
  void standBetween() {
    proxy = FaultyRpc.before(anvil.url());
    chain = chain(new RpcEndpoint(proxy.url(), Duration.ofSeconds(20)));
    call = chain.encode(signed(result()));
    transaction = chain.sign(call, 0, 500_000, new Fees(BigInteger.ONE, BigInteger.TEN.pow(11)));
    before = root().getLevel();
    root().setLevel(Level.TRACE);
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void nothingSecretWasSaid() {
    proxy.close();
    root().detachAppender(log);
    root().setLevel(before);
    for (ILoggingEvent event : List.copyOf(log.list)) {
      assertNoSecret(event.getFormattedMessage());
    }
    for (Throwable failure : thrown) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      assertNoSecret(text.toString());
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static void assertNoSecret(String text) {
    assertThat(text)
        .doesNotContain(FaultyRpc.SECRET_PATH)
        .doesNotContain(FaultyRpc.SECRET_QUERY)
        .doesNotContainIgnoringCase(arena.key());
  }

  private List<Runnable> questions() {
    return List.of(
        () -> chain.head(),
        () -> chain.gas(call),
        () -> chain.fees(),
        () -> chain.send(transaction),
        () -> chain.recorded(someId()),
        () -> chain.wager(BigInteger.ZERO),
        () -> chain.ownerOf(BigInteger.ONE),
        () -> chain.isPoolOpen(BigInteger.ZERO));
  }

  private void assertAllFail(Kind kind) {
    for (Runnable question : questions()) {
      ChainException failure = catchThrowableOfType(ChainException.class, question::run);
      assertThat(failure).isNotNull();
      thrown.add(failure);
      assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
      assertThat(failure).hasMessageContaining("127.0.0.1");
    }
  }

  static Stream<String> faults() {
    return UNREACHABLE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void answersThatMakeNoSenseMeanLaterAgain(String fault) {
    proxy.onAll(UNREACHABLE.get(fault));
    assertAllFail(Kind.UNREACHABLE);
    proxy.clear();
    assertThat(chain.head().chainId()).isEqualTo(anvil.chainId());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void receiptsThatMakeNoSenseAreNoReceipts(String fault) {
    proxy.on("eth_getTransactionReceipt", UNREACHABLE.get(fault));
    if (fault.equals("null")) {
      assertThat(chain.receipt(transaction.hash())).isEmpty();
      return;
    }
    ChainException failure =
        catchThrowableOfType(ChainException.class, () -> chain.receipt(transaction.hash()));
    assertThat(failure).isNotNull();
    thrown.add(failure);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void nobodyThereMeansLaterAgain() {
    proxy.down();
    assertAllFail(Kind.UNREACHABLE);
    proxy.up();
    assertThat(chain.head().chainId()).isEqualTo(anvil.chainId());
  }

  @Test
  void limitsAreRecognisedInBothForms() {
    proxy.onAll(Fault.TOO_MANY);
    assertAllFail(Kind.RATE_LIMITED);
    proxy.onAll(Fault.LIMITED);
    assertAllFail(Kind.RATE_LIMITED);
  }

  @Test
  void aSlowNodeIsGivenUpInTime() {
    Web3jChain hasty = chain(new RpcEndpoint(proxy.url(), Duration.ofMillis(200)));
    proxy.onAll(Fault.HANG);
    ChainException failure = catchThrowableOfType(ChainException.class, hasty::head);
    thrown.add(failure);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("did not answer within 200 ms");
  }

  @Test
  void aNodeThatStopsInTheMiddleOfItsAnswerIsGivenUpInTime() {
    Web3jChain hasty = chain(new RpcEndpoint(proxy.url(), Duration.ofMillis(500)));
    proxy.onAll(
        (request, to) -> {
          to.cut(request, to.forward(request));
          to.hold();
        });
    ChainException failure = catchThrowableOfType(ChainException.class, hasty::head);
    thrown.add(failure);
    assertThat(failure).hasMessageContaining("did not answer within 500 ms");
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    proxy.onAll(Fault.HUGE);
    ChainException failure = catchThrowableOfType(ChainException.class, chain::head);
    thrown.add(failure);
    assertThat(failure).hasMessageContaining("more than " + HttpExchange.MAX_ANSWER_BYTES);
  }

  @Test
  void anUnknownHostIsNamed() {
    Web3jChain lost =
        chain(
            new RpcEndpoint(
                URI.create("http://no-such-node.invalid/v2/" + FaultyRpc.SECRET_PATH),
                Duration.ofSeconds(20)));
    ChainException failure = catchThrowableOfType(ChainException.class, lost::head);
    thrown.add(failure);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no-such-node.invalid");
  }

  @Test
  void aNodeThatRepeatsTheAddressDoesNotHaveItRepeated() {
    proxy.onAll(
        Fault.error(
            -32000,
            "no project "
                + FaultyRpc.SECRET_PATH
                + " at "
                + proxy.url()
                + "\nask "
                + FaultyRpc.SECRET_QUERY));
    assertAllFail(Kind.UNREACHABLE);
  }

  @Test
  void errorsThatComeWithAnotherStatusAreReadToo() {
    proxy.on(
        "eth_sendRawTransaction",
        (request, to) ->
            to.answer(
                request,
                400,
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,"
                    + "\"message\":\"nonce too low\"}}"));
    ChainException failure =
        catchThrowableOfType(ChainException.class, () -> chain.send(transaction));
    thrown.add(failure);
    assertThat(failure.kind()).isEqualTo(Kind.NONCE_USED);
  }

  @Test
  void aReceiptOfAnotherTransactionIsNoAnswer() {
    SignedTransaction own = sign(chain, signed(result()));
    chain.send(own);
    mined(chain, own);
    Object receipt = anvil.call("eth_getTransactionReceipt", own.hash().toString()).orElseThrow();
    proxy.on("eth_getTransactionReceipt", Fault.answer(json(receipt)));
    assertThat(chain.receipt(own.hash())).isPresent();
    ChainException failure =
        catchThrowableOfType(ChainException.class, () -> chain.receipt(someId()));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
