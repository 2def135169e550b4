package io.lanista.plugins.slippi.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Writes a generated game the way the game's own recorder does: frames that were guessed first and
 * then rolled back are in the file twice.
 */
final class SlippiWriter {
  private static final int DEEPEST_ROLLBACK = 7;
  private static final int FRAMES_BETWEEN_ROLLBACKS = 50;
  private static final int TIMER_SECONDS = 480;

  private final GeneratedGame game;
  private final EventSizes sizes;
  private final ByteArrayOutputStream events = new ByteArrayOutputStream();

  SlippiWriter(GeneratedGame game) {
    this.game = game;
    this.sizes = new EventSizes(game.version());
  }

  byte[] file() {
    payloadSizes();
    gameStart();
    allFrames();
    if (game.ending() != GeneratedGame.Ending.NONE) {
      gameEnd();
    }
    UbjsonText file = new UbjsonText();
    file.open().key("raw").bytes(events.toByteArray()).key("metadata").open();
    file.key("startAt").text(game.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    file.key("lastFrame").number(Commands.FIRST_FRAME + game.frames() - 1);
    file.key("players").open();
    for (int i = 0; i < game.fighters().size(); i++) {
      Fighter fighter = game.fighters().get(i);
      file.key(Integer.toString(i)).open().key("names").open();
      file.key("netplay").text(fighter.displayName()).key("code").text(fighter.connectCode());
      file.close().close();
    }
    return file.close().key("playedOn").text("dolphin").close().close().toBytes();
  }

  private void payloadSizes() {
    events.write(Commands.PAYLOAD_SIZES);
    events.write(1 + 3 * sizes.commands().size());
    for (int command : sizes.commands()) {
      events.write(command);
      events.write(sizes.of(command) >> 8);
      events.write(sizes.of(command));
    }
  }

  private void gameStart() {
    event(
        Commands.GAME_START,
        start -> {
          start.put(1, (byte) game.version().major());
          start.put(2, (byte) game.version().minor());
          start.put(3, (byte) game.version().build());
          start.putShort(GameStart.STAGE, (short) game.stage());
          start.putInt(0x15, TIMER_SECONDS);
          for (int i = 0; i < GameStart.PLAYERS; i++) {
            start.put(GameStart.TYPE + i * GameStart.PLAYER_STRIDE, (byte) GameStart.NOBODY);
          }
          for (int i = 0; i < game.fighters().size(); i++) {
            fighter(start, i);
          }
          start.putInt(0x13D, (int) game.seed());
        });
  }

  private void fighter(ByteBuffer start, int index) {
    Fighter fighter = game.fighters().get(index);
    int block = index * GameStart.PLAYER_STRIDE;
    start.put(GameStart.CHARACTER + block, (byte) fighter.character());
    start.put(GameStart.TYPE + block, (byte) 0);
    start.put(GameStart.STOCKS + block, (byte) game.stocks());
    if (game.version().atLeast(Version.WITH_CODES)) {
      start.put(
          GameStart.NAME + index * GameStart.NAME_STRIDE,
          ShiftJis.write(fighter.displayName(), GameStart.NAME_STRIDE));
      start.put(
          GameStart.CODE + index * GameStart.CODE_STRIDE,
          ShiftJis.write(fighter.connectCode(), GameStart.CODE_STRIDE));
    }
  }

  private void allFrames() {
    Random random = new Random(game.seed() * 13 + 5);
    List<Frame> frames = game.fight();
    int i = 0;
    while (i < frames.size()) {
      int depth = 1 + random.nextInt(DEEPEST_ROLLBACK);
      if (random.nextInt(FRAMES_BETWEEN_ROLLBACKS) == 0 && i > 0 && i + depth < frames.size()) {
        int agreed = frames.get(i).number() - 1;
        for (int guess = i; guess < i + depth; guess++) {
          frame(guessed(frames.get(guess)), agreed);
        }
      }
      frame(frames.get(i), frames.get(i).number());
      i++;
    }
  }

  /** What the opponent's game thought before it knew the inputs. */
  private static Frame guessed(Frame frame) {
    PlayerFrame own = frame.players().get(0);
    PlayerFrame other = frame.players().get(1);
    PlayerFrame wrong =
        new PlayerFrame(
            other.port(),
            other.x() + 3,
            other.y(),
            other.actionState(),
            other.actionFrame(),
            other.facing(),
            other.percent() + 9,
            other.stocks(),
            other.shield(),
            other.invincible(),
            other.inHitstun());
    return new Frame(frame.number(), List.of(own, wrong));
  }

  private void frame(Frame frame, int finalized) {
    event(
        Commands.FRAME_START,
        start -> start.putInt(1, frame.number()).putInt(5, (int) game.seed() + frame.number()));
    for (PlayerFrame player : frame.players()) {
      event(Commands.PRE_FRAME, pre -> before(pre, frame.number(), player));
    }
    for (PlayerFrame player : frame.players()) {
      event(Commands.POST_FRAME, post -> after(post, frame.number(), player));
    }
    event(
        Commands.BOOKEND,
        bookend -> {
          bookend.putInt(1, frame.number());
          if (sizes.of(Commands.BOOKEND) > Integer.BYTES) {
            bookend.putInt(5, finalized);
          }
        });
  }

  private static void before(ByteBuffer pre, int frame, PlayerFrame player) {
    pre.putInt(PlayerFrame.FRAME, frame);
    pre.put(PlayerFrame.PLAYER, (byte) (player.port() - 1));
    pre.putShort(0xB, (short) player.actionState());
    pre.putFloat(0xD, player.x());
    pre.putFloat(0x11, player.y());
    pre.putFloat(0x15, player.facing());
  }

  private void after(ByteBuffer post, int frame, PlayerFrame player) {
    post.putInt(PlayerFrame.FRAME, frame);
    post.put(PlayerFrame.PLAYER, (byte) (player.port() - 1));
    post.put(0x7, (byte) game.fighters().get(player.port() - 1).character());
    post.putShort(PlayerFrame.ACTION, (short) player.actionState());
    post.putFloat(PlayerFrame.X, player.x());
    post.putFloat(PlayerFrame.Y, player.y());
    post.putFloat(PlayerFrame.FACING, player.facing());
    post.putFloat(PlayerFrame.PERCENT, player.percent());
    post.putFloat(PlayerFrame.SHIELD, player.shield());
    post.put(PlayerFrame.STOCKS, (byte) player.stocks());
    post.putFloat(PlayerFrame.ACTION_FRAME, player.actionFrame());
    post.put(PlayerFrame.FLAGS_4, (byte) (player.inHitstun() ? PlayerFrame.HITSTUN_BIT : 0));
    post.put(PlayerFrame.HURTBOX, (byte) (player.invincible() ? 1 : 0));
  }

  private void gameEnd() {
    event(
        Commands.GAME_END,
        end -> {
          end.put(
              1,
              (byte)
                  switch (game.ending()) {
                    case TIME -> GameEnd.TIME;
                    case FIRST_QUITS, SECOND_QUITS -> GameEnd.NO_CONTEST;
                    case GAME, NONE -> GameEnd.GAME;
                  });
          end.put(
              GameEnd.QUITTER,
              (byte)
                  switch (game.ending()) {
                    case FIRST_QUITS -> 0;
                    case SECOND_QUITS -> 1;
                    case GAME, TIME, NONE -> -1;
                  });
          if (game.version().atLeast(Version.WITH_PLACEMENTS)) {
            // By the standing, as the game does it: a quitter who was ahead is placed first.
            OptionalInt ahead = game.ahead();
            for (int i = 0; i < game.fighters().size(); i++) {
              end.put(GameEnd.PLACEMENTS + i, (byte) (ahead.orElse(i) == i ? 0 : 1));
            }
            end.put(GameEnd.PLACEMENTS + 2, (byte) -1);
            end.put(GameEnd.PLACEMENTS + 3, (byte) -1);
          }
        });
  }

  private void event(int command, Consumer<ByteBuffer> fill) {
    ByteBuffer event = ByteBuffer.allocate(1 + sizes.of(command));
    event.put(0, (byte) command);
    fill.accept(event);
    events.writeBytes(event.array());
  }
}
