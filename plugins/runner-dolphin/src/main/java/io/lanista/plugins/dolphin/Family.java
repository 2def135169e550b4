package io.lanista.plugins.dolphin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * All processes of one game: those that are known, their descent, and who is in a session that one
 * of them opened. The first one known is the keeper, which the bridge leaves behind: whoever loses
 * its parent becomes its child (prctl(2), PR_SET_CHILD_SUBREAPER), so that nobody gets out of its
 * descent while it lives, and it is killed last. Thread-safe.
 */
final class Family {
  private static final int ROUNDS = 100;
  private static final long PAUSE_MILLIS = 30;

  private final Birth keeper;

  /** Whoever was ever seen, so that they are found when what connected them is gone. */
  private final Set<Birth> known;

  Family(Birth keeper, Collection<Birth> others) {
    this.keeper = keeper;
    this.known = new LinkedHashSet<>(others);
    known.add(keeper);
  }

  /** Those alive now. */
  synchronized List<Birth> members() throws IOException {
    List<ProcessStat> ours = ProcessStat.ours();
    List<ProcessStat> members = new ArrayList<>();
    boolean grows = true;
    while (grows) {
      Set<Long> parents = members.stream().map(ProcessStat::pid).collect(Collectors.toSet());
      Set<Long> sessions = sessions(members);
      grows = false;
      for (ProcessStat process : ours) {
        if (!members.contains(process)
            && (known.contains(process.birth())
                || parents.contains(process.parent())
                || sessions.contains(process.session()))) {
          members.add(process);
          known.add(process.birth());
          grows = true;
        }
      }
    }
    return members.stream().filter(ProcessStat::isRunning).map(ProcessStat::birth).toList();
  }

  /**
   * The sessions that one of them opened. The keeper is born into the engine's session, which is
   * not among them. The number of a session is not given again while somebody is in it.
   */
  private Set<Long> sessions(List<ProcessStat> members) {
    Set<Long> pids = known.stream().map(Birth::pid).collect(Collectors.toSet());
    Set<Long> sessions = new HashSet<>();
    members.forEach(member -> sessions.add(member.session()));
    sessions.retainAll(pids);
    return sessions;
  }

  /**
   * Kills until none is left, because one that is killed may have started another just before. None
   * is left when two looks in a row say so: the processes are not all looked at in one moment.
   *
   * @return whether none is left; false after some seconds
   */
  boolean kill() {
    boolean interrupted = false;
    try {
      boolean wasAlone = false;
      for (int round = 0; round < ROUNDS; round++) {
        List<Birth> left = new ArrayList<>(members());
        boolean isKept = left.remove(keeper);
        if (left.isEmpty() && wasAlone) {
          if (!isKept) {
            return true;
          }
          keeper.kill();
        }
        wasAlone = left.isEmpty();
        left.forEach(Birth::kill);
        try {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException hurry) {
          interrupted = true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
