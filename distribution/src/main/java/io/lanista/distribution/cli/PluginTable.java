package io.lanista.distribution.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** A running server's plugins, as lines. */
final class PluginTable {
  private final PrintWriter out;

  PluginTable(PrintWriter out) {
    this.out = out;
  }

  /** Everything; the exit code says whether each plugin could be used if nobody disabled it. */
  int show(JsonNode list) {
    int exit = ExitCode.DONE;
    for (JsonNode plugin : list.path("plugins")) {
      exit = Math.max(exit, plugin(plugin));
    }
    for (JsonNode old : list.path("old_generations")) {
      out.printf(
          "%-8s %-32s %s in use; waits for the garbage collector otherwise%n",
          "replaced",
          old.path("id").asText() + " generation " + old.path("generation").asInt(),
          old.path("leases_in_use").asInt());
      abandoned(old);
    }
    return exit;
  }

  int plugin(JsonNode plugin) {
    String state = plugin.path("state").asText();
    String title = (text(plugin, "id") + " " + text(plugin, "version")).strip();
    String file = plugin.path("file").asText();
    out.printf("%-8s %-32s %s", state, title.isEmpty() ? file : title, file);
    if (plugin.path("generation").asInt() > 0) {
      out.printf(
          ", generation %d, %d in use",
          plugin.path("generation").asInt(), plugin.path("leases_in_use").asInt());
    }
    out.println();
    plugin.path("contributions").forEach(name -> out.printf("%-8s    %s%n", "", name.asText()));
    plugin.path("problems").forEach(problem -> out.printf("%-8s -> %s%n", "", problem.asText()));
    abandoned(plugin);
    return "refused".equals(state) || "stuck".equals(state) ? ExitCode.PROBLEM : ExitCode.DONE;
  }

  private void abandoned(JsonNode plugin) {
    plugin
        .path("abandoned_calls")
        .forEach(
            call ->
                out.printf(
                    "%-8s -> %s '%s' has not come back for %d s; it is at %s%n",
                    "",
                    call.path("contribution").asText(),
                    call.path("call").asText(),
                    call.path("running_ms").asLong() / 1000,
                    call.path("frame").asText()));
  }

  private static String text(JsonNode plugin, String key) {
    JsonNode value = plugin.path(key);
    return value.isTextual() ? value.asText() : "";
  }
}
