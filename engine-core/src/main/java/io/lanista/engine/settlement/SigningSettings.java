package io.lanista.engine.settlement;

import io.lanista.ports.settlement.SigningDomain;
import java.util.Objects;

/** In which domain results are signed. */
public record SigningSettings(SigningDomain domain) {
  public SigningSettings {
    Objects.requireNonNull(domain);
  }
}
