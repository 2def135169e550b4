package io.lanista.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.Bytes32;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private final Uploads uploads = new Uploads();
  private final Uploads.Upload upload =
      new Uploads.Upload(new MatchId(new UUID(1, 2)), new ReplayHash(Bytes32.ZERO));
  private final AtomicInteger removed = new AtomicInteger();

  private void takeBack(int begun) throws IOException {
    uploads.takeBack(upload, begun, removed::incrementAndGet);
  }

  @Test
  void theOnlyUploadTakesItsFileBack() throws Exception {
    uploads.begin(upload);
    takeBack(uploads.begun(upload));
    assertThat(removed).hasValue(1);
  }

  @Test
  void aFileThatAnotherUploadCountsOnStays() throws Exception {
    uploads.begin(upload);
    uploads.begin(upload);
    takeBack(uploads.begun(upload));
    assertThat(removed).hasValue(0);
  }

  @Test
  void aFileThatAnotherUploadFoundAndRecordedMeanwhileStays() throws Exception {
    uploads.begin(upload);
    int begun = uploads.begun(upload);
    uploads.begin(upload);
    uploads.end(upload);
    takeBack(begun);
    assertThat(removed).hasValue(0);
  }

  @Test
  void nothingIsRememberedOfUploadsThatEnded() throws Exception {
    uploads.begin(upload);
    uploads.begin(upload);
    uploads.end(upload);
    uploads.end(upload);
    uploads.begin(upload);
    assertThat(uploads.begun(upload)).isEqualTo(1);
    takeBack(1);
    assertThat(removed).hasValue(1);
  }

  @Test
  void aRemovalThatFailsIsSaid() {
    uploads.begin(upload);
    assertThatThrownBy(
            () ->
                uploads.takeBack(
                    upload,
                    1,
                    () -> {
                      throw new IOException("in use");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("in use");
  }
}
