package io.lanista.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private final Deque<Runnable> handed = new ArrayDeque<>();
  private final Audience audience = new Audience(handed::add);

  private static List<ByteBuffer> messages(String... texts) {
    return List.of(texts).stream()
        .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private void publish(String... texts) {
    audience.take(messages(texts));
    audience.send();
  }

  /** Remembers each batch as one text. */
  private static class Watcher implements Viewer {
    final List<String> batches = new ArrayList<>();
    final List<Integer> closed = new ArrayList<>();

    @Override
    public boolean offer(LiveBatch batch) {
      batches.add(StandardCharsets.UTF_8.decode(batch.joined()).toString());
      return true;
    }

    @Override
    public void close(int code, String reason) {
      closed.add(code);
    }
  }

  private List<Watcher> watchers(int count) {
    List<Watcher> watchers = IntStream.range(0, count).mapToObj(i -> new Watcher()).toList();
    watchers.forEach(audience::add);
    return watchers;
  }

  @Test
  void fewAreServedByWhoeverPublishes() {
    List<Watcher> few = watchers(3);
    publish("a", "b");
    assertThat(few).allSatisfy(watcher -> assertThat(watcher.batches).containsExactly("ab"));
    assertThat(handed).isEmpty();
  }

  @Test
  void whatIsPublishedBeforeManyAreServedGoesOutTogether() {
    List<Watcher> many = watchers(33);
    publish("a");
    publish("b");
    publish("c");
    assertThat(handed).hasSize(1);
    while (!handed.isEmpty()) {
      handed.poll().run();
    }
    assertThat(many).allSatisfy(watcher -> assertThat(watcher.batches).containsExactly("abc"));
  }

  @Test
  void viewerThatComesMeanwhileGetsWhatIsPublishedAfterwards() {
    watchers(33);
    publish("a");
    Runnable first = handed.poll();
    first.run();
    Watcher late = new Watcher();
    audience.add(late);
    publish("b");
    while (!handed.isEmpty()) {
      handed.poll().run();
    }
    assertThat(late.batches).containsExactly("b");
  }

  @Test
  void everyoneIsSentAwayAfterTheLastMessage() {
    List<Watcher> many = watchers(40);
    publish("a");
    audience.take(messages("end"));
    audience.dismiss(1000, "over");
    audience.send();
    while (!handed.isEmpty()) {
      handed.poll().run();
    }
    assertThat(many)
        .allSatisfy(
            watcher -> {
              assertThat(watcher.batches).containsExactly("aend");
              assertThat(watcher.closed).containsExactly(1000);
            });
    assertThat(audience.size()).isZero();
  }

  @Test
  void viewerThatFailsIsLeftOutAndTheOthersAreServed() {
    audience.add(
        new Watcher() {
          @Override
          public boolean offer(LiveBatch batch) {
            throw new IllegalStateException("broken");
          }
        });
    List<Watcher> others = watchers(2);
    publish("a");
    publish("b");
    assertThat(others).allSatisfy(watcher -> assertThat(watcher.batches).containsExactly("a", "b"));
    assertThat(audience.size()).isEqualTo(2);
  }

  @Test
  void viewersComeAndGoWhileOthersAreServed() throws Exception {
    CountDownLatch serving = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    audience.add(
        new Watcher() {
          @Override
          public boolean offer(LiveBatch batch) {
            serving.countDown();
            try {
              return goOn.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try {
      publisher.execute(() -> publish("a"));
      assertThat(serving.await(20, TimeUnit.SECONDS)).isTrue();
      Watcher comes = new Watcher();
      audience.add(comes);
      audience.remove(comes);
      assertThat(audience.size()).isEqualTo(1);
      // It does not wait for what is being sent either.
      publish("b");
    } finally {
      goOn.countDown();
      publisher.shutdown();
      assertThat(publisher.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void messagesOfAllPublishersArriveInOrderAndOnce() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(2);
    Audience busy = new Audience(senders);
    CountDownLatch all = new CountDownLatch(1);
    Watcher watcher =
        new Watcher() {
          @Override
          public boolean offer(LiveBatch batch) {
            super.offer(batch);
            if (String.join("", batches).endsWith("999,")) {
              all.countDown();
            }
            return true;
          }
        };
    busy.add(watcher);
    for (int i = 0; i < 40; i++) {
      busy.add(new Watcher());
    }
    for (int i = 0; i < 1000; i++) {
      busy.take(messages(i + ","));
      busy.send();
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    senders.shutdown();
    assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    String expected = String.join("", IntStream.range(0, 1000).mapToObj(i -> i + ",").toList());
    assertThat(String.join("", watcher.batches)).isEqualTo(expected);
  }
}
