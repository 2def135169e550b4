package io.lanista.http.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-9, 0, 10",
    "bytes=3-5, 3, 3",
    "bytes=3-, 3, 7",
    "bytes=3-99, 3, 7",
    "bytes=-4, 6, 4",
    "bytes=-99, 0, 10",
    "bytes= 9-, 9, 1",
    "bytes=0-999999999999999999, 0, 10"
  })
  void rangeIsCutToTheFile(String header, long from, long length) {
    assertThat(ByteRange.read(header, 10)).hasValue(new ByteRange(from, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
  void rangeBeyondTheFileCannotBeSatisfied(String header) {
    assertThat(ByteRange.read(header, 10))
        .hasValueSatisfying(r -> assertThat(r.isSatisfiable()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=-",
        "bytes=5-3",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=a-b",
        "bytes=0x1-2",
        "bytes=99999999999999999999-",
        ""
      })
  void whatIsNoSingleRangeMeansTheWhole(String header) {
    assertThat(ByteRange.read(header, 10)).isEmpty();
  }

  @Test
  void nothingOfAnEmptyFileCanBeSent() {
    assertThat(ByteRange.read("bytes=0-", 0))
        .hasValueSatisfying(r -> assertThat(r.isSatisfiable()).isFalse());
  }
}
