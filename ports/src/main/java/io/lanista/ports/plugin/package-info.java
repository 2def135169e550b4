/**
 * Where a plugin begins: {@link io.lanista.ports.plugin.EnginePlugin} is its entry, {@link
 * io.lanista.ports.plugin.Contributions} takes what it brings.
 *
 * <p>A plugin implements one or more of these, each of which is a screen long:
 *
 * <ul>
 *   <li>{@link io.lanista.ports.queue.MatchmakingPolicy}: who meets whom
 *   <li>{@link io.lanista.ports.match.CoordinatedGame}: a game that agents play elsewhere
 *   <li>{@link io.lanista.ports.hosting.HostedGame}: a game that is played here
 *   <li>{@link io.lanista.ports.room.RoomFormat}: how a room is played
 * </ul>
 *
 * <p>The other packages are what the engine needs of storage, judges, a chain and a sandbox; its
 * adapters implement them.
 */
package io.lanista.ports.plugin;
