package io.lanista.sql;

import io.lanista.ports.player.Credentials;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.IdSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** API keys in a table, by their hash. */
final class SqlCredentials implements Credentials {
  private static final String PREFIX = "nj_live_";

  private final Session session;
  private final IdSource ids;

  SqlCredentials(Session session, IdSource ids) {
    this.session = session;
    this.ids = ids;
  }

  @Override
  public IssuedKey issue(PlayerId player) {
    // Two ids carry at least 148 random bits, even if they begin with the time.
    IssuedKey key = new IssuedKey(ids.next(), PREFIX + hex(ids.next()) + hex(ids.next()));
    session.writing(CredentialMapper.class).insert(key.id(), player, sha256(key.secret()));
    return key;
  }

  @Override
  public Optional<PlayerId> verify(String secret) {
    return session.reading(CredentialMapper.class).verify(sha256(secret));
  }

  @Override
  public boolean revoke(PlayerId player, UUID key) {
    CredentialMapper mapper = session.writing(CredentialMapper.class);
    session.send();
    mapper.revoke(key, player);
    return session.send() == 1;
  }

  private static String hex(UUID id) {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(id.getMostSignificantBits())
        + format.toHexDigits(id.getLeastSignificantBits());
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
