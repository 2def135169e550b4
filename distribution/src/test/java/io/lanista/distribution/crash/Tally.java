package io.lanista.distribution.crash;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Counts what was acknowledged, to be printed: a run that did not do much proves little. */
final class Tally implements Consumer<Request> {
  private final Map<Request, AtomicLong> counts = new EnumMap<>(Request.class);

  Tally() {
    for (Request request : Request.values()) {
      counts.put(request, new AtomicLong());
    }
  }

  @Override
  public void accept(Request request) {
    counts.get(request).incrementAndGet();
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .filter(each -> each.getValue().get() > 0)
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
