package io.lanista.sql;

import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import java.time.Instant;

/**
 * A row of the deadlines: the task is the kind, its instance the subject.
 *
 * @param executionTime null where it does not matter
 * @param version tells one handling of a deadline from another
 */
record DeadlineRow(String taskName, String taskInstance, Instant executionTime, long version) {
  static DeadlineRow of(Subject subject, Deadline.Kind kind, Instant due, long version) {
    return new DeadlineRow(kind.name(), subject.kind() + ":" + subject.id(), due, version);
  }

  Deadline deadline() {
    int colon = taskInstance.indexOf(':');
    return new Deadline(
        new Subject(taskInstance.substring(0, colon), taskInstance.substring(colon + 1)),
        Deadline.Kind.valueOf(taskName),
        executionTime);
  }
}
