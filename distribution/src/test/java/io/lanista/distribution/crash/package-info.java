/**
 * Kills the packaged server again and again, on the same data, while agents play on it, and checks
 * that whatever it acknowledged stays true.
 */
package io.lanista.distribution.crash;
