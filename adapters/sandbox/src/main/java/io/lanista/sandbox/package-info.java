/**
 * Fighters: their processes, confined by bubblewrap ({@link io.lanista.sandbox.Bubblewrap}) or not
 * at all ({@link io.lanista.sandbox.Unconfined}), their files ({@link
 * io.lanista.sandbox.FighterFolder}) and their protocol ({@link
 * io.lanista.sandbox.JsonFighterProtocol}).
 */
package io.lanista.sandbox;
