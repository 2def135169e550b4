/**
 * A chain of one's own for tests and demonstrations: {@link io.lanista.chain.local.Anvil} with the
 * project's contracts deployed by {@link io.lanista.chain.local.LocalContracts}. An engine that
 * serves players uses none of it.
 */
package io.lanista.chain.local;
