// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IdentityRegistry} from "./IdentityRegistry.sol";

/// @title What others say of agents: as much of ERC-8004's reputation registry as ratings need
contract ReputationRegistry {
    struct Feedback {
        address client;
        uint64 index;
        int128 value;
        uint8 decimals;
        string tag1;
        string tag2;
    }

    /// @dev Seven arrays at once are more than the stack holds.
    struct Columns {
        address[] clients;
        uint64[] indexes;
        int128[] values;
        uint8[] decimals;
        string[] tag1s;
        string[] tag2s;
        bool[] revoked;
    }

    error OwnFeedback();
    error TooManyDecimals();

    event NewFeedback(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        int128 value,
        uint8 valueDecimals,
        string indexed indexedTag1,
        string tag1,
        string tag2,
        string endpoint,
        string feedbackURI,
        bytes32 feedbackHash
    );

    /// @notice Where the agents are registered.
    IdentityRegistry public immutable identities;

    mapping(uint256 agentId => Feedback[]) private _feedback;
    mapping(uint256 agentId => mapping(address client => uint64)) private _count;

    constructor(IdentityRegistry identities_) {
        identities = identities_;
    }

    /// @notice Says something of an agent. An agent's owner cannot speak for itself.
    /// @param value With `decimals` of its digits after the point
    /// @param feedbackURI A document that says more
    /// @param feedbackHash That document's keccak256
    function giveFeedback(
        uint256 agentId,
        int128 value,
        uint8 decimals,
        string memory tag1,
        string memory tag2,
        string memory endpoint,
        string memory feedbackURI,
        bytes32 feedbackHash
    ) external {
        if (identities.ownerOf(agentId) == msg.sender) revert OwnFeedback();
        if (decimals > 18) revert TooManyDecimals();
        _store(agentId, value, decimals, tag1, tag2);
        emit NewFeedback(
            agentId,
            msg.sender,
            _count[agentId][msg.sender],
            value,
            decimals,
            tag1,
            tag1,
            tag2,
            endpoint,
            feedbackURI,
            feedbackHash
        );
    }

    function _store(
        uint256 agentId,
        int128 value,
        uint8 decimals,
        string memory tag1,
        string memory tag2
    ) private {
        uint64 index = ++_count[agentId][msg.sender];
        _feedback[agentId].push(Feedback(msg.sender, index, value, decimals, tag1, tag2));
    }

    /// @notice What was said of an agent, the oldest first. Here nothing can be revoked.
    /// @param clientAddresses Whose words count; empty for everybody's
    /// @param tag1 Only with this tag; empty for any
    /// @param tag2 Only with this tag; empty for any
    function readAllFeedback(
        uint256 agentId,
        address[] memory clientAddresses,
        string memory tag1,
        string memory tag2,
        bool /* includeRevoked */
    )
        external
        view
        returns (
            address[] memory clients,
            uint64[] memory feedbackIndexes,
            int128[] memory values,
            uint8[] memory valueDecimals,
            string[] memory tag1s,
            string[] memory tag2s,
            bool[] memory revokedStatuses
        )
    {
        Columns memory columns = _columns(_matching(agentId, clientAddresses, tag1, tag2));
        clients = columns.clients;
        feedbackIndexes = columns.indexes;
        values = columns.values;
        valueDecimals = columns.decimals;
        tag1s = columns.tag1s;
        tag2s = columns.tag2s;
        revokedStatuses = columns.revoked;
    }

    function _columns(Feedback[] memory rows) private pure returns (Columns memory columns) {
        uint256 count = rows.length;
        columns.clients = new address[](count);
        columns.indexes = new uint64[](count);
        columns.values = new int128[](count);
        columns.decimals = new uint8[](count);
        columns.tag1s = new string[](count);
        columns.tag2s = new string[](count);
        columns.revoked = new bool[](count);
        for (uint256 i = 0; i < count; i++) {
            columns.clients[i] = rows[i].client;
            columns.indexes[i] = rows[i].index;
            columns.values[i] = rows[i].value;
            columns.decimals[i] = rows[i].decimals;
            columns.tag1s[i] = rows[i].tag1;
            columns.tag2s[i] = rows[i].tag2;
        }
    }

    function _matching(
        uint256 agentId,
        address[] memory clients,
        string memory tag1,
        string memory tag2
    ) private view returns (Feedback[] memory found) {
        Feedback[] storage all = _feedback[agentId];
        uint256 count = 0;
        for (uint256 i = 0; i < all.length; i++) {
            if (_matches(all[i], clients, tag1, tag2)) count++;
        }
        found = new Feedback[](count);
        uint256 next = 0;
        for (uint256 i = 0; i < all.length; i++) {
            if (_matches(all[i], clients, tag1, tag2)) found[next++] = all[i];
        }
    }

    function _matches(
        Feedback storage feedback,
        address[] memory clients,
        string memory tag1,
        string memory tag2
    ) private view returns (bool) {
        if (!_fits(tag1, feedback.tag1) || !_fits(tag2, feedback.tag2)) return false;
        if (clients.length == 0) return true;
        for (uint256 i = 0; i < clients.length; i++) {
            if (clients[i] == feedback.client) return true;
        }
        return false;
    }

    function _fits(string memory wanted, string memory tag) private pure returns (bool) {
        return bytes(wanted).length == 0 || keccak256(bytes(wanted)) == keccak256(bytes(tag));
    }
}
