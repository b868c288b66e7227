"""Kanyan from a bare machine: `python3 packaging/bootstrap.py demo | test | app | centre`.

Makes `.venv` beside the sources, installs what the committed locks name by hash, then hands over
to the program. The second run finds its stamp and starts at once. Standard library only.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from machine import (
    Stopped,
    has_display,
    need_glibc,
    need_python,
    need_system,
    qt_libraries,
    say,
)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "kanyan-stamp"
SCRIPTS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
EXE = ".exe" if sys.platform == "win32" else ""
PYTHON = SCRIPTS / f"python{EXE}"
KANYAN = SCRIPTS / f"kanyan{EXE}"
UV = SCRIPTS / f"uv{EXE}"
BOOTSTRAP_LOCK = ROOT / "packaging" / "bootstrap.lock"
REQUIREMENTS_LOCK = ROOT / "packaging" / "requirements.lock"

PURPOSES = {
    "demo": "演示：勘验、签字、报告、同步  the main job, driven through the real program",
    "test": "全部检查与测试  every check and test",
    "app": "打开平板程序  open the app",
    "centre": "启动中心服务  start a centre",
}

CHECKS = (
    ("排版 format", ["ruff", "format", "--check", "."]),
    ("规矩 lint", ["ruff", "check", "."]),
    ("类型 types", ["mypy"]),
    ("类型 types of packaging", ["mypy", "packaging/bootstrap.py"]),
    ("楼层 floors", ["lint-imports"]),
    ("测试 tests", ["pytest", "-q", "-n", "auto", "--dist", "worksteal"]),
)

# pip's words for where packages come from, and uv's. uv reads none of pip's settings by itself.
UV_WORDS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}


def main(arguments: Sequence[str]) -> int:
    """Set up what is not yet set up, then run the command; the exit code is the command's."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="勘验通 Kanyan",
        epilog="\n".join(f"  {name:7} {purpose}" for name, purpose in PURPOSES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=PURPOSES)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the command")
    asked = parser.parse_args(arguments)
    try:
        need_python(sys.version_info[:2])
        stale = not is_set_up()
        shown = asked.command != "centre"  # a centre loads no Qt
        window = has_display() and asked.command != "test"
        need_system(libraries=qt_libraries(window=window) if shown else (), venv=stale)
        if stale:
            set_up()
        return run(asked.command, asked.rest)
    except Stopped as stopped:
        print(f"\n停止 Stopped: {stopped.sentence}", file=sys.stderr)
        if stopped.command:
            print(f"请输入 Type:  {stopped.command}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已中断；再次运行会接着做。 Interrupted; the next run goes on.", file=sys.stderr)
        return 130


def is_set_up() -> bool:
    """Whether `.venv` holds what the locks name, by its stamp."""
    return KANYAN.exists() and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint()


def set_up() -> None:
    """Make `.venv` hold what the locks name, and leave the stamp."""
    started = time.monotonic()
    need_glibc()
    STAMP.unlink(missing_ok=True)
    make_venv()
    say("准备安装器", "Fetching the installer")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _do([*pip, "--require-hashes", "-r", str(BOOTSTRAP_LOCK)])
    say(
        "安装依赖，首次约需下载 400 MB",
        "Installing the libraries, a first download of about 400 MB",
    )
    install = [str(UV), "pip", "install", "--python", str(PYTHON), "--no-build-isolation"]
    environ = uv_environment(os.environ, pip_settings())
    _do([*install, "--require-hashes", "-r", str(REQUIREMENTS_LOCK)], environ)
    say("安装勘验通", "Installing Kanyan")
    _do([*install, "--quiet", "--no-deps", "-e", str(ROOT)], environ)
    STAMP.write_text(fingerprint(), "utf-8")
    say(f"就绪，用时 {time.monotonic() - started:.0f} 秒", "Ready")


def make_venv() -> None:
    """Make `.venv` with pip in it; start afresh only where another Python made the one there."""
    here = sys.version_info[:2]
    found = _venv_version()
    if found == here and _has_pip():
        return
    say("建立 Python 环境 .venv", "Making the Python environment .venv")
    afresh = ["--clear"] if VENV.exists() and found != here else []
    _do([sys.executable, "-m", "venv", *afresh, str(VENV)])


def run(command: str, rest: Sequence[str]) -> int:
    """Run the command in `.venv`; the arguments of `test` go to pytest."""
    environ = dict(os.environ)
    # Where it is set, each start and each child would compile every module anew, for five seconds.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux" and (command == "test" or not has_display()):
        environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if command == "test":
        return run_checks(rest, environ)
    handed_over = [str(KANYAN), command, *rest]
    if os.name == "posix":  # become the program, so that Ctrl-C and signals are its own
        os.execve(handed_over[0], handed_over, environ)
    return subprocess.run(handed_over, env=environ).returncode


def run_checks(pytest_arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run every check, also after a failed one, and close with one line."""
    started = time.monotonic()
    failed = []
    for name, check in CHECKS:
        say(name, " ".join(check))
        arguments = [*check, *pytest_arguments] if check[0] == "pytest" else check
        tool = str(SCRIPTS / f"{arguments[0]}{EXE}")
        if subprocess.run([tool, *arguments[1:]], cwd=ROOT, env=environ).returncode:
            failed.append(name)
    seconds = f"{time.monotonic() - started:.0f} s"
    if failed:
        say(f"未通过（{seconds}）：", f"Failed: {', '.join(failed)}")
        return 1
    say(f"全部通过（{seconds}）", f"All {len(CHECKS)} checks passed")
    return 0


def fingerprint() -> str:
    """What the environment depends on, as one digest."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version_info[:2]}\n".encode())
    for file in (BOOTSTRAP_LOCK, REQUIREMENTS_LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def pip_settings() -> dict[str, str]:
    """Pip's settings from its files and from PIP_*, by name, as pip itself would take them."""
    listing = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if section in found:
            found[section][key] = str(ast.literal_eval(value))
    return {**found["global"], **found["install"], **found[":env:"]}


def uv_environment(environ: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """`environ`, with the mirror, certificate and proxy that pip is set to said in uv's words.

    What the person has set for uv stays as it is. A place on this disk that is gone is left out,
    as pip does; uv would refuse it.
    """
    told = dict(environ)
    for word, uv_word in UV_WORDS.items():
        places = [place for place in settings.get(word, "").split() if _is_there(place)]
        if places:
            told.setdefault(uv_word, ("," if word == "find-links" else " ").join(places))
    # pip looks at all its indexes alike; the hashes of the lock make that safe.
    told.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return told


def _is_there(place: str) -> bool:
    if place.startswith("file:"):
        return Path(unquote(urlsplit(place).path)).exists()
    return not place.startswith("/") or Path(place).exists()


def _venv_version() -> tuple[int, ...]:
    probe = "import sys; print(*sys.version_info[:2])"
    try:
        told = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, text=True).stdout
    except OSError:
        return ()
    return tuple(map(int, told.split()))


def _has_pip() -> bool:
    return not subprocess.run([str(PYTHON), "-m", "pip", "-V"], capture_output=True).returncode


def _do(command: list[str], environ: Mapping[str, str] | None = None) -> None:
    if subprocess.run(command, env=environ, stdin=subprocess.DEVNULL).returncode:
        raise Stopped(
            "这一步没有成功（原因见上）；联网后可重试。"
            " This step failed, for the reason above; try it again by hand, then start anew.",
            subprocess.list2cmdline(command),
        )


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
