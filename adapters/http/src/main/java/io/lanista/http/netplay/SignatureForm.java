package io.lanista.http.netplay;

import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.ports.settlement.StoredSignature;
import java.util.List;

/** The records of the signature routes. */
final class SignatureForm {
  private SignatureForm() {}

  /** A side's signature under the result. */
  public record SubmitSignature(
      @About("The account that signed: 0x and 40 hexadecimal digits.") @Text(max = 64)
          String address,
      @About("65 bytes (r, s, v) in hexadecimal, with or without 0x.") @Text(max = 200)
          String signature) {}

  /** How far the signing is. */
  public record SignatureStatus(
      String matchId, int signaturesReceived, boolean readyForSubmission) {
    static SignatureStatus of(String matchId, List<StoredSignature> stored) {
      return new SignatureStatus(matchId, stored.size(), stored.size() == 2);
    }
  }

  /** One verified signature. */
  public record SignatureEntry(
      String address, @About("Without 0x.") String signature, String createdAt) {
    static SignatureEntry of(StoredSignature stored) {
      return new SignatureEntry(
          stored.address().toString(),
          stored.signature().toString(),
          OffsetTime.text(stored.createdAt()));
    }
  }

  /** All verified signatures of a match. */
  public record SignatureList(
      String matchId,
      int signaturesReceived,
      boolean readyForSubmission,
      List<SignatureEntry> signatures) {
    static SignatureList of(String matchId, List<StoredSignature> stored) {
      return new SignatureList(
          matchId,
          stored.size(),
          stored.size() == 2,
          stored.stream().map(SignatureEntry::of).toList());
    }
  }
}
