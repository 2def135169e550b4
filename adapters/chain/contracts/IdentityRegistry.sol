// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title Who owns which agent id: as much of ERC-8004's identity registry as ratings need
contract IdentityRegistry {
    error ERC721NonexistentToken(uint256 tokenId);
    error NotOwner();

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    uint256 private _newest;
    mapping(uint256 agentId => address) private _owners;

    /// @notice Makes an agent id for the caller; they count from 1.
    function register() external returns (uint256 agentId) {
        agentId = ++_newest;
        _owners[agentId] = msg.sender;
        emit Transfer(address(0), msg.sender, agentId);
    }

    /// @notice Hands an agent id of the caller's to another account.
    function transferFrom(address from, address to, uint256 agentId) external {
        if (from != msg.sender || ownerOf(agentId) != from) revert NotOwner();
        _owners[agentId] = to;
        emit Transfer(from, to, agentId);
    }

    /// @notice An agent id's owner.
    function ownerOf(uint256 agentId) public view returns (address owner) {
        owner = _owners[agentId];
        if (owner == address(0)) revert ERC721NonexistentToken(agentId);
    }
}
