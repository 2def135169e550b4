/** Recordings in a local folder: {@link io.lanista.replays.FileReplayStore}. */
package io.lanista.replays;
