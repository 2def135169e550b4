package io.lanista.replays;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Recordings in a bucket: {@code <prefix><match>/<game>-<sha256>.slp}. Each is one request with its
 * MD5, which the store answers once it has all of it; so none is ever half there, and no upload in
 * parts is left behind. Thread-safe.
 */
public final class S3ReplayStore implements ReplayStore, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;

  private final S3Place place;
  private final S3Client s3;

  private S3ReplayStore(S3Place place, S3Client s3) {
    this.place = place;
    this.s3 = s3;
  }

  /**
   * Opens a store, and asks it whether the bucket is there and these keys may use it.
   *
   * @throws IOException if not, with what to do
   */
  public static S3ReplayStore open(S3Place place) throws IOException {
    S3ReplayStore store = new S3ReplayStore(place, client(place));
    try {
      store.check();
      return store;
    } catch (IOException refused) {
      store.close();
      throw refused;
    }
  }

  private static S3Client client(S3Place place) {
    var builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .region(Region.of(place.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(place.accessKey(), place.secretKey())))
            // What is configured here counts, and not what lies in this user's home.
            .overrideConfiguration(
                to ->
                    to.apiCallTimeout(CALL)
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .defaultProfileName("lanista"))
            // Stores that are not Amazon's know no trailing checksums; ours is the MD5.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    place.endpoint().ifPresent(at -> builder.endpointOverride(at).forcePathStyle(true));
    return builder.build();
  }

  private void check() throws IOException {
    try {
      s3.headBucket(ask -> ask.bucket(place.bucket()));
    } catch (S3Exception refused) {
      throw new IOException(
          refused.statusCode() == NOT_FOUND
              ? "there is no bucket of that name: make it, or correct replay.s3.bucket"
              : "the store refuses these keys for the bucket (status "
                  + refused.statusCode()
                  + "): check replay.s3.access-key, the secret key, replay.s3.region and what the"
                  + " keys may do",
          refused);
    } catch (SdkException away) {
      throw new IOException("no store answers there (" + away.getMessage() + ")", away);
    }
  }

  @Override
  public Stored put(MatchId match, int game, ByteBuffer recording) throws IOException {
    ByteBuffer bytes = recording.asReadOnlyBuffer();
    ReplayHash hash = new ReplayHash(Bytes32.of(digest("SHA-256", bytes)));
    Stored stored = new Stored(match, game, hash, bytes.remaining());
    String name = key(match, new ReplayName(game, hash));
    String md5 = Base64.getEncoder().encodeToString(digest("MD5", bytes));
    call(
        "keep a recording",
        () ->
            s3.putObject(
                ask -> ask.bucket(place.bucket()).key(name).contentMD5(md5),
                RequestBody.fromRemainingByteBuffer(bytes.duplicate())));
    return stored;
  }

  @Override
  public Optional<InputStream> open(MatchId match, int game, ReplayHash hash) throws IOException {
    if (game < 1) {
      return Optional.empty();
    }
    String name = key(match, new ReplayName(game, hash));
    return call(
        "open a recording",
        () -> {
          try {
            return Optional.of(s3.getObject(ask -> ask.bucket(place.bucket()).key(name)));
          } catch (S3Exception refused) {
            return none(refused);
          }
        });
  }

  @Override
  public List<Stored> list(MatchId match) throws IOException {
    return call(
        "list recordings",
        () -> {
          List<Stored> found = new ArrayList<>();
          String folder = place.prefix() + match + "/";
          for (S3Object object :
              s3.listObjectsV2Paginator(ask -> ask.bucket(place.bucket()).prefix(folder))
                  .contents()) {
            ReplayName.parse(object.key().substring(folder.length()))
                .ifPresent(
                    name -> found.add(new Stored(match, name.game(), name.hash(), object.size())));
          }
          found.sort(Comparator.comparingInt(Stored::game).thenComparing(s -> s.hash().hex()));
          return List.copyOf(found);
        });
  }

  @Override
  public boolean delete(MatchId match) throws IOException {
    List<Stored> there = list(match);
    for (Stored stored : there) {
      remove(stored.match(), new ReplayName(stored.game(), stored.hash()));
    }
    return !there.isEmpty();
  }

  /** S3 does not say whether there was something to delete; so it is asked before. */
  @Override
  public boolean delete(MatchId match, int game, ReplayHash hash) throws IOException {
    if (game < 1) {
      return false;
    }
    ReplayName name = new ReplayName(game, hash);
    boolean there =
        call(
            "look for a recording",
            () -> {
              try {
                s3.headObject(ask -> ask.bucket(place.bucket()).key(key(match, name)));
                return true;
              } catch (S3Exception refused) {
                return none(refused).isPresent();
              }
            });
    if (there) {
      remove(match, name);
    }
    return there;
  }

  private void remove(MatchId match, ReplayName name) throws IOException {
    call(
        "remove a recording",
        () -> s3.deleteObject(ask -> ask.bucket(place.bucket()).key(key(match, name))));
  }

  private static Optional<InputStream> none(S3Exception refused) {
    if (refused.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    throw refused;
  }

  private <T> T call(String what, Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (SdkException failed) {
      throw failed("could not " + what, failed);
    }
  }

  private IOException failed(String what, SdkException failed) {
    return new IOException(
        "The store of the recordings at " + place + ": " + what + " (" + failed.getMessage() + ").",
        failed);
  }

  private String key(MatchId match, ReplayName name) {
    return place.prefix() + match + "/" + name;
  }

  private static byte[] digest(String algorithm, ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes.duplicate());
      return digest.digest();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
