package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The steps of an install, in the order in which a crash between any two leaves the old plugin or
 * the new one: tried, put in place, serving, the old file deleted. Both files together mean the
 * newer version (see {@link PluginFolder#newest()}).
 */
final class Installation {
  private final PluginFolder folder;
  private final DisabledPlugins disabled;
  private final ServingGenerations serving;

  Installation(PluginFolder folder, DisabledPlugins disabled, ServingGenerations serving) {
    this.folder = folder;
    this.disabled = disabled;
    this.serving = serving;
  }

  PluginStatus run(PluginHost host, Path upload, boolean force)
      throws PluginRefusedException, IOException {
    Path place;
    Descriptor descriptor;
    try (Artifact artifact = Artifact.open(upload, ArtifactLimits.DEFAULT)) {
      descriptor = artifact.descriptor();
      place = folder.placeOf(descriptor, artifact.isJar());
    } catch (PluginRefusedException refused) {
      // Preflight finds this again, and what else is wrong with it.
      host.build(upload, upload, "");
      throw refused;
    }
    String id = descriptor.id();
    Generation built = host.build(upload, place, id);
    boolean kept = false;
    try {
      checkVersion(descriptor, force);
      serving.check(built);
      folder.put(upload, place);
      kept = !disabled.contains(id);
    } finally {
      if (!kept) {
        host.end(built, Duration.ZERO);
      }
    }
    if (kept) {
      host.swap(built, () -> folder.removeOthers(id, place));
    } else {
      folder.removeOthers(id, place);
    }
    return host.plugin(id);
  }

  private void checkVersion(Descriptor descriptor, boolean force) {
    Optional<Descriptor> installed =
        folder
            .newest(descriptor.id())
            .map(PluginFolder.Found::descriptor)
            .or(() -> serving.find(descriptor.id()).map(Generation::descriptor));
    if (force || installed.isEmpty()) {
      return;
    }
    int newer = descriptor.compareVersion(installed.get());
    if (newer <= 0) {
      throw new EngineException(
          ErrorCode.PLUGIN_CONFLICT,
          "Not installed: "
              + descriptor.id()
              + " "
              + installed.get().version()
              + " is installed already, and "
              + descriptor.version()
              + (newer == 0 ? " is the same version" : " is older")
              + ". Say force to replace it all the same.");
    }
  }
}
