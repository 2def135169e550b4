/** What is written to standard error, and how. */
package io.lanista.distribution.logging;
