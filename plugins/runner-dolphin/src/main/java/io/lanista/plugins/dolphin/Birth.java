package io.lanista.plugins.dolphin;

import java.util.Optional;

/**
 * One process and no other of this boot.
 *
 * @param pid its number
 * @param start when it started, in clock ticks since the machine did
 */
record Birth(long pid, long start) {
  /** This process. */
  static Birth self() {
    return of(ProcessHandle.current().pid()).orElse(new Birth(ProcessHandle.current().pid(), 0));
  }

  static Optional<Birth> of(long pid) {
    return ProcessStat.of(pid).map(ProcessStat::birth);
  }

  /** What {@link #toString} wrote; empty if it is anything else. */
  static Optional<Birth> parse(String text) {
    String[] words = text.split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new Birth(Long.parseLong(words[0]), Long.parseLong(words[1])))
          : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  boolean isRunning() {
    return ProcessStat.of(pid)
        .filter(ProcessStat::isRunning)
        .filter(process -> process.birth().equals(this))
        .isPresent();
  }

  /** Kills this process; never another one that was given its number. */
  void kill() {
    // The handle is taken first: what is killed through it is what was looked at afterwards.
    ProcessHandle.of(pid)
        .filter(handle -> isRunning() && !handle.equals(ProcessHandle.current()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public String toString() {
    return pid + " " + start;
  }
}
