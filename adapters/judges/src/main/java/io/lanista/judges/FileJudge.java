package io.lanista.judges;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Submission;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Verdicts that somebody appends to a file, one JSON object a line. A later line about a submission
 * replaces an earlier one. Lines that cannot be read are named in the log once and left out.
 * Thread-safe.
 */
public final class FileJudge implements Judge {
  private static final System.Logger LOG = System.getLogger(FileJudge.class.getName());
  private static final int PAGE = 500;
  private static final int MOST_SUBMISSIONS = 200_000;
  private static final int MOST_COMPLAINTS = 20;

  private final Path file;
  private final AppendedLines lines;
  private final Map<JudgeAccount, TreeMap<Long, Submission>> known = new HashMap<>();
  private int count;
  private int complaints;

  /** A judge by a file, which is looked for when the judge is asked. */
  public FileJudge(Path file) {
    this.file = file;
    lines = new AppendedLines(file);
  }

  @Override
  public Duration resolution() {
    return Duration.ofMillis(1);
  }

  @Override
  public Duration spacing() {
    return Duration.ZERO;
  }

  @Override
  public boolean isPolled() {
    return true;
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public synchronized List<Submission> submissions(JudgeAccount account, int offset)
      throws JudgeUnavailableException {
    try {
      lines.read(new Log());
    } catch (NoSuchFileException missing) {
      throw new JudgeUnavailableException(
          "There is no file of verdicts at " + file + "; create it, it may be empty.", missing);
    } catch (IOException unreadable) {
      throw new JudgeUnavailableException(
          "The file of verdicts " + file + " cannot be read: " + unreadable + ".", unreadable);
    }
    if (count > MOST_SUBMISSIONS) {
      throw new JudgeUnavailableException(
          file + " has more than " + MOST_SUBMISSIONS + " submissions; begin another file.");
    }
    return known.getOrDefault(account, new TreeMap<>()).descendingMap().values().stream()
        .skip(offset)
        .limit(PAGE)
        .toList();
  }

  @Override
  public Map<JudgeAccount, Integer> ratings(Set<JudgeAccount> accounts) {
    return Map.of();
  }

  /** Takes over what the file says. */
  private final class Log implements AppendedLines.Reader {
    @Override
    public void restart() {
      known.clear();
      count = 0;
      complaints = 0;
    }

    @Override
    public void line(long number, byte[] line) {
      if (new String(line, StandardCharsets.UTF_8).isBlank()) {
        return;
      }
      try {
        keep(VerdictLine.read(line));
      } catch (IOException wrong) {
        complain(number, wrong.getMessage());
      }
    }

    @Override
    public void tooLong(long number) {
      complain(number, "it has more than " + AppendedLines.LONGEST + " bytes");
    }

    @Override
    public void unfinished(byte[] start) {
      try {
        keep(VerdictLine.read(start)); // Whole, only the end of the line is missing.
      } catch (IOException halfWritten) {
        return;
      }
    }

    private void keep(Submission submission) {
      TreeMap<Long, Submission> own =
          known.computeIfAbsent(submission.account(), first -> new TreeMap<>());
      // Beyond the bound only the count goes on, which makes the judge unavailable.
      if (own.containsKey(submission.id()) || count < MOST_SUBMISSIONS) {
        if (own.put(submission.id(), submission) == null) {
          count++;
        }
      } else {
        count = MOST_SUBMISSIONS + 1;
      }
    }

    private void complain(long number, String why) {
      complaints++;
      if (complaints > MOST_COMPLAINTS) {
        return;
      }
      String last = complaints == MOST_COMPLAINTS ? " Further lines are not named." : "";
      LOG.log(
          Level.WARNING, "Line " + number + " of " + file + " is left out: " + why + "." + last);
    }
  }
}
