package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.QueueConfig;
import io.lanista.distribution.plugin.PluginFiles;
import io.lanista.distribution.plugin.PluginInspector;
import io.lanista.distribution.plugin.PluginVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plugins folder, and every plugin in it as the server would judge it. */
final class PluginsFolderCheck implements Check {
  private final Optional<PluginInspector> inspector;

  PluginsFolderCheck(Optional<PluginInspector> inspector) {
    this.inspector = inspector;
  }

  @Override
  public List<Finding> look(LanistaConfig config) {
    Path folder = config.plugins().dir();
    try {
      List<Path> files = PluginFiles.in(folder);
      List<Finding> findings = new ArrayList<>();
      if (files.isEmpty()) {
        findings.add(
            Finding.bad(
                "plugins",
                "there is no plugin in " + folder,
                "Put plugin zips there (the distribution brings two), or set plugins.dir."));
      } else {
        findings.add(Finding.ok("plugins", files.size() + " in " + folder));
      }
      inspector.ifPresent(
          judge -> {
            List<PluginVerdict> verdicts =
                files.stream().map(file -> judge.inspect(config.plugins(), file)).toList();
            verdicts.forEach(verdict -> findings.add(finding(verdict)));
            config.queues().values().forEach(queue -> findings.addAll(queue(queue, verdicts)));
          });
      return findings;
    } catch (IOException unreadable) {
      return List.of(
          Finding.bad("plugins", unreadable.getMessage(), "Make that folder, or set plugins.dir."));
    }
  }

  /** Whether a queue has what it needs; every name that nobody contributes. */
  private static List<Finding> queue(QueueConfig queue, List<PluginVerdict> verdicts) {
    Set<String> contributed =
        verdicts.stream()
            .flatMap(verdict -> verdict.contributions().stream())
            .collect(Collectors.toSet());
    List<Finding> missing =
        Stream.of("matchmaking " + queue.policy(), "runner " + queue.runner())
            .filter(needed -> !contributed.contains(needed))
            .map(
                needed ->
                    Finding.bad(
                        "queue " + queue.name(),
                        "no plugin contributes " + needed,
                        "Put a plugin that does into the plugins folder, or choose another name"
                            + " under queues."
                            + queue.name()
                            + "."))
            .toList();
    return missing.isEmpty()
        ? List.of(
            Finding.ok(
                "queue " + queue.name(), "policy " + queue.policy() + ", runner " + queue.runner()))
        : missing;
  }

  private static Finding finding(PluginVerdict verdict) {
    return verdict.accepted()
        ? Finding.ok("plugin", verdict.title())
        : Finding.bad("plugin", verdict.title(), String.join(" ", verdict.problems()));
  }
}
