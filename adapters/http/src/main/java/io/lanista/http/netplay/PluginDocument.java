package io.lanista.http.netplay;

import io.lanista.engine.plugin.AbandonedCall;
import io.lanista.engine.plugin.OldGeneration;
import io.lanista.engine.plugin.PluginStatus;
import io.lanista.http.json.About;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plugin as operators see it. */
public record PluginDocument(
    @About("Absent if its descriptor cannot be read.") Optional<String> id,
    @About("Absent if it cannot be read.") Optional<String> version,
    @About("How often it was loaded; 0 if it is not loaded now.") int generation,
    @About("serving, stuck (reload it), disabled or refused") String state,
    List<String> contributions,
    @About("The name of its file in the plugins folder.") String file,
    @About("Why it does not serve, or why the last reload left the old version serving.")
        List<String> problems,
    @About("How many uses of it are under way.") int leasesInUse,
    List<Stuck> abandonedCalls) {

  /** A call that never came back. */
  public record Stuck(
      @About("Such as runner slippi-netplay.") String contribution,
      @About("What was called, such as reconcile.") String call,
      long runningMs,
      @About("Where in the plugin's code it is.") String frame) {

    static Stuck of(AbandonedCall call) {
      return new Stuck(call.contribution(), call.call(), call.running().toMillis(), call.frame());
    }
  }

  /** A generation that was replaced and is still in memory. */
  public record Old(
      String id,
      int generation,
      @About("More than 0 while something it was asked is not over.") int leasesInUse,
      List<Stuck> abandonedCalls) {

    static Old of(OldGeneration old) {
      return new Old(old.id(), old.generation(), old.leases(), stuck(old.abandoned()));
    }
  }

  static PluginDocument of(PluginStatus plugin) {
    return new PluginDocument(
        plugin.id(),
        plugin.version(),
        plugin.generation(),
        plugin.state().name().toLowerCase(Locale.ROOT),
        plugin.contributions(),
        plugin.artifact().getFileName().toString(),
        plugin.problems(),
        plugin.leases(),
        stuck(plugin.abandoned()));
  }

  private static List<Stuck> stuck(List<AbandonedCall> calls) {
    return calls.stream().map(Stuck::of).toList();
  }
}
