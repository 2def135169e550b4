package io.lanista.http.route;

/** The request methods a route may have. HEAD follows GET; OPTIONS is answered for every route. */
public enum Verb {
  GET,
  POST,
  PUT,
  DELETE
}
