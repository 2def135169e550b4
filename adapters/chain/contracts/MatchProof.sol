// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title Results of matches, each recorded once and only with the signatures of both players
/// @notice Anyone may submit: what is recorded is what both players signed (EIP-712), whoever pays
/// for it.
contract MatchProof {
    /// @notice What both players sign. Field order and types are part of the signature.
    struct MatchResult {
        bytes32 matchId;
        address winner;
        address loser;
        string gameId;
        uint8 winnerScore;
        uint8 loserScore;
        bytes32 replayHash;
        uint256 timestamp;
    }

    /// @notice There is a result of this match already.
    error MatchAlreadyRecorded();
    /// @notice A signature is not in canonical form, belongs to nobody, or both are of one player.
    error InvalidSignature();
    /// @notice Winner and loser are one account.
    error SameAddress();
    /// @notice Somebody signed who did not play (or something else was signed than is submitted).
    error SignerNotParticipant();

    event MatchRecorded(
        bytes32 indexed matchId,
        address indexed winner,
        address indexed loser,
        string gameId,
        uint8 winnerScore,
        uint8 loserScore,
        bytes32 replayHash,
        uint256 timestamp
    );

    bytes32 private constant DOMAIN_TYPE = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant RESULT_TYPE = keccak256(
        "MatchResult(bytes32 matchId,address winner,address loser,string gameId,uint8 winnerScore,"
        "uint8 loserScore,bytes32 replayHash,uint256 timestamp)"
    );
    /// @dev Half of secp256k1's order: of the two values of s that fit, only the lower one counts (EIP-2).
    uint256 private constant HIGHEST_S =
        0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    mapping(bytes32 matchId => MatchResult) private _results;
    mapping(address player => bytes32[]) private _matchesOf;

    /// @notice The block time at which a match was recorded; 0 if it is not.
    mapping(bytes32 matchId => uint256) public recordedAt;

    /// @notice Records a result.
    /// @param result What both players signed
    /// @param sigA One player's signature: r, s and v (27 or 28), 65 bytes
    /// @param sigB The other player's
    function recordMatch(MatchResult calldata result, bytes calldata sigA, bytes calldata sigB)
        external
    {
        if (recordedAt[result.matchId] != 0) revert MatchAlreadyRecorded();
        if (result.winner == result.loser) revert SameAddress();
        bytes32 digest = getDigest(result);
        address a = _signer(digest, sigA);
        address b = _signer(digest, sigB);
        if (a == b) revert InvalidSignature();
        _mustHavePlayed(a, result);
        _mustHavePlayed(b, result);
        _store(result);
    }

    /// @notice Whether there is a result of a match.
    function recorded(bytes32 matchId) external view returns (bool) {
        return recordedAt[matchId] != 0;
    }

    /// @notice A match's result; all zero if there is none.
    function getMatch(bytes32 matchId) external view returns (MatchResult memory) {
        return _results[matchId];
    }

    /// @notice All matches of a player, the oldest first.
    function getMatchesByAgent(address agent) external view returns (bytes32[] memory) {
        return _matchesOf[agent];
    }

    /// @notice What the players sign: the EIP-712 digest in this contract's domain.
    function getDigest(MatchResult calldata result) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPE, keccak256("NoJohns"), keccak256("1"), block.chainid, address(this)
            )
        );
        bytes32 struct_ = keccak256(
            abi.encode(
                RESULT_TYPE,
                result.matchId,
                result.winner,
                result.loser,
                keccak256(bytes(result.gameId)),
                result.winnerScore,
                result.loserScore,
                result.replayHash,
                result.timestamp
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, struct_));
    }

    function _store(MatchResult calldata result) private {
        recordedAt[result.matchId] = block.timestamp;
        _results[result.matchId] = result;
        _matchesOf[result.winner].push(result.matchId);
        _matchesOf[result.loser].push(result.matchId);
        emit MatchRecorded(
            result.matchId,
            result.winner,
            result.loser,
            result.gameId,
            result.winnerScore,
            result.loserScore,
            result.replayHash,
            result.timestamp
        );
    }

    function _mustHavePlayed(address signer, MatchResult calldata result) private pure {
        if (signer != result.winner && signer != result.loser) revert SignerNotParticipant();
    }

    function _signer(bytes32 digest, bytes calldata signature) private pure returns (address) {
        if (signature.length != 65) revert InvalidSignature();
        bytes32 r = bytes32(signature[:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HIGHEST_S || (v != 27 && v != 28)) revert InvalidSignature();
        address signer = ecrecover(digest, v, r, s);
        if (signer == address(0)) revert InvalidSignature();
        return signer;
    }
}
