package io.lanista.replays;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where recordings lie in an S3-compatible store.
 *
 * @param bucket exists already
 * @param endpoint of a store that is not Amazon's; buckets are then addressed by path
 * @param region any word for most stores that are not Amazon's
 * @param prefix before every name; empty, or ends with a slash
 * @param secretKey is never shown
 */
public record S3Place(
    String bucket,
    Optional<URI> endpoint,
    String region,
    String prefix,
    String accessKey,
    String secretKey) {
  public S3Place {
    Objects.requireNonNull(endpoint);
    if (bucket.isEmpty() || region.isEmpty() || accessKey.isEmpty() || secretKey.isEmpty()) {
      throw new IllegalArgumentException("A bucket, a region and both keys are needed.");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("A prefix ends with a slash; given: " + prefix);
    }
  }

  @Override
  public String toString() {
    return endpoint.map(URI::toString).orElse("s3://" + region) + "/" + bucket + "/" + prefix;
  }
}
