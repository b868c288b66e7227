"""What the machine must bring before Kanyan can be set up: Python, venv, the libraries Qt loads.

Standard library only. What is missing is installed where we may (root, apt); otherwise the
setting-up stops with one sentence and the exact command to type.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

OLDEST_PYTHON = (3, 11)
TOO_NEW_PYTHON = (3, 15)
OLDEST_GLIBC = (2, 34)

# What Qt loads, by the name the loader asks for, and the Debian package that brings it.
SCREENLESS_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Never asked for alone: a second reader of signed PDFs, taken along when apt runs anyway.
WELCOME_PACKAGES = ("poppler-utils",)


class Stopped(Exception):
    """The setting-up cannot go on; `sentence` says why, `command` is what to type."""

    def __init__(self, sentence: str, command: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.command = command


def say(chinese: str, english: str) -> None:
    """Print one step of progress in both languages."""
    print(f"==> {chinese}  {english}", flush=True)


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window could be shown here."""
    return sys.platform != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def need_python(version: tuple[int, int]) -> None:
    """Stop unless this Python is one that Kanyan runs on."""
    if OLDEST_PYTHON <= version < TOO_NEW_PYTHON and sys.maxsize > 2**32:
        return
    found = ".".join(map(str, version))
    if sys.platform == "win32":
        command = r"winget install Python.Python.3.13  &&  py -3.13 packaging\bootstrap.py test"
    else:
        command = as_root("apt-get install -y python3.11 python3.11-venv")
        command += "  &&  python3.11 packaging/bootstrap.py test"
    raise Stopped(
        f"需要 64 位 Python 3.11–3.14，现为 {found}。"
        f" Kanyan needs a 64-bit Python 3.11 to 3.14; this is {found}.",
        command,
    )


def need_glibc() -> None:
    """Stop on a Linux older than the Qt wheels are built for."""
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(map(int, version.split(".")[:2])) < OLDEST_GLIBC:
        raise Stopped(
            f"系统 glibc {version} 过旧，需要 2.34 以上（如 Debian 12）。"
            f" glibc {version} is too old for Qt; it needs 2.34 or newer, as in Debian 12."
        )


def need_system(*, libraries: Iterable[str], venv: bool) -> None:
    """See to it that the loader finds `libraries` and, if `venv`, that Python can make one.

    All that is missing is asked for at once, so that nobody has to come back twice.
    """
    missing = _missing(libraries, venv=venv)
    if not missing:
        return
    names = ", ".join(missing)
    sentence = f"系统缺少：{names}。 This system lacks: {names}."
    if not shutil.which("apt-get"):
        raise Stopped(sentence, rpm_command(missing))
    packages = list(missing.values())
    command = as_root("apt-get update", f"apt-get install -y {' '.join(packages)}")
    if os.geteuid() != 0:
        raise Stopped(sentence, command)
    say(f"安装系统软件包：{' '.join(packages)}", "Installing system packages with apt")
    if not _apt_installs(packages):
        raise Stopped(f"{sentence} apt 未能安装。 apt could not install it.", command)
    importlib.invalidate_caches()
    if still := ", ".join(_missing(libraries, venv=venv)):
        raise Stopped(f"安装后仍缺少：{still}。 Installed, yet still missing: {still}.")


def qt_libraries(*, window: bool) -> tuple[str, ...]:
    """What Qt loads here, with what a real window needs besides if `window`."""
    if sys.platform != "linux":
        return ()
    return (*SCREENLESS_LIBRARIES, *(WINDOW_LIBRARIES if window else ()))


def rpm_command(missing: Iterable[str]) -> str:
    """How to install libraries by their own names where rpm keeps the packages; empty elsewhere."""
    for tool in ("dnf", "yum", "zypper"):
        if shutil.which(tool):
            wanted = (f"'{name}()(64bit)'" for name in missing if ".so" in name)
            return as_root(f"{tool} install {' '.join(wanted)}")
    return ""


def as_root(*commands: str) -> str:
    """What to type to run these one after the other as root, who may be there, or sudo, or not."""
    if os.geteuid() == 0:
        return " && ".join(commands)
    if shutil.which("sudo"):
        return " && ".join(f"sudo {command}" for command in commands)
    return f"su -c {shlex.quote(' && '.join(commands))}"


def _missing(libraries: Iterable[str], *, venv: bool) -> dict[str, str]:
    """What is not here, each with the Debian package that brings it."""
    packages = {**SCREENLESS_LIBRARIES, **WINDOW_LIBRARIES}
    missing = {name: packages[name] for name in libraries if not _loads(name)}
    if venv and not importlib.util.find_spec("ensurepip"):
        missing["venv"] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return missing


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _apt_installs(packages: list[str]) -> bool:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # A failed update is no reason to stop: the lists that are here may do.
    subprocess.run([*apt, "update"], env=environ, stdin=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends"]
    done = subprocess.run([*install, *packages], env=environ, stdin=subprocess.DEVNULL)
    for welcome in WELCOME_PACKAGES:
        subprocess.run([*install, welcome], env=environ, stdin=subprocess.DEVNULL)
    return done.returncode == 0
