package io.lanista.sandbox;

/**
 * The seccomp filter fighters run under: a list of what is refused, since interpreters need more
 * calls than anyone can list, and everything newer than the list. Refused calls fail with EPERM, so
 * that a program can go on without them; calls of another architecture kill the program.
 */
final class SystemCallFilter {
  static final int ALLOW = 0x7fff0000;
  static final int REFUSE = 0x00050000 | 1; // SECCOMP_RET_ERRNO, EPERM
  static final int UNKNOWN = 0x00050000 | 38; // SECCOMP_RET_ERRNO, ENOSYS
  static final int KILL = 0x80000000; // SECCOMP_RET_KILL_PROCESS

  private static final int CLONE_THREAD = 0x10000;
  private static final int CLONE_NEW =
      0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
  private static final int MAP_SHARED = 0x01;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541c;
  private static final int TIOCSETD = 0x5423;
  private static final int AF_UNIX = 1;
  private static final int F_SETPIPE_SIZE = 1031;

  private SystemCallFilter() {}

  /** The filter's bytes, as {@code bwrap --seccomp} reads them. */
  static byte[] bytes(SystemCalls calls) {
    FilterAssembler filter =
        new FilterAssembler()
            .loadArchitecture()
            .ifEqual(calls.audit(), "known")
            .answer(KILL)
            .label("known")
            .loadNumber()
            .ifGreater(SystemCalls.LAST, "later")
            .ifEqual(calls.forking(), "clone")
            .ifEqual(calls.forking3(), "absent")
            .ifEqual(calls.mmap(), "mmap")
            .ifEqual(calls.ioctl(), "ioctl")
            .ifEqual(calls.fcntl(), "fcntl")
            .ifEqual(calls.socketpair(), "socketpair");
    calls.refused().forEach(number -> filter.ifEqual(number, "refused"));
    filter.answer(ALLOW);

    // Threads only, and in no namespace of their own. What clone3 is asked for cannot be read here;
    // without it the C library uses clone.
    filter
        .label("clone")
        .loadArgument(0)
        .ifAnyBit(CLONE_NEW, "refused")
        .ifAnyBit(CLONE_THREAD, "allowed")
        .answer(REFUSE);
    // Shared memory that belongs to no file is not counted as the program's data.
    filter
        .label("mmap")
        .loadArgument(3)
        .ifAnyBit(MAP_SHARED, "shared")
        .answer(ALLOW)
        .label("shared")
        .ifAnyBit(MAP_ANONYMOUS, "refused")
        .answer(ALLOW);
    filter
        .label("ioctl")
        .loadArgument(1)
        .ifEqual(TIOCSTI, "refused")
        .ifEqual(TIOCLINUX, "refused")
        .ifEqual(TIOCSETD, "refused")
        .answer(ALLOW);
    filter.label("fcntl").loadArgument(1).ifEqual(F_SETPIPE_SIZE, "refused").answer(ALLOW);
    // Two ends of its own: Java cannot open a file without, nor Python's asyncio start.
    filter.label("socketpair").loadArgument(0).ifEqual(AF_UNIX, "allowed").answer(REFUSE);
    filter.label("later");
    if (calls.compatible()) {
      filter.ifGreater(0x3fffffff, "other");
    }
    filter.label("absent").answer(UNKNOWN);
    if (calls.compatible()) {
      filter.label("other").answer(KILL);
    }
    return filter.label("allowed").answer(ALLOW).label("refused").answer(REFUSE).assemble();
  }
}
