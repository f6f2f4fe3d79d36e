"""Holds the figures of `cargo xtask verify --format json` against those of another tool that compares the same.

    same_figures.py VERIFY.json FIGURES.json

Fails and names each figure that differs.
"""
import json
import sys

sys.dont_write_bytecode = True
from figures import flat


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    ours = dict(flat(read(sys.argv[1])["figures"]))
    theirs = dict(flat(read(sys.argv[2])))
    differing = [name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)]
    for name in differing:
        print(f"{name}: verify says {ours.get(name)}, the other tool {theirs.get(name)}")
    if differing:
        sys.exit(f"figures that differ: {len(differing)}")
    print(f"{len(ours)} figures are the same")


main()
