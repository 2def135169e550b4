package io.lanista.engine.room;

import io.lanista.ports.room.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes through the submissions of an account page by page, while others arrive in front. Pages
 * overlap by one submission, so that a gap between them is noticed. Used by one thread.
 */
final class SubmissionPages {
  /** How it goes on. */
  enum Step {
    /** There are more: ask for the next page. */
    MORE,
    /** That was the last one. */
    END,
    /** Something was missing: begin again, at {@link #offset()}. */
    AGAIN,
    /** Too often something was missing; what came is not all. */
    BROKEN
  }

  private static final int MOST_REPEATS = 5;
  private static final int MOST_PAGES = 1_000;

  private final int size;
  private Set<Long> before = Set.of();
  private int offset;
  private int repeats;
  private int pages;

  /**
   * Begins at the newest.
   *
   * @param size of a full page
   */
  SubmissionPages(int size) {
    this.size = size;
  }

  /** Where the next page begins. */
  int offset() {
    return offset;
  }

  /** Takes a page, of which everything may be used however it goes on. */
  Step take(List<Submission> page) {
    Set<Long> ids = page.stream().map(Submission::id).collect(Collectors.toSet());
    boolean gap = !before.isEmpty() && ids.stream().noneMatch(before::contains);
    // A submission that is there twice is there instead of another one.
    if (gap || ids.size() < page.size()) {
      before = Set.of();
      offset = 0;
      repeats++;
      return repeats > MOST_REPEATS ? Step.BROKEN : Step.AGAIN;
    }
    pages++;
    if (page.size() < size) {
      return Step.END;
    }
    if (pages >= MOST_PAGES) {
      return Step.BROKEN;
    }
    boolean overlaps = size > 1;
    before = overlaps ? new HashSet<>(ids) : Set.of();
    offset += overlaps ? page.size() - 1 : page.size();
    return Step.MORE;
  }
}
