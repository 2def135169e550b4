/**
 * The {@code .slp} format: reading, going through the frames, and generating. Needs the JDK and the
 * exception of the ports only, so that other programs than the plugin may use this jar.
 *
 * <p>Offsets in an event count from its command byte, as the format's description does; all numbers
 * are big-endian.
 */
package io.lanista.plugins.slippi.format;
