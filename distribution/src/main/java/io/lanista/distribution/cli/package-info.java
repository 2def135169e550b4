/**
 * The verbs of the command line. What a verb needs of the engine is a small interface in {@link
 * io.lanista.distribution.cli.Wiring}; a verb without its part is not offered.
 */
package io.lanista.distribution.cli;
