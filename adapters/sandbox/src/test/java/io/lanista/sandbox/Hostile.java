package io.lanista.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hostile fighters: what each tries, in which language, and what has to come of it. Their
 * sources are the probes in {@code src/test/resources/escape}.
 */
record Hostile(Language language, String attempt, Outcome outcome) {
  enum Language {
    C,
    PYTHON,
    JAVA
  }

  enum Outcome {
    /** It goes on, and says that it was refused. */
    BLOCKED,
    /** It is ended. */
    ENDED,
    /** It may do this; it harms nobody. */
    HARMLESS
  }

  private static final List<String> X86_ONLY =
      List.of("fork", "vfork", "ports", "ldt", "other-architecture", "x32");

  static Stream<Hostile> all() {
    return Stream.of(
            c(
                Outcome.BLOCKED,
                "socket-inet socket-inet-udp socket-inet6 socket-unix socket-netlink socket-packet"
                    + " socket-vsock socket-alg socketpair-tipc fork vfork clone-process"
                    + " clone-sharing-memory clone-new-user clone-new-pid-thread clone3"
                    + " unshare-user unshare-net unshare-files setns ptrace-me ptrace-first"
                    + " process-vm-read process-vm-write pidfd-open kcmp keyctl add-key request-key"
                    + " bpf perf-event userfaultfd memfd memfd-secret shmget semget msgget mq-open"
                    + " shared-anonymous-memory zero-device-memory io-uring aio cpu-affinity"
                    + " priority real-time seccomp personality mount remount-writable umount"
                    + " pivot-root chroot fsopen open-tree open-by-handle name-to-handle fanotify"
                    + " inotify execveat splice vmsplice tty-input pipe-size become-root"
                    + " become-other groups mknod-device reboot kexec load-module hostname clock"
                    + " swap quota accounting kernel-log lock-memory ports ldt later-call"
                    + " far-later-call raise-limit raise-memory write-to-stdin seek-stderr"
                    + " descriptors kill-first kill-all kill-around threads memory mapped-memory"
                    + " protected-memory page-tables pipes"),
            c(Outcome.ENDED, "stack processor processor-threads other-architecture x32"),
            c(Outcome.HARMLESS, "survive-parent"),
            python(
                Outcome.BLOCKED,
                "read-passwd read-shadow read-hosts read-root-keys list-root-home read-engine-data"
                    + " read-engine-data-upwards write-own-folder write-own-program"
                    + " chmod-own-program write-root-folder write-temporary write-shared-memory"
                    + " write-anywhere make-folder link-out proc-environment proc-self proc-memory"
                    + " sys cgroup memory-device disk-device terminal devices roots environment"
                    + " setuid-files user capabilities hostname connect-loopback connect-metadata"
                    + " resolve fork-bomb daemon run-program posix-spawn native-system many-threads"
                    + " much-memory tmp-is-bounded tmp-link-out tmp-is-private"),
            python(
                Outcome.ENDED,
                "flood-stdout flood-empty-lines long-line endless-line invalid-utf8 overlong-utf8"
                    + " surrogate-utf8 half-a-line-and-gone busy exits aborts"),
            python(
                Outcome.HARMLESS,
                "flood-stderr half-a-line never-reads closes-stdout closes-stdin closes-everything"
                    + " stops-itself deaf-to-signals"),
            java(
                Outcome.BLOCKED,
                "java-connect java-listen java-resolve java-read java-write java-temporary"
                    + " java-process java-processes java-heap java-direct-memory java-threads"))
        .flatMap(some -> some)
        .filter(one -> isX86() || !X86_ONLY.contains(one.attempt));
  }

  private static boolean isX86() {
    return SystemCalls.here().equals(Optional.of(SystemCalls.X86_64));
  }

  private static Stream<Hostile> c(Outcome outcome, String attempts) {
    return of(Language.C, outcome, attempts);
  }

  private static Stream<Hostile> python(Outcome outcome, String attempts) {
    return of(Language.PYTHON, outcome, attempts);
  }

  private static Stream<Hostile> java(Outcome outcome, String attempts) {
    return of(Language.JAVA, outcome, attempts);
  }

  private static Stream<Hostile> of(Language language, Outcome outcome, String attempts) {
    return Stream.of(attempts.split(" ")).map(attempt -> new Hostile(language, attempt, outcome));
  }

  @Override
  public String toString() {
    return attempt;
  }
}
