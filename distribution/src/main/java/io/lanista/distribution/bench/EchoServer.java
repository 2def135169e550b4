package io.lanista.distribution.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The floor of an HTTP call: reads the body without blocking and answers JSON of the size of a
 * join's answer, the body within it. It parses nothing and keeps nothing.
 */
final class EchoServer extends Handler.Abstract.NonBlocking {
  private static final byte[] BEFORE =
      ("{\"queue_id\":\"01900000-0000-7000-8000-000000000000\",\"status\":\"waiting\",\"position\":1,"
              + "\"match_id\":null,\"opponent_code\":null,\"opponent_wallet\":null,"
              + "\"opponent_agent_id\":null,\"you_sent\":")
          .getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    new Exchange(request, response, callback).run();
    return true;
  }

  private static final class Exchange implements Runnable {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream(512);

    Exchange(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      answer.writeBytes(BEFORE);
    }

    @Override
    public void run() {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          callback.failed(chunk.getFailure());
          return;
        }
        answer.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
          answer.write('}');
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
          response.write(true, ByteBuffer.wrap(answer.toByteArray()), callback);
          return;
        }
      }
    }
  }
}
