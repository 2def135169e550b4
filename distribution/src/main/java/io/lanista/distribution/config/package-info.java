/**
 * What the operator decides: one small record per feature, read from {@code lanista.conf}, the
 * environment and the command line. Every problem is found and reported in one go.
 */
package io.lanista.distribution.config;
