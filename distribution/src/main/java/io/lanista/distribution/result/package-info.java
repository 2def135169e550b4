/** Checks the documents that say who won, without asking the server they came from. */
package io.lanista.distribution.result;
