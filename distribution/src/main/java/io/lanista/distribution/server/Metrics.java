package io.lanista.distribution.server;

import io.lanista.engine.match.Matches;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.PluginStatus;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.stream.Streams;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.util.Locale;

/** What of the engine is counted and measured. */
final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final Queues queues;
  private final Streams streams;
  private final Matches matches;
  private final EventBus bus;
  private final DiskSpace disks;
  private final PluginHost plugins;

  @Inject
  Metrics(
      PrometheusMeterRegistry registry,
      Queues queues,
      Streams streams,
      Matches matches,
      EventBus bus,
      DiskSpace disks,
      PluginHost plugins) {
    this.registry = registry;
    this.queues = queues;
    this.streams = streams;
    this.matches = matches;
    this.bus = bus;
    this.disks = disks;
    this.plugins = plugins;
  }

  void register() {
    for (Queue queue : queues.all()) {
      Gauge.builder("lanista.queue.waiting", queue, Queue::size)
          .description("Tickets that wait.")
          .tag("queue", queue.name().text())
          .register(registry);
    }
    Gauge.builder("lanista.matches.active", matches, Matches::active)
        .description("Matches being played.")
        .register(registry);
    Gauge.builder("lanista.streams.live", streams, s -> s.live().size())
        .description("Matches being shown.")
        .register(registry);
    Gauge.builder(
            "lanista.streams.viewers", streams, s -> s.live().stream().mapToInt(s::viewers).sum())
        .description("Viewers of live matches.")
        .register(registry);
    disks
        .folders()
        .forEach(
            (what, folder) ->
                Gauge.builder("lanista.disk.free", folder, DiskSpace::free)
                    .description("Room where the server writes.")
                    .baseUnit("bytes")
                    .tag("for", what)
                    .register(registry));
    for (PluginStatus.State state : PluginStatus.State.values()) {
      Gauge.builder("lanista.plugins", plugins, p -> p.count(state))
          .description("Plugins by state.")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("lanista.plugins.abandoned.calls", plugins, PluginHost::abandonedCalls)
        .description("Threads held by calls into plugins that never came back.")
        .register(registry);
    Gauge.builder("lanista.plugins.old.generations", plugins, p -> p.oldGenerations().size())
        .description("Replaced plugins whose classes are still in memory.")
        .register(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    bus.subscribe("metrics", this::count);
  }

  private void count(PublishedEvent published) {
    registry
        .counter("lanista.events", "type", published.event().getClass().getSimpleName())
        .increment();
  }
}
