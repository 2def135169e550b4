package io.lanista.http.dispatch;

import io.lanista.http.dialect.Failure;
import io.lanista.http.json.JsonText;
import io.lanista.ports.error.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Words what Jetty refuses before any route sees it: bad request lines, headers, paths. The
 * connection ends with it: Jetty 12.1.12 may still be about to finish such an answer when it begins
 * the next request, and then fails that one for it.
 */
public final class JsonErrorHandler extends ErrorHandler {
  private final RouteTable table;

  public JsonErrorHandler(RouteTable table) {
    this.table = table;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    var body = body(response.getStatus(), path == null ? "/" : path, response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private byte[] body(int status, String path, HttpFields.Mutable headers) {
    var dialect = table.dialect(path);
    var code = status >= 500 && status != 505 ? ErrorCode.INTERNAL : ErrorCode.INVALID_REQUEST;
    headers.put(HttpHeader.CONTENT_TYPE, dialect.errorMediaType());
    return JsonText.write(dialect.render(new Failure(status, code, message(status), List.of())));
  }

  private static String message(int status) {
    return switch (status) {
      case 408 -> "The request did not arrive in time.";
      case 413 -> "The body is too large.";
      case 414 -> "The request line is too long.";
      case 431 -> "The headers are too large.";
      case 505 -> "This HTTP version is not spoken here.";
      default -> status >= 500 ? "An internal error occurred." : "The request is malformed.";
    };
  }
}
