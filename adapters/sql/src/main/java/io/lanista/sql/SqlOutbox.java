package io.lanista.sql;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Outbox;
import java.util.ArrayList;
import java.util.List;

/** Events in a table; those of this transaction are written together. */
final class SqlOutbox implements Outbox {
  private final Session session;
  private final EventJson json;
  private final List<DomainEvent> unwritten = new ArrayList<>();
  private final List<PublishedEvent> written = new ArrayList<>();

  SqlOutbox(Session session, EventJson json) {
    this.session = session;
    this.json = json;
  }

  void emit(DomainEvent event) {
    session.requireShare(
        event instanceof DomainEvent.PlayerRegistered, event.getClass().getSimpleName());
    session.writing(OutboxMapper.class);
    unwritten.add(event);
  }

  /** What this transaction emitted, once it is written. */
  List<PublishedEvent> written() {
    return written;
  }

  /** Writes what was emitted, as one batch. */
  void write() {
    if (!unwritten.isEmpty()) {
      if (session.reservesSequences()) {
        session.writing(OutboxMapper.class).reserve(unwritten.size());
      }
      List<EventRow> rows = new ArrayList<>(unwritten.size());
      for (DomainEvent event : unwritten) {
        rows.add(json.row(event, rows.size() + 1L - unwritten.size()));
      }
      session.write(RowBatches::events, rows);
      // Nobody else took sequences meanwhile: they follow one another.
      long next = session.reading(OutboxMapper.class).lastSequence() - unwritten.size();
      for (DomainEvent event : unwritten) {
        written.add(new PublishedEvent(++next, event));
      }
      unwritten.clear();
    }
  }

  @Override
  public List<PublishedEvent> after(long sequence, int limit) {
    OutboxMapper mapper = session.reading(OutboxMapper.class);
    write();
    return mapper.after(sequence, limit).stream()
        .map(row -> new PublishedEvent(row.sequence(), json.event(row)))
        .toList();
  }

  @Override
  public long cursor(String consumer) {
    Long sequence = session.reading(OutboxMapper.class).cursor(consumer);
    return sequence == null ? 0 : sequence;
  }

  @Override
  public void advance(String consumer, long sequence) {
    session.requireShare(false, "the place of " + consumer);
    session.writing(OutboxMapper.class).advance(consumer, sequence);
  }

  @Override
  public void forget(String consumer) {
    session.requireShare(false, "the place of " + consumer);
    session.writing(OutboxMapper.class).forget(consumer);
  }

  @Override
  public int prune(long throughSequence) {
    session.requireShare(false, "the end of events");
    OutboxMapper mapper = session.writing(OutboxMapper.class);
    write();
    session.send();
    mapper.prune(throughSequence);
    return session.send();
  }
}
