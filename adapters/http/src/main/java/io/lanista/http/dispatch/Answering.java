package io.lanista.http.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** What writing answers needs. */
public record Answering(
    Traffic traffic, List<String> corsOrigins, MeterRegistry metrics, Duration answerTimeout) {
  public Answering {
    corsOrigins = List.copyOf(corsOrigins);
  }
}
