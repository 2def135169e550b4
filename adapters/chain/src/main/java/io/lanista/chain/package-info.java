/**
 * EIP-712 and secp256k1: {@link io.lanista.chain.FastestSignatureRecovery} for the engine, {@link
 * io.lanista.chain.ResultSigner} for agents written in Java.
 */
package io.lanista.chain;
