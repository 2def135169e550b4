package io.lanista.sql;

import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;

/**
 * The usual mapper files; statements that are given a row take their parameters from it directly.
 */
public final class RowLanguage extends XMLLanguageDriver {
  @Override
  public ParameterHandler createParameterHandler(
      MappedStatement statement, Object parameter, BoundSql bound) {
    // Ids and other values that are records themselves have a type handler of their own.
    boolean row =
        parameter instanceof Record
            && !statement
                .getConfiguration()
                .getTypeHandlerRegistry()
                .hasTypeHandler(parameter.getClass());
    return row
        ? new RowParameters((Record) parameter, bound)
        : super.createParameterHandler(statement, parameter, bound);
  }
}
