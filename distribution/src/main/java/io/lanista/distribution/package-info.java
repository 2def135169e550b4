/** The program: its command line, configuration, data folder and packaging. */
package io.lanista.distribution;
