package io.lanista.distribution.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.FastestSignatureRecovery;
import io.lanista.chain.ResultSigner;
import io.lanista.chain.Web3jSignatureRecovery;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

/** Who signed a result: from its values and the signature to the account (EIP-712). */
public final class SignaturesBench implements Bench {
  private static final int RESULTS = 64;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final SigningDomain DOMAIN =
      new SigningDomain(
          "NoJohns",
          "1",
          BigInteger.valueOf(143),
          WalletAddress.parse("0x1cc748475f1f666017771fb49131708446b9f3df"));

  private final FastestSignatureRecovery fastest = new FastestSignatureRecovery();
  private final SignatureRecovery fallback = new Web3jSignatureRecovery();

  @Override
  public String name() {
    return "signatures";
  }

  @Override
  public String description() {
    return "who signed a result, against the plain path of web3j";
  }

  /** A result, its digest and signature, and what the plain path starts from. */
  private record Signed(
      MatchResult result,
      Bytes32 digest,
      Signature signature,
      String document,
      WalletAddress signer) {}

  @Override
  public BenchReport run(Options options) throws IOException {
    Machine machine = Machine.here();
    List<Signed> all = signed();
    Duration slot = options.about().dividedBy(5L * (ROUNDS + 1));
    List<Work> works =
        List.of(
            SignaturesBench::plain,
            one -> recovered(fastest, fastest.digest(DOMAIN, one.result()), one),
            one -> recovered(fallback, fallback.digest(DOMAIN, one.result()), one),
            one -> plainRecovery(one.digest().bytes(), one.signature()),
            one -> recovered(fastest, one.digest(), one));
    List<Median> perSecond = works.stream().map(work -> new Median()).toList();
    for (Work work : works) {
      perSecond(work, all, slot);
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (int k = 0; k < works.size(); k++) {
        perSecond.get(k).add(perSecond(works.get(k), all, slot));
      }
    }
    return new BenchReport(
        name(),
        RESULTS + " signed results in turn, on one thread, by its processor time",
        machine,
        List.of(
            row("digest and recovery", perSecond.get(1), perSecond.get(0)),
            row("the same without the native library", perSecond.get(2), perSecond.get(0)),
            row("recovery alone", perSecond.get(4), perSecond.get(3))),
        List.of(
            "Verified by " + fastest + ".",
            "web3j: StructuredDataEncoder over the JSON document, Sign.signedMessageHashToKey,"
                + " Keys.getAddress; alone: without the encoder.",
            "Medians of " + ROUNDS + " rounds of " + slot.toMillis() + " ms in turn."));
  }

  private static BenchReport.Row row(String setting, Median ours, Median plain) {
    return new BenchReport.Row(
        setting,
        List.of(
            new Figure("verified", ours.value(), "/s"),
            new Figure("web3j", plain.value(), "/s"),
            Figure.ratio("of web3j", ours.value(), plain.value())));
  }

  /** The account that signed. */
  private interface Work {
    String signer(Signed signed) throws IOException;
  }

  /** Of the thread's processor time, so that what else runs on the machine counts less. */
  private static double perSecond(Work work, List<Signed> all, Duration length) throws IOException {
    long began = System.nanoTime();
    long spent = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    do {
      Signed next = all.get((int) (count % all.size()));
      if (!work.signer(next).equals(next.signer().toString())) {
        throw new IOException("A signature was not traced to who made it.");
      }
      count++;
    } while (System.nanoTime() - began < length.toNanos());
    return count * 1e9 / (THREADS.getCurrentThreadCpuTime() - spent);
  }

  private static String recovered(SignatureRecovery by, Bytes32 digest, Signed one) {
    Recovery found = by.recover(digest, one.signature());
    return found.signer().map(WalletAddress::toString).orElse("nobody");
  }

  private static String plain(Signed one) throws IOException {
    return plainRecovery(
        new StructuredDataEncoder(one.document()).hashStructuredData(), one.signature());
  }

  private static String plainRecovery(byte[] digest, Signature signature) throws IOException {
    byte[] bytes = signature.bytes();
    Sign.SignatureData data =
        new Sign.SignatureData(
            bytes[64], Arrays.copyOfRange(bytes, 0, 32), Arrays.copyOfRange(bytes, 32, 64));
    try {
      return "0x" + Keys.getAddress(Sign.signedMessageHashToKey(digest, data));
    } catch (SignatureException failed) {
      throw new IOException(failed);
    }
  }

  private List<Signed> signed() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Signed> all = new ArrayList<>();
    for (int i = 1; i <= RESULTS; i++) {
      ResultSigner signer = ResultSigner.of(BigInteger.valueOf(i).shiftLeft(128));
      MatchResult result =
          new MatchResult(
              sha256("match " + i),
              signer.address(),
              ResultSigner.of(BigInteger.valueOf(i)).address(),
              "melee",
              3,
              i % 3,
              sha256("replay " + i),
              1_760_000_000L + i);
      String document = json.writeValueAsString(TypedData.of(DOMAIN, result));
      Signature signature = signer.sign(DOMAIN, result);
      Bytes32 digest = fallback.digest(DOMAIN, result);
      all.add(new Signed(result, digest, signature, document, signer.address()));
    }
    return all;
  }

  private static Bytes32 sha256(String text) {
    try {
      return Bytes32.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256.", missing);
    }
  }
}
