package io.lanista.http.netplay;

import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.PluginProblem;
import io.lanista.http.json.About;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteDraft;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What operators do with plugins while the server runs. */
public final class PluginRoutes {
  private static final String TAG = "admin";

  private final PluginHost plugins;
  private final Path incoming;

  /**
   * Routes over a host.
   *
   * @param incoming a folder for uploads, readable by this process's user only
   */
  public PluginRoutes(PluginHost plugins, Path incoming) {
    this.plugins = plugins;
    this.incoming = incoming;
  }

  /** Every plugin there is. */
  public record PluginList(
      List<PluginDocument> plugins,
      @About(
              "Replaced generations whose classes are still in memory. Some always are, until the"
                  + " next garbage collection; a number that keeps growing is a leak.")
          List<PluginDocument.Old> oldGenerations) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("listPlugins", "/admin/plugins", PluginList.class)
            .tag(TAG)
            .summary("What is loaded, what is not and why, and what is left of replaced plugins.")
            .access(Access.ADMIN)
            .handleBlocking(
                (call, none) ->
                    new PluginList(
                        plugins.plugins().stream().map(PluginDocument::of).toList(),
                        plugins.oldGenerations().stream().map(PluginDocument.Old::of).toList())),
        Route.file(
                "installPlugin",
                "/admin/plugins",
                PluginHost.MOST_BYTES,
                incoming,
                PluginDocument.class)
            .tag(TAG)
            .summary(
                "Installs a plugin's zip or jar, in place of the installed version if there is one;"
                    + " nothing changes unless it can serve.")
            .access(Access.ADMIN)
            .query(
                QueryParam.flag(
                    "force", "Also replace the same version, or a newer one by an older one."))
            .errors(
                ErrorCode.PLUGIN_REFUSED, ErrorCode.PLUGIN_CONFLICT, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, file) -> PluginDocument.of(plugins.install(file, call.flag("force")))),
        verb("reloadPlugin", "reload")
            .summary(
                "Loads a plugin anew from its file; if that fails, the old one goes on serving."
                    + " Answers when the old one has ended.")
            .errors(ErrorCode.PLUGIN_REFUSED)
            .handleBlocking(
                (call, none) -> {
                  loaded(plugins.reload(id(call)));
                  return now(call);
                }),
        verb("disablePlugin", "disable")
            .summary(
                "Takes a plugin out of service, also for the next start. What needs it is refused"
                    + " with a reason; who waits goes on waiting.")
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  plugins.disable(id(call));
                  return now(call);
                }),
        verb("enablePlugin", "enable")
            .summary("Takes a disabled plugin back into service.")
            .errors(ErrorCode.PLUGIN_REFUSED, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  loaded(plugins.enable(id(call)));
                  return now(call);
                }));
  }

  private static RouteDraft<Void, PluginDocument> verb(String name, String verb) {
    return Route.post(name, "/admin/plugins/{id}/" + verb, PluginDocument.class)
        .tag(TAG)
        .access(Access.ADMIN)
        .errors(ErrorCode.PLUGIN_NOT_FOUND, ErrorCode.BUSY);
  }

  private PluginDocument now(Call call) {
    return PluginDocument.of(plugins.plugin(id(call)));
  }

  private static void loaded(Optional<PluginProblem> problem) {
    if (problem.isPresent()) {
      throw new EngineException(ErrorCode.PLUGIN_REFUSED, problem.get().message());
    }
  }

  private static String id(Call call) {
    return call.path("id");
  }
}
