/** A stand-in for Codeforces, for rehearsals: rooms can be played against it without a network. */
package io.lanista.judges.standin;
