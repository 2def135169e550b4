"""Rusher runs at its opponent and hits whenever it is close."""
import json, sys

for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        print(json.dumps({"type": "hello", "protocol": 1}), flush=True)
    elif message["type"] == "game_start":
        me, you = ("p1", "p2") if message["port"] == 1 else ("p2", "p1")
    elif message["type"] == "act":
        gap = message["state"][you].get("x", 0) - message["state"][me].get("x", 0)
        hit = abs(gap) < 12 and message["frame"] % 3 == 0
        print(json.dumps({"main_x": 1 if gap > 0 else 0, "buttons": ["a"] if hit else []}), flush=True)
