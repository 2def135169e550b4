package io.lanista.chain;

import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int128;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** Writes the engine's calls as its contracts take them. Pure. */
final class CallEncoder {
  private CallEncoder() {}

  static EncodedCall encode(ChainCall call, ChainContracts contracts) {
    if (call instanceof ChainCall.RecordMatch record) {
      return to(
          contracts.get(ChainContract.MATCH_PROOF),
          "recordMatch",
          struct(record.result()),
          signature(record.first()),
          signature(record.second()));
    }
    if (call instanceof ChainCall.PostRating rating) {
      RatingDocument document = new RatingDocument(rating);
      return to(
          contracts.get(ChainContract.REPUTATION_REGISTRY),
          "giveFeedback",
          new Uint256(rating.agentId()),
          new Int128(rating.elo()),
          new Uint8(0),
          new Utf8String("elo"),
          new Utf8String(rating.game()),
          new Utf8String(""),
          new Utf8String(document.uri()),
          new Bytes32(document.keccak256()));
    }
    if (call instanceof ChainCall.CreatePool pool) {
      return to(
          contracts.get(ChainContract.PREDICTION_POOL),
          "createPool",
          new Bytes32(pool.matchId().bytes()),
          address(pool.p1()),
          address(pool.p2()));
    }
    if (call instanceof ChainCall.ResolvePool pool) {
      return onPool(contracts, "resolve", pool.poolId());
    }
    if (call instanceof ChainCall.CancelPool pool) {
      return onPool(contracts, "cancelPool", pool.poolId());
    }
    if (call instanceof ChainCall.ClaimTimeout timeout) {
      return to(contracts.get(ChainContract.WAGER), "claimTimeout", new Uint256(timeout.wagerId()));
    }
    throw new IllegalStateException("No encoding for " + call.getClass().getSimpleName());
  }

  /** Any call; the library has raw types. */
  @SuppressWarnings("rawtypes")
  static EncodedCall to(WalletAddress contract, String function, Type<?>... arguments) {
    String data =
        FunctionEncoder.encode(new Function(function, List.<Type>of(arguments), List.of()));
    return new EncodedCall(contract, HexFormat.of().parseHex(data, 2, data.length()));
  }

  static DynamicStruct struct(MatchResult result) {
    return new DynamicStruct(
        new Bytes32(result.matchId().bytes()),
        address(result.winner()),
        address(result.loser()),
        new Utf8String(result.gameId()),
        new Uint8(result.winnerScore()),
        new Uint8(result.loserScore()),
        new Bytes32(result.replayHash().bytes()),
        new Uint256(BigInteger.valueOf(result.timestampSeconds())));
  }

  private static EncodedCall onPool(ChainContracts contracts, String function, BigInteger poolId) {
    return to(contracts.get(ChainContract.PREDICTION_POOL), function, new Uint256(poolId));
  }

  static Address address(WalletAddress address) {
    return new Address(address.toString());
  }

  /** With 27 or 28 as v: the precompiled contract knows no other way to say 0 or 1. */
  private static DynamicBytes signature(Signature signature) {
    byte[] bytes = signature.bytes();
    bytes[64] = (byte) (27 + CanonicalForm.recoveryId(signature));
    return new DynamicBytes(bytes);
  }
}
