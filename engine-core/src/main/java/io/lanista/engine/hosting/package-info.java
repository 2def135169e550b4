/**
 * Plays hosted games: a pool of places, in each a series, in each game two confined fighters and a
 * world (spec 3, The hosted runner).
 */
package io.lanista.engine.hosting;
