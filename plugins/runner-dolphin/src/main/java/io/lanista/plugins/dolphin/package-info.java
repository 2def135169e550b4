/** Melee, played here in a Slippi Dolphin: {@link io.lanista.plugins.dolphin.DolphinPlugin}. */
package io.lanista.plugins.dolphin;
