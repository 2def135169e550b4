// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {MatchProof} from "./MatchProof.sol";

/// @title Equal stakes on a match, held until its result is recorded
/// @notice Players propose, accept and settle themselves. Nobody but them is ever paid, and nobody
/// can take what is held: it goes to the recorded winner, or back to both.
contract Wager {
    /// @notice Where a wager is. The order is part of the interface.
    enum Status {
        Open,
        Accepted,
        Settled,
        Cancelled,
        Voided
    }

    /// @notice A wager. Field order is part of the interface.
    struct WagerInfo {
        address proposer;
        /// Zero while anyone may accept.
        address opponent;
        string gameId;
        /// What each of the two stakes, in wei.
        uint256 amount;
        Status status;
        /// Block time; 0 while nobody has accepted.
        uint256 acceptedAt;
        /// The match that settled it, else zero.
        bytes32 matchId;
    }

    error WagerNotFound();
    error WagerNotOpen();
    error WagerNotAccepted();
    error NothingStaked();
    error WrongStake();
    error NotProposer();
    error NotOpponent();
    error SameAddress();
    error MatchNotRecorded();
    /// @notice The match was another pair's, another game's, or recorded before the wager stood.
    error WrongMatch();
    /// @notice The match has settled another wager.
    error MatchAlreadyUsed();
    error TooEarly();
    error PaymentRefused();

    event WagerProposed(
        uint256 indexed wagerId,
        address indexed proposer,
        address indexed opponent,
        string gameId,
        uint256 amount
    );
    event WagerAccepted(uint256 indexed wagerId, address indexed acceptor);
    event WagerSettled(
        uint256 indexed wagerId, bytes32 indexed matchId, address indexed winner, uint256 payout
    );
    event WagerCancelled(uint256 indexed wagerId);
    event WagerVoided(uint256 indexed wagerId);

    /// @notice How long after its acceptance a wager can be voided.
    uint256 public constant TIMEOUT = 1 hours;
    /// @dev Enough for a wallet contract to take money, too little to do harm with.
    uint256 private constant GAS_TO_TAKE = 50_000;

    /// @notice Where results are recorded.
    MatchProof public immutable matchProof;

    WagerInfo[] private _wagers;
    mapping(address player => uint256[]) private _wagersOf;
    mapping(bytes32 matchId => bool) private _used;

    /// @notice What an account was owed and did not take when it was paid; see withdraw().
    mapping(address account => uint256) public owed;

    constructor(MatchProof matchProof_) {
        matchProof = matchProof_;
    }

    /// @notice Stakes what comes with the call and waits for an opponent to stake the same.
    /// @param opponent Who may accept; zero for anyone
    function proposeWager(address opponent, string calldata gameId)
        external
        payable
        returns (uint256 wagerId)
    {
        if (msg.value == 0) revert NothingStaked();
        if (opponent == msg.sender) revert SameAddress();
        wagerId = _wagers.length;
        _wagers.push(
            WagerInfo(msg.sender, opponent, gameId, msg.value, Status.Open, 0, bytes32(0))
        );
        _wagersOf[msg.sender].push(wagerId);
        if (opponent != address(0)) _wagersOf[opponent].push(wagerId);
        emit WagerProposed(wagerId, msg.sender, opponent, gameId, msg.value);
    }

    /// @notice Accepts with the same stake.
    function acceptWager(uint256 wagerId) external payable {
        WagerInfo storage wager = _open(wagerId);
        if (msg.sender == wager.proposer) revert SameAddress();
        if (wager.opponent != address(0) && wager.opponent != msg.sender) revert NotOpponent();
        if (msg.value != wager.amount) revert WrongStake();
        if (wager.opponent == address(0)) {
            wager.opponent = msg.sender;
            _wagersOf[msg.sender].push(wagerId);
        }
        wager.status = Status.Accepted;
        wager.acceptedAt = block.timestamp;
        emit WagerAccepted(wagerId, msg.sender);
    }

    /// @notice Pays both stakes to the winner of a match of the two that was recorded after the
    /// acceptance. Anyone may call.
    function settleWager(uint256 wagerId, bytes32 matchId) external {
        WagerInfo storage wager = _accepted(wagerId);
        uint256 since = matchProof.recordedAt(matchId);
        if (since == 0) revert MatchNotRecorded();
        if (_used[matchId]) revert MatchAlreadyUsed();
        MatchProof.MatchResult memory result = matchProof.getMatch(matchId);
        bool samePair = (result.winner == wager.proposer && result.loser == wager.opponent)
            || (result.winner == wager.opponent && result.loser == wager.proposer);
        bool sameGame = keccak256(bytes(result.gameId)) == keccak256(bytes(wager.gameId));
        if (!samePair || !sameGame || since < wager.acceptedAt) revert WrongMatch();

        wager.status = Status.Settled;
        wager.matchId = matchId;
        _used[matchId] = true;
        uint256 payout = 2 * wager.amount;
        emit WagerSettled(wagerId, matchId, result.winner, payout);
        _pay(result.winner, payout);
    }

    /// @notice Takes back a wager that nobody has accepted.
    function cancelWager(uint256 wagerId) external {
        WagerInfo storage wager = _open(wagerId);
        if (msg.sender != wager.proposer) revert NotProposer();
        wager.status = Status.Cancelled;
        emit WagerCancelled(wagerId);
        _pay(wager.proposer, wager.amount);
    }

    /// @notice Gives both their stakes back, an hour after the acceptance. Anyone may call.
    function claimTimeout(uint256 wagerId) external {
        WagerInfo storage wager = _accepted(wagerId);
        if (block.timestamp < wager.acceptedAt + TIMEOUT) revert TooEarly();
        wager.status = Status.Voided;
        emit WagerVoided(wagerId);
        _pay(wager.proposer, wager.amount);
        _pay(wager.opponent, wager.amount);
    }

    /// @notice Takes what the caller could not be paid.
    function withdraw() external {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        (bool taken,) = msg.sender.call{value: amount}("");
        if (!taken) revert PaymentRefused();
    }

    /// @notice A wager by its number; they count from 0.
    function getWager(uint256 wagerId) external view returns (WagerInfo memory) {
        return _find(wagerId);
    }

    /// @notice All wagers an account proposed, accepted or was named in, the oldest first.
    function getWagersByAgent(address agent) external view returns (uint256[] memory) {
        return _wagersOf[agent];
    }

    function _find(uint256 wagerId) private view returns (WagerInfo storage) {
        if (wagerId >= _wagers.length) revert WagerNotFound();
        return _wagers[wagerId];
    }

    function _open(uint256 wagerId) private view returns (WagerInfo storage wager) {
        wager = _find(wagerId);
        if (wager.status != Status.Open) revert WagerNotOpen();
    }

    function _accepted(uint256 wagerId) private view returns (WagerInfo storage wager) {
        wager = _find(wagerId);
        if (wager.status != Status.Accepted) revert WagerNotAccepted();
    }

    /// @dev Called last, when the wager's state says already that it is paid. One account that
    /// refuses its money must not keep the other's here: it finds its own under withdraw().
    function _pay(address to, uint256 amount) private {
        (bool taken,) = to.call{value: amount, gas: GAS_TO_TAKE}("");
        if (!taken) owed[to] += amount;
    }
}
