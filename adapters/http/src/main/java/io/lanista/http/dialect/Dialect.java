package io.lanista.http.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.json.Naming;

/** How one family of clients wants names and errors written. Implementations are stateless. */
public interface Dialect {
  /** How record components are named in JSON. */
  Naming naming();

  /** The media type of an error. */
  String errorMediaType();

  /** The body of an error answer. */
  ObjectNode render(Failure failure);

  /** The JSON schema of an error with this status, without references. */
  ObjectNode errorSchema(int status);
}
