package io.lanista.distribution.config;

import io.lanista.replays.S3Place;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An S3-compatible store for recordings.
 *
 * @param bucket exists already
 * @param endpoint empty for Amazon's
 * @param prefix before every name; empty, or ends with a slash
 */
public record S3Config(
    String bucket,
    Optional<URI> endpoint,
    String region,
    String prefix,
    String accessKey,
    Optional<Secret> secretKey) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_.-]+/)*");
  private static final int LONGEST = 1024;

  static S3Config read(Section in, SecretSource secrets) {
    String endpoint = in.checked("endpoint", "", LONGEST, S3Config::endpoint);
    return new S3Config(
        in.checked("bucket", "", 63, S3Config::bucket),
        Optional.of(endpoint).filter(text -> !text.isEmpty()).map(URI::create),
        in.text("region", "us-east-1", 64),
        in.checked("prefix", "", 200, S3Config::prefix),
        in.text("access-key", "", 256),
        secrets.secret("replay.s3.secret-key", "replay.s3.secret-key-file"));
  }

  /** Notes what is missing to use it. */
  void require(Section in) {
    if (bucket.isEmpty()) {
      in.problem("bucket", "is needed with replay.store = s3: the name of a bucket that is there.");
    }
    if (accessKey.isEmpty() || region.isEmpty()) {
      in.problem("access-key", "and replay.s3.region are needed with replay.store = s3.");
    }
    if (secretKey.isEmpty()) {
      in.problem(
          "secret-key",
          "is needed with replay.store = s3: set LANISTA_REPLAY_S3_SECRET_KEY, or point"
              + " replay.s3.secret-key-file at a file that only its owner can read.");
    }
  }

  /** What the store is opened with. */
  public S3Place place() {
    return new S3Place(
        bucket, endpoint, region, prefix, accessKey, secretKey.orElseThrow().reveal());
  }

  private static String bucket(String text) {
    if (!text.isEmpty() && !BUCKET.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A bucket is named with 3 to 63 small letters, digits, - and dots.");
    }
    return text;
  }

  private static String prefix(String text) {
    String whole = text.isEmpty() || text.endsWith("/") ? text : text + "/";
    if (!PREFIX.matcher(whole).matches()) {
      throw new IllegalArgumentException("It must be like arena/ or games/arena/.");
    }
    return whole;
  }

  private static String endpoint(String text) {
    if (text.isEmpty()) {
      return text;
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      // Its message would show the text, and with it a password.
      throw new IllegalArgumentException("It is no URL.");
    }
    boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!known || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException("It must be like https://store.example:9000.");
    }
    return text;
  }
}
