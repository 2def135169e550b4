/**
 * Puts results and ratings on chain, each once: steps and transactions are kept in the database,
 * and one sender at a time works on them (spec 5).
 */
package io.lanista.engine.chain;
