package io.lanista.http.route;

import io.lanista.ports.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One operation of the API as a value. The dispatcher and the OpenAPI document are made from the
 * same list of routes, so neither can know something the other does not.
 *
 * @param name unique among all routes; the operationId
 * @param template absolute path with parameters in braces, such as {@code /matches/{id}}
 * @param answer the record written as JSON, {@code JsonNode} for free JSON, {@link Content}, or
 *     {@link Download}
 * @param status of a success
 * @param errors what the handler may answer besides what every route may
 * @param tag groups routes in the document
 */
public record Route<B, R>(
    String name,
    Verb verb,
    String template,
    Body<B> body,
    Class<R> answer,
    int status,
    Access access,
    List<QueryParam> query,
    Set<ErrorCode> errors,
    String tag,
    String summary,
    Handling<B, R> handling) {

  public Route {
    Objects.requireNonNull(verb);
    Objects.requireNonNull(body);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(access);
    Objects.requireNonNull(handling);
    query = List.copyOf(query);
    errors = Set.copyOf(errors);
    if (name.isBlank() || !template.startsWith("/")) {
      throw new IllegalArgumentException(
          "route '" + name + "' needs a name and a template that starts with /");
    }
  }

  public static <R> RouteDraft<Void, R> get(String name, String template, Class<R> answer) {
    return new RouteDraft<>(name, Verb.GET, template, Body.none(), answer);
  }

  public static <R> RouteDraft<Void, R> delete(String name, String template, Class<R> answer) {
    return new RouteDraft<>(name, Verb.DELETE, template, Body.none(), answer);
  }

  /** A POST whose request has no body worth reading. */
  public static <R> RouteDraft<Void, R> post(String name, String template, Class<R> answer) {
    return new RouteDraft<>(name, Verb.POST, template, Body.none(), answer);
  }

  public static <B, R> RouteDraft<B, R> post(
      String name, String template, Class<B> body, Class<R> answer) {
    return new RouteDraft<>(name, Verb.POST, template, Body.json(body), answer);
  }

  /** A PUT whose request has no body worth reading. */
  public static <R> RouteDraft<Void, R> put(String name, String template, Class<R> answer) {
    return new RouteDraft<>(name, Verb.PUT, template, Body.none(), answer);
  }

  /** A route whose request is bytes as they are, at most so many. */
  public static <R> RouteDraft<byte[], R> upload(
      String name, Verb verb, String template, long maxBytes, Class<R> answer) {
    return new RouteDraft<>(name, verb, template, Body.raw(maxBytes), answer);
  }

  /** A POST whose request is a file, at most so large, received in a folder. */
  public static <R> RouteDraft<Path, R> file(
      String name, String template, long maxBytes, Path folder, Class<R> answer) {
    return file(name, Verb.POST, template, maxBytes, folder, answer);
  }

  /** A route whose request is a file, at most so large, received in a folder. */
  public static <R> RouteDraft<Path, R> file(
      String name, Verb verb, String template, long maxBytes, Path folder, Class<R> answer) {
    return new RouteDraft<>(name, verb, template, Body.file(maxBytes, folder), answer);
  }
}
