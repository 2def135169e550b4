package io.lanista.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.replay.ReplayStore.Stored;
import io.lanista.ports.replay.ReplayStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Against a server in this JVM that checks the signatures. */
final class S3ReplayStoreTest extends ReplayStoreContract {
  private static final MatchId MATCH = new MatchId(new UUID(7, 7));
  private static final String BUCKET = "recordings";
  private static final String SECRET = "secret-of-the-store";

  private final BlobStore blobs = BlobStores.create("transient-nio2", new Properties());
  private S3Proxy server;
  private S3ReplayStore store;

  @BeforeEach
  void open() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(blobs)
            .awsAuthentication(AuthenticationType.AWS_V4, "access", SECRET)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    blobs.createContainer(BUCKET);
    store = S3ReplayStore.open(place(BUCKET, SECRET));
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    server.stop();
  }

  private S3Place place(String bucket, String secret) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    return new S3Place(bucket, Optional.of(endpoint), "any", "arena/", "access", secret);
  }

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Test
  void recordingIsOneObjectWhereTheNameSays() throws IOException {
    Stored stored = put();
    assertThat(names()).containsExactly("arena/" + MATCH + "/1-" + stored.hash().hex() + ".slp");
  }

  @Test
  void recordingsOutliveTheStore() throws IOException {
    Stored stored = put();
    try (S3ReplayStore again = S3ReplayStore.open(place(BUCKET, SECRET))) {
      assertThat(again.list(MATCH)).containsExactly(stored);
    }
  }

  @Test
  void strangersObjectsAreNoRecordings() throws IOException {
    Stored stored = put();
    stranger("arena/" + MATCH + "/notes.txt");
    stranger("arena/" + MATCH + "/0-abc.slp");
    assertThat(store.list(MATCH)).containsExactly(stored);
    assertThat(store.delete(MATCH)).isTrue();
    assertThat(names()).hasSize(2);
  }

  @Test
  void bucketThatIsNotThereIsNamedAtOpening() {
    assertThatThrownBy(() -> S3ReplayStore.open(place("elsewhere", SECRET)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("replay.s3.bucket");
  }

  @Test
  void wrongKeyIsRefusedAtOpeningAndNotShown() {
    assertThatThrownBy(() -> S3ReplayStore.open(place(BUCKET, "not-that-secret")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403")
        .hasMessageContaining("replay.s3.access-key")
        .hasMessageNotContaining("not-that-secret");
  }

  @Test
  void storeThatIsAwayIsAnError() throws Exception {
    Stored stored = put();
    server.stop();
    assertThatThrownBy(() -> put())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not keep a recording")
        .hasMessageContaining(BUCKET);
    assertThatThrownBy(() -> store.open(MATCH, 1, stored.hash())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> S3ReplayStore.open(place(BUCKET, SECRET)))
        .isInstanceOf(IOException.class);
  }

  private Stored put() throws IOException {
    return store.put(MATCH, 1, ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  private void stranger(String name) {
    blobs.putBlob(
        PutObjectRequest.builder().bucket(BUCKET).key(name).contentLength(1L).build(),
        new ByteArrayInputStream(new byte[1]));
  }

  private List<String> names() {
    return blobs.list(ListObjectsV2Request.builder().bucket(BUCKET).build()).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
