package io.lanista.http.netplay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.match.Presence;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.Streams;
import io.lanista.http.route.Call;
import io.lanista.http.ws.Socket;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.storage.InMemoryStorage;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class StreamChannelsTest {
  private record NoCall() implements Call {
    @Override
    public String path(String name) {
      return "8d8ac610-566d-4ef0-9c22-186b2a5ed793";
    }

    @Override
    public Optional<String> text(String name) {
      return Optional.empty();
    }

    @Override
    public OptionalLong integer(String name) {
      return OptionalLong.empty();
    }

    @Override
    public boolean flag(String name) {
      return false;
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public InetAddress client() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public <P> Optional<P> principal(Class<P> type) {
      return Optional.empty();
    }

    @Override
    public Optional<String> bearer() {
      return Optional.empty();
    }

    @Override
    public String requestId() {
      return "1";
    }

    @Override
    public void respondWith(String header, String value) {}
  }

  private static final class Recorded implements Socket {
    private final List<Integer> codes = new ArrayList<>();

    @Override
    public boolean send(ByteBuffer frames, int count) {
      return true;
    }

    @Override
    public void close(int code, String reason) {
      codes.add(code);
    }

    @Override
    public boolean isOpen() {
      return codes.isEmpty();
    }

    @Override
    public InetAddress client() {
      return InetAddress.getLoopbackAddress();
    }
  }

  private static List<Integer> codesOfAViewer(Executor lookups) {
    var settings =
        new StreamSettings(
            StreamSettings.UploadRule.OPEN, 3, Duration.ofSeconds(1), Duration.ofSeconds(1));
    var clock = Clock.systemUTC();
    try (var storage = new InMemoryStorage();
        var streams = new Streams(storage, new Presence(clock), settings, clock)) {
      var socket = new Recorded();
      var channel =
          new StreamChannels(streams, lookups, Duration.ofSeconds(30), 16).channels().get(0);
      channel.opener().open(new NoCall(), socket).opened();
      return socket.codes;
    }
  }

  @Test
  void viewerOfAnUnknownMatchIsTold() {
    assertThat(codesOfAViewer(Runnable::run)).containsExactly(4004);
  }

  @Test
  void viewerIsToldToComeBackWhenTooManyComeAtOnce() {
    Executor full =
        task -> {
          throw new EngineException(ErrorCode.BUSY, "Too many look-ups are waiting.");
        };
    assertThat(codesOfAViewer(full)).containsExactly(4013);
  }
}
