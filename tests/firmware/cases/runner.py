"""Runs the cases of one module under MicroPython: `runner.py module folder`; a line `RESULT` a case."""
# ruff: noqa: PTH102 - MicroPython has no pathlib

import os
import sys

module_name, folder = sys.argv[1], sys.argv[2]
module = __import__(module_name)
os.chdir(folder)
for name in sorted([one for one in dir(module) if one.startswith("case_")]):
    os.mkdir(name)
    try:
        getattr(module, name)(name)
        print("RESULT", name, "ok")
    except Exception as error:  # noqa: BLE001 - the border of one case
        sys.print_exception(error)
        print("RESULT", name, "failed")
