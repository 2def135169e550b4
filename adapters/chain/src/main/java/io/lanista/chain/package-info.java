/**
 * EIP-712 and secp256k1 by web3j: {@link io.lanista.chain.Web3jSignatureRecovery} for the engine,
 * {@link io.lanista.chain.ResultSigner} for agents written in Java.
 */
package io.lanista.chain;
