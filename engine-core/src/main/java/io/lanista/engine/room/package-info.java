/**
 * Rooms: timed races between teams over problems that an outside judge knows about (spec 4).
 *
 * <p>The database is the truth. A room is read whole, changed by what is pure here, and written if
 * nobody wrote it meanwhile; the arbiter of claims is a projection of it.
 */
package io.lanista.engine.room;
