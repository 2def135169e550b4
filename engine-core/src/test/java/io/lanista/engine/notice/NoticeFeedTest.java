package io.lanista.engine.notice;

import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.notice.NumberedNotice;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.InMemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Players' agents who are told their notices. */
class NoticeFeedTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final InMemoryStorage storage = new InMemoryStorage();
  private final NoticeBell bell = new NoticeBell();
  private final NoticeFeed feed = new NoticeFeed(storage, bell, false);
  private final PlayerId ann = new PlayerId(UUID.randomUUID());
  private final List<Long> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    feed.close();
  }

  private void tell(PlayerId player) {
    storage.transact(
        tx ->
            tx.notices()
                .append(
                    player,
                    new Notice.MatchVoid(new MatchId(UUID.randomUUID()), "no", false),
                    NOW));
    bell.ring(List.of(player));
  }

  private boolean hear(NumberedNotice notice) {
    return heard.add(notice.sequence());
  }

  private static Long[] upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
  }

  @Test
  void storedNoticesComeFirstAndThenNewOnesInOrderWithoutAGap() {
    for (int i = 0; i < 150; i++) {
      tell(ann);
    }
    feed.subscribe(ann, 0, this::hear);
    for (int i = 0; i < 150; i++) {
      tell(ann);
    }
    eventually("all are heard", () -> heard.size() == 300);
    assertThat(heard).containsExactly(upTo(300));
  }

  @Test
  void whoComesBackGetsWhatItMissedAndNothingOfOthers() {
    tell(ann);
    tell(ann);
    tell(new PlayerId(UUID.randomUUID()));
    feed.subscribe(ann, 1, this::hear);
    eventually("the second is heard", () -> heard.size() == 1);
    tell(ann);
    eventually("the third is heard", () -> heard.size() == 2);
    assertThat(heard).containsExactly(2L, 3L);
  }

  @Test
  void aPlaceInTheFutureIsTheEnd() {
    tell(ann);
    feed.subscribe(ann, 99, this::hear);
    tell(ann);
    eventually("the next is heard", () -> heard.size() == 1);
    assertThat(heard).containsExactly(2L);
  }

  @Test
  void whoRefusesOrFailsIsToldNothingMore() {
    List<String> ended = new CopyOnWriteArrayList<>();
    NoticeListener full =
        new NoticeListener() {
          @Override
          public boolean offer(NumberedNotice notice) {
            return false;
          }

          @Override
          public void end() {
            ended.add("full");
          }
        };
    feed.subscribe(ann, 0, full);
    feed.subscribe(
        ann,
        0,
        notice -> {
          throw new IllegalStateException("broken");
        });
    Runnable left = feed.subscribe(ann, 0, this::hear);
    left.run();
    tell(ann);
    eventually("both are gone", () -> feed.size() == 0);
    eventually("it is told", () -> ended.size() == 1);
    assertThat(heard).isEmpty();
  }

  @Test
  void oneWhoCouldNotBeReadForIsReadForLater() {
    feed.subscribe(ann, 0, this::hear);
    tell(ann);
    eventually("the first is heard", () -> heard.size() == 1);
    storage.transact(
        tx ->
            tx.notices()
                .append(
                    ann, new Notice.MatchVoid(new MatchId(UUID.randomUUID()), "no", false), NOW));
    storage.fail(true);
    bell.ring(List.of(ann));
    storage.fail(false);
    bell.ring(List.of(ann));
    eventually("the second is heard", () -> heard.size() == 2);
  }

  @Test
  void soManyListenForOnePlayerAndNoMore() {
    for (int i = 0; i < NoticeFeed.MOST_OF_A_PLAYER; i++) {
      feed.subscribe(ann, 0, this::hear);
    }
    refusal(ErrorCode.BUSY, () -> feed.subscribe(ann, 0, this::hear));
  }
}
