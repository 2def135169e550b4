package io.lanista.distribution.server;

import io.lanista.engine.chain.ChainHealth;
import io.lanista.engine.chain.ChainOverview;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainStep;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What of the work on chain is counted and measured; nothing while no chain is configured. */
final class ChainMetrics {
  private static final int DECIMALS_OF_ETHER = 18;

  /** One page of figures asks for each status; the database is asked once. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final PrometheusMeterRegistry registry;
  private final ChainHealth health;
  private final ChainOverview overview;
  private final Clock clock;
  private Map<ChainStep.Status, Long> counts = new EnumMap<>(ChainStep.Status.class);
  private Instant countedAt = Instant.MIN;

  @Inject
  ChainMetrics(
      PrometheusMeterRegistry registry, ChainHealth health, ChainOverview overview, Clock clock) {
    this.registry = registry;
    this.health = health;
    this.overview = overview;
    this.clock = clock;
  }

  void register() {
    for (ChainStep.Status status : ChainStep.Status.values()) {
      Gauge.builder("lanista.chain.steps", this, chain -> chain.count(status))
          .description("What is to be done on chain, by how far it is.")
          .strongReference(true) // Nobody else keeps this.
          .tag("status", status.word())
          .register(registry);
    }
    for (ChainException.Kind kind : ChainException.Kind.values()) {
      gauge(
              "lanista.chain.waiting",
              "1 for what the work on chain waits for, else 0.",
              now -> now.kind().filter(kind::equals).isPresent() ? 1 : 0)
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge("lanista.chain.head", "The newest block that was seen.", ChainMetrics::block)
        .register(registry);
    gauge("lanista.chain.balance", "What the wallet has.", ChainMetrics::ether)
        .baseUnit("ether")
        .register(registry);
    gauge(
            "lanista.chain.low.balance",
            "1 if the wallet has less than chain.low-balance.",
            now -> now.lowBalance() ? 1 : 0)
        .register(registry);
    Gauge.builder("lanista.chain.lag", this, ChainMetrics::lag)
        .description("Since the last turn on the chain that nothing held up.")
        .strongReference(true)
        .baseUnit("seconds")
        .register(registry);
    FunctionCounter.builder("lanista.chain.confirmed", health, ChainHealth::confirmed)
        .description("Steps that were confirmed.")
        .register(registry);
    FunctionCounter.builder("lanista.chain.replaced", health, ChainHealth::replaced)
        .description("Transactions that were offered for a higher fee.")
        .register(registry);
  }

  private Gauge.Builder<ChainHealth> gauge(
      String name, String description, ToDoubleFunction<ChainHealth.Snapshot> value) {
    return Gauge.builder(name, health, seen -> value.applyAsDouble(seen.snapshot()))
        .description(description);
  }

  private synchronized double count(ChainStep.Status status) {
    Instant now = clock.instant();
    if (!now.isBefore(countedAt.plus(KEPT)) || now.isBefore(countedAt)) {
      counts = overview.counts();
      countedAt = now;
    }
    return counts.getOrDefault(status, 0L);
  }

  private double lag() {
    return health
        .lastGood()
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  private static double block(ChainHealth.Snapshot now) {
    return now.head().map(ChainHead::block).map(Long::doubleValue).orElse(Double.NaN);
  }

  private static double ether(ChainHealth.Snapshot now) {
    return now.head()
        .map(head -> new BigDecimal(head.balanceWei(), DECIMALS_OF_ETHER).doubleValue())
        .orElse(Double.NaN);
  }
}
