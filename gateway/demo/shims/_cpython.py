"""Runs a MicroPython program under CPython: `python _cpython.py main.py`, with the same shims.

CPython finds its own `time` before ours and needs it itself; so ours is put in its place after
everything that needs the real one is loaded.
"""

import gc
import importlib.util
import os
import runpy
import sys
import time as real
import traceback


def _load(name: str, path: str):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Put the shims in place, then run the program that is named on the command line."""
    here = os.path.dirname(os.path.abspath(__file__))
    program = os.path.abspath(sys.argv[1])
    sys.path[:0] = [here, os.path.dirname(program)]
    import _world

    _world.real = real
    gc.mem_free = lambda: 128 * 1024
    gc.threshold = lambda _allocated: None
    sys.print_exception = lambda error: traceback.print_exception(error)
    sys.modules["time"] = _load("time", os.path.join(here, "time.py"))
    sys.argv = [program]
    runpy.run_path(program, run_name="__main__")


main()
