package io.lanista.distribution.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The floor of a read: {@code GET /N} is answered with N bytes, without blocking. */
final class SizedAnswers extends Handler.Abstract.NonBlocking {
  private static final int LARGEST = 1 << 20;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int size = Integer.parseInt(Request.getPathInContext(request).substring(1));
    byte[] answer = new byte[Math.min(LARGEST, size)];
    Arrays.fill(answer, (byte) '1');
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(answer), callback);
    return true;
  }
}
