// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {MatchProof} from "./MatchProof.sol";

/// @title Bets of spectators on who wins a match
/// @notice The arena opens a pool and can cancel it; the recorded result alone decides who is paid.
contract PredictionPool {
    /// @notice Where a pool is. The order is part of the interface.
    enum PoolStatus {
        Open,
        Resolved,
        Cancelled
    }

    /// @notice A pool. Field order is part of the interface.
    struct Pool {
        bytes32 matchId;
        address playerA;
        address playerB;
        /// All bets on each player, in wei.
        uint256 totalA;
        uint256 totalB;
        PoolStatus status;
        address winner;
        uint256 createdAt;
    }

    error NotArena();
    error PoolNotFound();
    error PoolNotOpen();
    error PoolNotResolved();
    error PoolNotCancelled();
    error SameAddress();
    error NothingStaked();
    error MatchNotRecorded();
    /// @notice The match was recorded before the bet, or was not one of this pool's players.
    error WrongMatch();
    error TooEarly();
    error NothingToClaim();
    error FeeTooHigh();
    error PaymentRefused();

    event PoolCreated(
        uint256 indexed poolId, bytes32 indexed matchId, address indexed playerA, address playerB
    );
    event BetPlaced(uint256 indexed poolId, address indexed bettor, bool betOnA, uint256 amount);
    event PoolResolved(
        uint256 indexed poolId, address indexed winner, uint256 totalPool, uint256 fee
    );
    event PoolCancelled(uint256 indexed poolId);
    event Claimed(uint256 indexed poolId, address indexed bettor, uint256 amount);

    /// @notice How long after its creation anyone can cancel a pool that nobody resolved.
    uint256 public constant POOL_TIMEOUT = 2 hours;
    uint256 private constant HIGHEST_FEE = 1_000;

    /// @notice Where results are recorded.
    MatchProof public immutable matchProof;
    /// @notice Who may open and cancel pools, and takes the fees.
    address public immutable arena;
    /// @notice Of the losers' bets, in hundredths of a percent.
    uint256 public immutable feeBps;
    /// @notice Fees not yet withdrawn, in wei.
    uint256 public fees;

    Pool[] private _pools;
    mapping(uint256 poolId => mapping(address bettor => uint256)) private _onA;
    mapping(uint256 poolId => mapping(address bettor => uint256)) private _onB;
    mapping(uint256 poolId => uint256) private _feeOf;

    modifier onlyArena() {
        if (msg.sender != arena) revert NotArena();
        _;
    }

    constructor(MatchProof matchProof_, address arena_, uint256 feeBps_) {
        if (feeBps_ > HIGHEST_FEE) revert FeeTooHigh();
        matchProof = matchProof_;
        arena = arena_;
        feeBps = feeBps_;
    }

    /// @notice Opens a pool for a match that was made.
    function createPool(bytes32 matchId, address playerA, address playerB)
        external
        onlyArena
        returns (uint256 poolId)
    {
        if (playerA == playerB) revert SameAddress();
        poolId = _pools.length;
        _pools.push(
            Pool(matchId, playerA, playerB, 0, 0, PoolStatus.Open, address(0), block.timestamp)
        );
        emit PoolCreated(poolId, matchId, playerA, playerB);
    }

    /// @notice Bets what comes with the call, while the match has no result.
    function bet(uint256 poolId, bool betOnA) external payable {
        Pool storage pool = _open(poolId);
        if (msg.value == 0) revert NothingStaked();
        // Else one could bet on a result that everybody can read.
        if (matchProof.recorded(pool.matchId)) revert WrongMatch();
        if (betOnA) {
            pool.totalA += msg.value;
            _onA[poolId][msg.sender] += msg.value;
        } else {
            pool.totalB += msg.value;
            _onB[poolId][msg.sender] += msg.value;
        }
        emit BetPlaced(poolId, msg.sender, betOnA, msg.value);
    }

    /// @notice Decides a pool by its match's recorded result. Anyone may call. A pool whose winner
    /// nobody bet on is cancelled: everyone gets their bets back.
    function resolve(uint256 poolId) external {
        Pool storage pool = _open(poolId);
        if (!matchProof.recorded(pool.matchId)) revert MatchNotRecorded();
        MatchProof.MatchResult memory result = matchProof.getMatch(pool.matchId);
        bool wonByA = result.winner == pool.playerA && result.loser == pool.playerB;
        if (!wonByA && (result.winner != pool.playerB || result.loser != pool.playerA)) {
            revert WrongMatch();
        }
        (uint256 won, uint256 lost) =
            wonByA ? (pool.totalA, pool.totalB) : (pool.totalB, pool.totalA);
        if (won == 0) {
            _cancel(pool, poolId);
            return;
        }
        uint256 fee = lost * feeBps / 10_000;
        pool.status = PoolStatus.Resolved;
        pool.winner = result.winner;
        _feeOf[poolId] = fee;
        fees += fee;
        emit PoolResolved(poolId, result.winner, won + lost, fee);
    }

    /// @notice Pays the caller's part of a resolved pool: its bets and its share of what was lost.
    function claim(uint256 poolId) external {
        Pool storage pool = _find(poolId);
        if (pool.status != PoolStatus.Resolved) revert PoolNotResolved();
        _payOut(poolId, getClaimable(poolId, msg.sender));
    }

    /// @notice Cancels a pool whose match has no result.
    function cancelPool(uint256 poolId) external onlyArena {
        _cancel(_open(poolId), poolId);
    }

    /// @notice Cancels a pool that has stayed open too long. Anyone may call.
    function cancelStalePool(uint256 poolId) external {
        Pool storage pool = _open(poolId);
        if (block.timestamp < pool.createdAt + POOL_TIMEOUT) revert TooEarly();
        _cancel(pool, poolId);
    }

    /// @notice Gives the caller's bets on a cancelled pool back.
    function claimRefund(uint256 poolId) external {
        Pool storage pool = _find(poolId);
        if (pool.status != PoolStatus.Cancelled) revert PoolNotCancelled();
        _payOut(poolId, getClaimable(poolId, msg.sender));
    }

    /// @notice Takes all fees.
    function withdrawFees(address to) external onlyArena {
        uint256 amount = fees;
        fees = 0;
        _send(to, amount);
    }

    /// @notice A pool by its number; they count from 0.
    function getPool(uint256 poolId) external view returns (Pool memory) {
        return _find(poolId);
    }

    /// @notice What an account has bet on each player and not claimed yet.
    function getUserBets(uint256 poolId, address user)
        external
        view
        returns (uint256 onA, uint256 onB)
    {
        return (_onA[poolId][user], _onB[poolId][user]);
    }

    /// @notice What an account could claim now.
    function getClaimable(uint256 poolId, address user) public view returns (uint256) {
        Pool storage pool = _find(poolId);
        uint256 onA = _onA[poolId][user];
        uint256 onB = _onB[poolId][user];
        if (pool.status == PoolStatus.Open) return 0;
        if (pool.status == PoolStatus.Cancelled) return onA + onB;
        (uint256 mine, uint256 won, uint256 lost) = pool.winner == pool.playerA
            ? (onA, pool.totalA, pool.totalB)
            : (onB, pool.totalB, pool.totalA);
        return mine + mine * (lost - _feeOf[poolId]) / won;
    }

    /// @notice How many pools there are.
    function poolCount() external view returns (uint256) {
        return _pools.length;
    }

    function _find(uint256 poolId) private view returns (Pool storage) {
        if (poolId >= _pools.length) revert PoolNotFound();
        return _pools[poolId];
    }

    function _open(uint256 poolId) private view returns (Pool storage pool) {
        pool = _find(poolId);
        if (pool.status != PoolStatus.Open) revert PoolNotOpen();
    }

    function _cancel(Pool storage pool, uint256 poolId) private {
        pool.status = PoolStatus.Cancelled;
        emit PoolCancelled(poolId);
    }

    /// @dev Forgets the caller's bets before the money leaves.
    function _payOut(uint256 poolId, uint256 amount) private {
        if (amount == 0) revert NothingToClaim();
        delete _onA[poolId][msg.sender];
        delete _onB[poolId][msg.sender];
        emit Claimed(poolId, msg.sender, amount);
        _send(msg.sender, amount);
    }

    function _send(address to, uint256 amount) private {
        (bool taken,) = to.call{value: amount}("");
        if (!taken) revert PaymentRefused();
    }
}
