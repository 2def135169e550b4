package io.lanista.sql;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;

/** Which statements there are, and how values are kept in columns. */
final class Mappings {
  private static final List<Class<?>> MAPPERS =
      List.of(
          TicketMapper.class,
          MatchMapper.class,
          SignatureMapper.class,
          PlayerMapper.class,
          CredentialMapper.class,
          RatingMapper.class,
          WagerMapper.class,
          ReplayMapper.class,
          OutboxMapper.class,
          DeadlineMapper.class,
          RoomMapper.class,
          SeriesMapper.class,
          ChallengeMapper.class,
          NoticeMapper.class,
          SocialMapper.class,
          FighterMapper.class,
          PollMapper.class,
          ChainMapper.class);

  private Mappings() {}

  /**
   * Reads the statements, which takes a good part of a start: once for all pools of a database.
   *
   * @param databaseId picks the statements in which databases differ
   */
  static Configuration statements(String databaseId) {
    Configuration statements = new Configuration();
    statements.setDatabaseId(databaseId);
    statements.setCacheEnabled(false);
    statements.setLocalCacheScope(LocalCacheScope.STATEMENT);
    statements.setJdbcTypeForNull(JdbcType.NULL);
    statements.setMapUnderscoreToCamelCase(true);
    statements.setArgNameBasedConstructorAutoMapping(true);
    register(statements.getTypeHandlerRegistry());
    MAPPERS.forEach(statements::addMapper);
    return statements;
  }

  private static void register(TypeHandlerRegistry handlers) {
    handlers.register(UUID.class, id(Function.identity(), Function.identity()));
    handlers.register(MatchId.class, id(MatchId::value, MatchId::new));
    handlers.register(TicketId.class, id(TicketId::value, TicketId::new));
    handlers.register(PlayerId.class, id(PlayerId::value, PlayerId::new));
    handlers.register(ChallengeId.class, id(ChallengeId::value, ChallengeId::new));
    handlers.register(RoomId.class, id(RoomId::value, RoomId::new));
    handlers.register(
        TeamId.class, new ColumnHandler<>(ColumnHandler.TEXT, TeamId::text, TeamId::new));
    handlers.register(
        ProblemId.class, new ColumnHandler<>(ColumnHandler.TEXT, ProblemId::text, ProblemId::new));
    handlers.register(
        JudgeAccount.class,
        new ColumnHandler<>(ColumnHandler.TEXT, JudgeAccount::text, JudgeAccount::new));
    handlers.register(
        Duration.class, new ColumnHandler<>(ColumnHandler.NUMBER, Micros::of, Micros::duration));
    handlers.register(
        QueueName.class, new ColumnHandler<>(ColumnHandler.TEXT, QueueName::text, QueueName::new));
    handlers.register(
        BigInteger.class,
        new ColumnHandler<>(ColumnHandler.TEXT, BigInteger::toString, BigInteger::new));
    handlers.register(
        Instant.class, new ColumnHandler<>(ColumnHandler.NUMBER, Micros::of, Micros::instant));
    handlers.register(
        WalletAddress.class,
        new ColumnHandler<>(ColumnHandler.BYTES, WalletAddress::bytes, WalletAddress::of));
    handlers.register(
        Signature.class, new ColumnHandler<>(ColumnHandler.BYTES, Signature::bytes, Signature::of));
    // By itself, MyBatis asks for a Blob, which SQLite's driver does not have.
    handlers.register(
        byte[].class,
        JdbcType.BLOB,
        new ColumnHandler<>(ColumnHandler.BYTES, Function.identity(), Function.identity()));
    handlers.register(
        Bytes32.class, new ColumnHandler<>(ColumnHandler.BYTES, Bytes32::bytes, Bytes32::of));
    handlers.register(
        ReplayHash.class,
        new ColumnHandler<>(
            ColumnHandler.BYTES,
            hash -> hash.value().bytes(),
            bytes -> new ReplayHash(Bytes32.of(bytes))));
  }

  private static <T> ColumnHandler<T, byte[]> id(Function<T, UUID> to, Function<UUID, T> from) {
    return new ColumnHandler<>(
        ColumnHandler.BYTES, to.andThen(Mappings::bytes), from.compose(Mappings::uuid));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
