package io.lanista.http.route;

import io.lanista.ports.error.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A route being written down; {@code handle} or {@code handleBlocking} finishes it. */
public final class RouteDraft<B, R> {
  private final String name;
  private final Verb verb;
  private final String template;
  private final Class<R> answer;
  private final List<QueryParam> query = new ArrayList<>();
  private final Set<ErrorCode> errors = EnumSet.noneOf(ErrorCode.class);
  private Body<B> body;
  private int status = 200;
  private Access access = Access.OPEN;
  private String tag = "";
  private String summary = "";

  RouteDraft(String name, Verb verb, String template, Body<B> body, Class<R> answer) {
    this.name = name;
    this.verb = verb;
    this.template = template;
    this.body = body;
    this.answer = answer;
  }

  /** Codes the handler may answer, beyond those every route may. */
  public RouteDraft<B, R> errors(ErrorCode... codes) {
    errors.addAll(List.of(codes));
    return this;
  }

  public RouteDraft<B, R> query(QueryParam... params) {
    query.addAll(List.of(params));
    return this;
  }

  public RouteDraft<B, R> access(Access who) {
    access = who;
    return this;
  }

  /** The status of a success, 200 unless said. */
  public RouteDraft<B, R> status(int success) {
    status = success;
    return this;
  }

  /** Most bytes of the body, instead of the server's limit. */
  public RouteDraft<B, R> bodyLimit(long bytes) {
    body = body.upTo(bytes);
    return this;
  }

  public RouteDraft<B, R> tag(String group) {
    tag = group;
    return this;
  }

  /** One sentence for the document. */
  public RouteDraft<B, R> summary(String sentence) {
    summary = sentence;
    return this;
  }

  /** Finishes with a handler that answers later and never waits itself. */
  public Route<B, R> handle(Handling.Async<B, R> handler) {
    return finish(new Handling.Later<>(handler));
  }

  /** Finishes with a handler that may wait; it runs on the bounded worker pool. */
  public Route<B, R> handleBlocking(Handling.Blocking<B, R> handler) {
    return finish(new Handling.OnWorker<>(handler));
  }

  /**
   * Finishes with what the answer is made of: from memory, or looked up on the bounded worker pool.
   *
   * @param form makes the answer; the same for every caller
   */
  public <S> Route<B, R> handleKnown(
      Handling.Recall<S> memory, Handling.Blocking<B, S> look, Function<S, R> form) {
    return finish(new Handling.Known<>(memory, look, form));
  }

  private Route<B, R> finish(Handling<B, R> handling) {
    return new Route<>(
        name, verb, template, body, answer, status, access, query, errors, tag, summary, handling);
  }
}
