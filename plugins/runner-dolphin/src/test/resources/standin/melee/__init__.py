"""Stands in for libmelee where there is no Dolphin: the same names, a game made of nothing.

The stand-in Dolphin prints a word for every frame; what a controller is told is written to
presses.jsonl in the game's folder.
"""

import enum
import json
import os
import subprocess
import types


class Menu(enum.Enum):
    MAIN_MENU = 0
    IN_GAME = 1
    SUDDEN_DEATH = 2
    POSTGAME_SCORES = 3


class Character(enum.Enum):
    FOX = 1
    MARTH = 9


Stage = enum.Enum(
    "Stage", ["BATTLEFIELD", "DREAMLAND", "FINAL_DESTINATION", "POKEMON_STADIUM", "YOSHIS_STORY"]
)
Button = enum.Enum(
    "Button",
    ["BUTTON_" + name for name in "A B X Y Z L R START D_UP D_DOWN D_LEFT D_RIGHT MAIN C".split()],
)


class Console:
    def __init__(self, path=None, is_dolphin=True, dolphin_home_path=None, slippi_port=0, replay_dir=None):
        self.path, self.home, self.replays = path, dolphin_home_path, replay_dir
        self.folder = os.path.dirname(dolphin_home_path)
        self.controllers, self.characters, self.stage, self.process = [], {}, None, None

    def run(self, iso_path=None):
        # As the real one, it lets Dolphin have its own stdout.
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            [self.path, "-e", iso_path, "-u", self.home],
            pass_fds=[writing],
            env=dict(os.environ, STANDIN_FRAMES=str(writing)),
        )
        os.close(writing)
        self.frames = os.fdopen(reading)

    def connect(self):
        return self.frames.readline() == "up\n"

    def step(self):
        for controller in self.controllers:
            controller.flush()
        told = self.frames.readline().split()
        if not told:
            return None
        if told[0] == "menu":
            return types.SimpleNamespace(menu_state=Menu.MAIN_MENU)
        if told[0] == "over":
            with open(os.path.join(self.replays, "Game_1.slp"), "w") as recording:
                recording.write("a recording")
            return types.SimpleNamespace(menu_state=Menu.POSTGAME_SCORES)
        stocks = [int(told[2]), int(told[3])]
        return types.SimpleNamespace(
            menu_state=Menu.IN_GAME,
            frame=int(told[1]),
            stage=self.stage,
            projectiles=[],
            players={port: self.player(port, stocks[port - 1]) for port in (1, 2)},
        )

    def player(self, port, stocks):
        return types.SimpleNamespace(
            stock=stocks,
            percent=12.5 * port,
            character=self.characters[port],
            position=types.SimpleNamespace(x=-10.0 * port, y=0.0),
            facing=port == 1,
            action=types.SimpleNamespace(name="STANDING"),
            action_frame=1,
            shield_strength=60.0,
            hitstun_frames_left=0,
            jumps_left=2,
            on_ground=True,
            invulnerable=False,
        )

    def stop(self):
        self.process.kill()
        self.process.wait()


class Controller:
    def __init__(self, console, port):
        self.console, self.port, self.now = console, port, {}

    def connect(self):
        self.console.controllers.append(self)
        return True

    def tilt_analog(self, button, x, y):
        self.now[button.name] = [x, y]

    def press_shoulder(self, button, amount):
        self.now[button.name + "_ANALOG"] = amount

    def press_button(self, button):
        self.now[button.name] = True

    def release_button(self, button):
        self.now[button.name] = False

    def flush(self):
        if self.now:
            with open(os.path.join(self.console.folder, "presses.jsonl"), "a") as told:
                told.write(json.dumps({"port": self.port, **self.now}) + "\n")
        self.now = {}


class MenuHelper:
    def menu_helper_simple(self, state, controller, character, stage, costume=0, autostart=False):
        controller.console.characters[controller.port] = character
        controller.console.stage = stage
