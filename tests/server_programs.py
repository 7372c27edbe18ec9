"""InfluxDB 2 and Telegraf as programs: found on the PATH, or built once into the user's cache folder.

`python tests/server_programs.py influxd` prints where it is, and says on the way what it is doing.
"""

from __future__ import annotations

import fcntl
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "servers"
"""A Go module for each: its `go.sum` pins every byte that is built."""


class NotBuiltError(Exception):
    """It is not there and cannot be built; the sentence says what to do."""


@dataclass(frozen=True)
class Program:
    """A server of others that tests, benches and the demo run beside ours.

    Attributes:
        package: What Go builds.
        tags: What of it.
        stamp: The variable that tells its version.
        minutes: How long building takes from nothing on two cores, about.
        is_with_flux: Whether a library in Rust belongs to it.
    """

    name: str
    version: str
    package: str
    tags: str
    stamp: str
    minutes: int
    is_with_flux: bool = False

    @property
    def kept(self) -> Path:
        """Where it stands once it is built."""
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return base / "conuco" / f"{self.name}-{self.version}-{platform.machine()}" / self.name


PROGRAMS = {
    one.name: one
    for one in (
        Program(
            name="influxd",
            version="2.7.12",
            package="github.com/influxdata/influxdb/v2/cmd/influxd",
            tags="sqlite_foreign_keys,sqlite_json,noassets",
            stamp="main.version",
            minutes=4,
            is_with_flux=True,
        ),
        Program(
            name="telegraf",
            version="1.37.2",
            package="github.com/influxdata/telegraf/cmd/telegraf",
            tags="custom,inputs.mqtt_consumer,outputs.influxdb_v2,parsers.json_v2,serializers.influx",
            stamp="github.com/influxdata/telegraf/internal.Version",
            minutes=1,
        ),
    )
}

# Flux denies warnings, and newer compilers have more of them; RUSTFLAGS does not reach all of the build.
LENIENT = '#!/bin/sh\nexec "$@" --cap-lints warn\n'


def found(name: str) -> Path | None:
    """Return where a program is: on the PATH, else built before; None when it is nowhere."""
    on_path = shutil.which(name)
    if on_path is not None:
        return Path(on_path)
    kept = PROGRAMS[name].kept
    return kept if kept.is_file() else None


def found_or_built(name: str) -> Path:
    """Return where a program is, after building it where it is nowhere.

    Raises:
        NotBuiltError: It cannot be built here.
    """
    there = found(name)
    if there is not None:
        return there
    program = PROGRAMS[name]
    go = _go(name)
    with _alone(program.kept.parent):
        # Another may have built it while we waited for the lock.
        if not program.kept.is_file():
            _build(program, go)
    return program.kept


def _go(name: str) -> str:
    """Return where Go is, after checking that everything for building is there."""
    needs = {"go": f"Go {_least_go(name)} or newer (https://go.dev/dl)"}
    if PROGRAMS[name].is_with_flux:
        needs |= {
            "cargo": "Rust with cargo (https://rustup.rs)",
            "cc": "a C compiler (apt-get install gcc libc6-dev)",
            "pkg-config": "pkg-config (apt-get install pkg-config)",
        }
    missing = [what for program, what in needs.items() if shutil.which(program) is None]
    if not missing:
        has = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True, cwd="/")
        if _numbers(has.stdout) < _numbers(_least_go(name)):
            missing = [f"{needs['go']}; this is {has.stdout.strip()}"]
    if missing:
        raise NotBuiltError(
            f"{name} {PROGRAMS[name].version} is not on the PATH and cannot be built. Please install: "
            + "; ".join(missing)
            + f". Or put one of your own on the PATH. Then run: make {name}"
        )
    return shutil.which("go") or "go"


def _least_go(name: str) -> str:
    words = (SOURCES / name / "go.mod").read_text(encoding="utf-8").split()
    return words[words.index("go") + 1]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", version)[:3])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "building.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Somebody else is building it; waiting ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(program: Program, go: str) -> None:
    _say(f"Building {program.name} {program.version}, once: about {program.minutes} min on two cores ...")
    for left in program.kept.parent.glob("building-*"):  # of a build that was broken off
        shutil.rmtree(left, ignore_errors=True)
    # Go's and Rust's own caches of it are 2.6 GB; they lie in here and go with it.
    work = Path(tempfile.mkdtemp(prefix="building-", dir=program.kept.parent))
    try:
        shutil.copytree(SOURCES / program.name, work, dirs_exist_ok=True)
        environment = _environment(go, work)
        if program.is_with_flux:
            environment |= _with_flux(go, work, environment)
        _say(f"Compiling {program.name} ...")
        link = f"-s -w -X {program.stamp}={program.version}"
        what = ["-mod=mod", "-trimpath", "-tags", program.tags, "-ldflags", link, "-o", "built"]
        _run([go, "build", *what, program.package], work, environment)
        (work / "built").rename(program.kept)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _environment(go: str, work: Path) -> dict[str, str]:
    """Return the environment in which nothing is left outside of `work`."""
    asked = subprocess.run(
        [go, "env", "GOMODCACHE", "GOPROXY", "GOFLAGS"], capture_output=True, text=True, check=True, cwd=work
    )
    modules, proxy, flags = asked.stdout.splitlines()
    return os.environ | {
        "GOWORK": "off",
        "GOCACHE": str(work / "cache"),
        "GOMODCACHE": str(work / "modules"),
        # What the user's Go has fetched before is not fetched again.
        "GOPROXY": f"file://{modules}/cache/download,{proxy}",
        "GOFLAGS": f"{flags} -modcacherw -buildvcs=false".strip(),
    }


def _with_flux(go: str, work: Path, environment: dict[str, str]) -> dict[str, str]:
    """Make what builds Flux' library when the C part asks for it; return how it is called."""
    _say("Fetching the sources and making what builds the library of Flux ...")
    lenient, own = work / "lenient", work / "bin" / "pkg-config"
    lenient.write_text(LENIENT, encoding="utf-8")
    lenient.chmod(0o755)
    _run([go, "build", "-mod=mod", "-o", str(own), "github.com/influxdata/pkg-config"], work, environment)
    return {
        "RUSTC_WRAPPER": str(lenient),
        # Flux pins a compiler that nobody has.
        "RUSTUP_TOOLCHAIN": os.environ.get("RUSTUP_TOOLCHAIN", "stable"),
        "PKG_CONFIG": str(own),
        "PATH": f"{own.parent}{os.pathsep}{environment['PATH']}",
    }


def _run(command: list[str], work: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
        raise NotBuiltError(f"{last}\nBuilding failed at: {' '.join(command[:2])} ... {command[-1]}")


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main(names: list[str]) -> int:
    """Print where each program is; build those that are nowhere."""
    for name in names:
        try:
            print(found_or_built(name))
        except NotBuiltError as error:
            _say(str(error))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
