/**
 * Judges and sources of problems: Codeforces over its public API, files, HTTP, and the hook to
 * which verdicts are posted.
 */
package io.lanista.judges;
