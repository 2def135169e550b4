package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/**
 * The EIP-712 encoding of a result, written out by hand: every value is one 32-byte word, so no
 * general encoder is needed and none can disagree about the types.
 */
final class ResultEncoding {
  private static final int WORD = 32;
  private static final byte[] DOMAIN_TYPE =
      hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final byte[] RESULT_TYPE =
      hash(
          "MatchResult(bytes32 matchId,address winner,address loser,string gameId,"
              + "uint8 winnerScore,uint8 loserScore,bytes32 replayHash,uint256 timestamp)");

  private ResultEncoding() {}

  static byte[] domainSeparator(SigningDomain domain) {
    ByteBuffer words = ByteBuffer.allocate(5 * WORD);
    words.put(DOMAIN_TYPE).put(hash(domain.name())).put(hash(domain.version()));
    number(words, domain.chainId());
    address(words, domain.verifyingContract());
    return Hash.sha3(words.array());
  }

  static Bytes32 digest(byte[] domainSeparator, MatchResult result) {
    byte[] struct = structHash(result);
    byte[] message =
        ByteBuffer.allocate(2 + 2 * WORD)
            .put((byte) 0x19)
            .put((byte) 0x01)
            .put(domainSeparator)
            .put(struct)
            .array();
    return Bytes32.of(Hash.sha3(message));
  }

  private static byte[] structHash(MatchResult result) {
    ByteBuffer words = ByteBuffer.allocate(9 * WORD);
    words.put(RESULT_TYPE).put(result.matchId().bytes());
    address(words, result.winner());
    address(words, result.loser());
    words.put(hash(result.gameId()));
    number(words, result.winnerScore());
    number(words, result.loserScore());
    words.put(result.replayHash().bytes());
    number(words, result.timestampSeconds());
    return Hash.sha3(words.array());
  }

  private static void address(ByteBuffer words, WalletAddress address) {
    words.position(words.position() + WORD - 20).put(address.bytes());
  }

  private static void number(ByteBuffer words, long value) {
    words.position(words.position() + WORD - Long.BYTES).putLong(value);
  }

  private static void number(ByteBuffer words, BigInteger value) {
    byte[] bytes = value.toByteArray();
    int skip = bytes.length > WORD && bytes[0] == 0 ? 1 : 0;
    int length = bytes.length - skip;
    if (length > WORD) {
      throw new IllegalArgumentException("A uint256 is below 2^256; given: " + value);
    }
    words.position(words.position() + WORD - length).put(bytes, skip, length);
  }

  private static byte[] hash(String text) {
    return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
  }
}
