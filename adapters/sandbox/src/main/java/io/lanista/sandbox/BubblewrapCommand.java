package io.lanista.sandbox;

import io.lanista.ports.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The command that starts a program confined (design/sandbox-facts, with what its escape suite
 * found since). Its tools are looked for once. Immutable.
 */
final class BubblewrapCommand {
  /** What the program inside says when everything is in place; it waits for a line then. */
  static final String READY = "ready";

  /** Takes its own first line and no byte of the next; descriptors beyond stderr are closed. */
  private static final String HANDSHAKE =
      "echo " + READY + "; read -r go || exit 1; exec \"$@\" 3<&- 4<&- 5<&-";

  private static final List<String> ISOLATION =
      List.of(
          "--unshare-user",
          "--unshare-pid",
          "--unshare-ipc",
          "--unshare-uts",
          "--unshare-net",
          "--unshare-cgroup",
          "--uid",
          "65534",
          "--gid",
          "65534",
          "--hostname",
          "sbx",
          "--new-session",
          "--die-with-parent",
          "--cap-drop",
          "ALL",
          "--clearenv");

  /** Room for what a JVM reserves and never uses; bounds the tables of mapped pages. */
  private static final long ADDRESSES = 4L << 30;

  private final Path sh = Path.of("/bin/sh");
  private final Path bwrap;
  private final Path prlimit;
  private final Path setpriv;
  private final Path filter;
  private final SortedSet<Path> base;

  /**
   * Looks for the tools.
   *
   * @param filter the file with the seccomp filter
   * @throws IOException if one is missing, saying which
   */
  BubblewrapCommand(Path filter) throws IOException, InterruptedException {
    this.filter = filter;
    this.bwrap = Tools.find("bwrap");
    this.prlimit = Tools.find("prlimit");
    this.setpriv = Tools.find("setpriv");
    this.base = new TreeSet<>(SharedLibraries.of(List.of(sh, prlimit)));
    base.add(sh);
    base.add(prlimit);
  }

  /**
   * The whole command.
   *
   * @param user the user id it shall have outside; empty to keep ours, which is not root's
   */
  List<String> of(
      Interpreter interpreter,
      Path folder,
      List<String> program,
      SandboxLimits limits,
      OptionalLong user)
      throws IOException {
    SortedSet<Path> wanted = new TreeSet<>(base);
    wanted.addAll(interpreter.files());
    Map<Path, Path> sources = new LinkedHashMap<>(); // by where it is inside
    for (Path inside : wanted) {
      sources.put(inside, inside.toRealPath());
    }
    sources.put(Path.of("/app"), folder.toRealPath());

    List<String> command = new ArrayList<>();
    // The descriptor is opened before the user changes.
    command.addAll(List.of("/bin/sh", "-c", "f=$1; shift; exec \"$@\" 3<\"$f\"", "start"));
    command.add(filter.toString());
    Staging staging = Staging.of(user.isPresent() ? sources.values() : List.of());
    if (staging.isNeeded()) {
      command.addAll(staging.command());
    }
    user.ifPresent(id -> command.addAll(become(id)));
    command.add(bwrap.toString());
    command.addAll(ISOLATION);
    environment(interpreter, limits)
        .forEach((name, value) -> add(command, "--setenv", name, value));
    sources.forEach(
        (inside, source) ->
            add(command, "--ro-bind", staging.reachable(source).toString(), inside.toString()));
    for (String device : List.of("/dev/null", "/dev/urandom")) {
      add(command, "--dev-bind", device, device);
    }
    if (limits.temporaryBytes() > 0) {
      String size = Long.toString(limits.temporaryBytes());
      add(command, "--perms", "0700", "--size", size, "--tmpfs", "/tmp");
    }
    add(command, "--chdir", "/app", "--remount-ro", "/", "--seccomp", "3", "--");
    command.addAll(limited(limits));
    add(command, sh.toString(), "-c", HANDSHAKE, "fighter");
    command.addAll(program);
    return command;
  }

  private List<String> become(long user) {
    String id = Long.toString(user);
    return List.of(
        setpriv.toString(),
        "--reuid=" + id,
        "--regid=" + id,
        "--clear-groups",
        "--no-new-privs",
        "--inh-caps=-all",
        "--bounding-set=-all");
  }

  private static Map<String, String> environment(Interpreter interpreter, SandboxLimits limits) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", "/usr/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", "/app");
    if (limits.temporaryBytes() > 0) {
      environment.put("TMPDIR", "/tmp");
    }
    environment.putAll(interpreter.environment());
    return environment;
  }

  /** Set inside: there they count the program alone, whoever else has its user id. */
  private List<String> limited(SandboxLimits limits) {
    long stack = 8L << 20;
    return List.of(
        prlimit.toString(),
        "--nproc=" + limits.processes(),
        "--data=" + limits.memoryBytes(),
        "--as=" + (limits.memoryBytes() + ADDRESSES),
        "--fsize=" + limits.temporaryBytes(),
        "--cpu=" + limits.cpu().toSeconds(),
        "--nofile=64",
        "--stack=" + stack,
        "--memlock=0",
        "--msgqueue=0",
        "--sigpending=64",
        "--core=0",
        "--");
  }

  private static void add(List<String> command, String... words) {
    command.addAll(List.of(words));
  }
}
