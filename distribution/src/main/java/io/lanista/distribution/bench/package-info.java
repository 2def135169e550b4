/**
 * The benches: each measures the engine and, in the same run and by the same means, the floor it is
 * compared with. Servers run as processes of their own; the load comes from this one.
 */
package io.lanista.distribution.bench;
