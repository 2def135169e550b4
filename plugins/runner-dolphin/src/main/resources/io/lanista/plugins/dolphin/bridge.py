"""Between Lanista and Slippi Dolphin, by way of libmelee (the PyPI package `melee`).

One JSON object a line. Out: {"ready":...}, then a state for every frame, then {"over":...} or
{"error":...}. In: what is to be played, then what both sides press for every state.

With --file RECORDING.slp the states come from a recording, and nothing is read.
"""

import argparse
import ctypes
import inspect
import json
import math
import os
import random
import signal
import sys

# Without Fountain of Dreams: libmelee 0.47.6 refuses a recording of replay version 3.17 from there.
STAGES = [
    "BATTLEFIELD",
    "DREAMLAND",
    "FINAL_DESTINATION",
    "POKEMON_STADIUM",
    "YOSHIS_STORY",
]
BUTTONS = ["a", "b", "x", "y", "z", "l", "r", "d_up", "d_down", "d_left", "d_right"]
MOST_PROJECTILES = 16
MOST_PERCENT = 999.0


class Refused(Exception):
    """What the operator or a fighter's owner has to know."""


def private_pipes():
    """Dolphin inherits stdin and stdout, so the lines move to descriptors it does not get."""
    lines_in = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    lines_out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return lines_in, lines_out


def keep():
    """Leaves a keeper behind, and returns in its child.

    Whoever loses its parent becomes the keeper's child (prctl 36, PR_SET_CHILD_SUBREAPER). When the
    bridge has ended, however it did, the keeper ends all that is left of the game, then itself.
    """
    os.setsid()
    ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0)
    bridge = os.fork()
    if bridge == 0:
        return
    # The lines' pipes are the bridge's alone, so that both ends notice when it is gone.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    ended, status = os.wait()
    while ended != bridge:
        ended, status = os.wait()
    while True:
        for child in children():
            try:
                os.kill(child, signal.SIGKILL)
            except PermissionError:
                pass
        try:
            os.wait()
        except ChildProcessError:
            os._exit(1 if status else 0)


def children():
    """This process's children, of which none can go away before it is waited for."""
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.stat("/proc/" + name).st_uid == os.getuid():
                with open("/proc/%s/stat" % name, "rb") as stat:
                    if int(stat.read().rsplit(b")", 1)[1].split()[1]) == os.getpid():
                        yield int(name)
        except OSError:
            pass


def number(value, least, most):
    value = float(value)
    if not math.isfinite(value):
        return 0.0
    return round(min(max(value, least), most), 4)


def word(constant):
    return getattr(constant, "name", str(constant))


class Game:
    """Turns libmelee's states into lines."""

    def __init__(self, out, ports=None):
        self.out = out
        self.ports = ports
        self.last = None
        self.frames = 0

    def say(self, line):
        self.out.write(json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n")
        self.out.flush()

    def ready(self, state):
        if self.ports is None:
            self.ports = sorted(state.players)
        if len(self.ports) != 2:
            raise Refused("This is no game of two: it has %d players." % len(self.ports))
        self.say({"ready": {"stage": word(state.stage)}})

    def show(self, state):
        if any(port not in state.players for port in self.ports):
            raise Refused("A player is missing at frame %d." % int(state.frame))
        self.last = state
        self.frames += 1
        line = {"frame": int(state.frame), "stage": word(state.stage)}
        for name, port in zip(("p1", "p2"), self.ports):
            line[name] = self.player(state.players[port])
        line["projectiles"] = [
            {
                "type": word(shot.type),
                "owner": int(shot.owner),
                "x": number(shot.position.x, -1e6, 1e6),
                "y": number(shot.position.y, -1e6, 1e6),
            }
            for shot in list(state.projectiles)[:MOST_PROJECTILES]
        ]
        self.say(line)

    @staticmethod
    def player(player):
        return {
            "stocks": int(player.stock),
            "percent": number(player.percent, 0.0, MOST_PERCENT),
            "character": word(player.character),
            "x": number(player.position.x, -1e6, 1e6),
            "y": number(player.position.y, -1e6, 1e6),
            "facing": 1 if player.facing else -1,
            "action": word(player.action),
            "action_frame": int(player.action_frame),
            "shield": number(player.shield_strength, 0.0, 100.0),
            "hitstun": int(player.hitstun_frames_left),
            "jumps_left": int(player.jumps_left),
            "on_ground": bool(player.on_ground),
            "invulnerable": bool(player.invulnerable),
        }

    def over(self):
        """The side with more stocks has won, or with as many, less percent."""
        if self.last is None:
            raise Refused("There was no frame of a game.")
        standings = []
        for port in self.ports:
            player = self.last.players[port]
            standings.append(
                {
                    "character": word(player.character),
                    "stocks": int(player.stock),
                    "percent": number(player.percent, 0.0, MOST_PERCENT),
                }
            )
        ranks = [(s["stocks"], -s["percent"]) for s in standings]
        winner = None if ranks[0] == ranks[1] else ("p1" if ranks[0] > ranks[1] else "p2")
        self.say(
            {
                "over": {
                    "winner": winner,
                    "frames": self.frames,
                    "p1": standings[0],
                    "p2": standings[1],
                }
            }
        )


def in_game(melee, state):
    return state.menu_state in (melee.Menu.IN_GAME, melee.Menu.SUDDEN_DEATH)


def from_file(melee, path, out):
    console = melee.Console(path=path, is_dolphin=False)
    if not console.connect():
        raise Refused("libmelee cannot open %s." % path)
    game = Game(out)
    while True:
        state = console.step()
        if state is None:
            break
        if not in_game(melee, state):
            continue
        if game.last is None:
            game.ready(state)
        game.show(state)
    game.over()


def pick(melee, config, port):
    try:
        wish = json.loads(config).get("character", "FOX")
        return melee.Character[str(wish).upper()]
    except (ValueError, KeyError, AttributeError):
        raise Refused("The character that p%d's config names is none of Melee's." % port)


def press(melee, controller, controls):
    button = melee.Button
    controller.tilt_analog(button.BUTTON_MAIN, controls["main_x"], controls["main_y"])
    controller.tilt_analog(button.BUTTON_C, controls["c_x"], controls["c_y"])
    controller.press_shoulder(button.BUTTON_L, controls["l"])
    controller.press_shoulder(button.BUTTON_R, controls["r"])
    held = controls["buttons"]
    for name in BUTTONS:
        # START is not among them: it would pause the game, or with others end it.
        constant = getattr(button, "BUTTON_" + name.upper())
        if name in held:
            controller.press_button(constant)
        else:
            controller.release_button(constant)


def console_of(melee, options):
    wanted = {
        "path": options.dolphin,
        "dolphin_home_path": os.path.join(options.folder, "user"),
        "tmp_home_directory": False,
        "slippi_address": "127.0.0.1",
        "slippi_port": options.port,
        "blocking_input": True,
        "fullscreen": False,
        "disable_audio": True,
        "save_replays": True,
        "replay_dir": os.path.join(options.folder, "replays"),
        "replay_monthly_folders": False,
    }
    known = inspect.signature(melee.Console.__init__).parameters
    return melee.Console(**{key: value for key, value in wanted.items() if key in known})


def from_dolphin(melee, options, lines_in, out):
    start = json.loads(lines_in.readline())
    sides = [start["p1"], start["p2"]]
    characters = [pick(melee, side["config"], port) for port, side in enumerate(sides, 1)]
    stage = melee.Stage[random.Random(start["seed"]).choice(STAGES)]
    for name in ("user", "replays"):
        os.makedirs(os.path.join(options.folder, name), exist_ok=True)
    console = console_of(melee, options)
    controllers = [melee.Controller(console=console, port=port) for port in (1, 2)]
    try:
        console.run(iso_path=options.iso)
        if not console.connect():
            raise Refused("Dolphin does not answer on port %d." % options.port)
        for controller in controllers:
            if not controller.connect():
                raise Refused("Dolphin does not take a controller.")
        play(melee, console, controllers, characters, stage, lines_in, out)
        lines_in.readline()
    finally:
        console.stop()


def play(melee, console, controllers, characters, stage, lines_in, out):
    menus = [melee.MenuHelper(), melee.MenuHelper()]
    game = Game(out, ports=[1, 2])
    while True:
        state = console.step()
        if state is None:
            raise Refused("Dolphin ended, or its connection did.")
        if in_game(melee, state):
            if game.last is None:
                game.ready(state)
            game.show(state)
            line = lines_in.readline()
            if not line:
                return
            controls = json.loads(line)
            for controller, side in zip(controllers, ("p1", "p2")):
                press(melee, controller, controls[side])
        elif game.last is not None:
            game.over()
            return
        else:
            for at, controller in enumerate(controllers):
                menus[at].menu_helper_simple(
                    state,
                    controller,
                    characters[at],
                    stage,
                    costume=at,
                    autostart=at == 0,
                )


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--file")
    options.add_argument("--dolphin")
    options.add_argument("--iso")
    options.add_argument("--folder")
    options.add_argument("--port", type=int)
    options = options.parse_args()
    if not options.file:
        keep()
    lines_in, lines_out = private_pipes()
    try:
        import melee

        if options.file:
            from_file(melee, options.file, lines_out)
        else:
            from_dolphin(melee, options, lines_in, lines_out)
    except BrokenPipeError:
        return 1
    except Exception as failed:
        if not isinstance(failed, Refused):
            import traceback

            traceback.print_exc()
            failed = "%s: %s" % (type(failed).__name__, failed)
        lines_out.write(json.dumps({"error": str(failed)[:400]}) + "\n")
        lines_out.flush()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
