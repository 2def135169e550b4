/** Plugin files as the operator handles them, before the engine loads any. */
package io.lanista.distribution.plugin;
