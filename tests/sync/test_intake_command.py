"""`kanyan import-cases` against a real centre: as people read it, as programs do, and refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.instruments.sheet import MAX_BYTES
from tests.sheets import HEADER, an_order, csv_bytes, xlsx_bytes
from tests.sync.centres import PASSWORD, ROOT, RunningCentre, let_in

ORG = "command-org"


def kanyan(
    centre: RunningCentre | str, file: Path, *more: str, user: str = "clerk"
) -> subprocess.CompletedProcess[str]:
    url = centre if isinstance(centre, str) else centre.url
    asked = ["import-cases", str(file), "--centre", url, "--user", f"{user}@{ORG}", *more]
    return subprocess.run(
        [sys.executable, "-m", "ui.command", *asked],
        cwd=ROOT,
        env={**os.environ, "KANYAN_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.fixture
def file(centre: RunningCentre, tmp_path: Path) -> Path:
    let_in(centre, ORG, clerk="clerk", zhang="inspector")
    path = tmp_path / "工单.csv"
    return path


def test_a_file_is_told_then_taken_then_nothing_is_left(centre: RunningCentre, file: Path) -> None:
    file.write_bytes(csv_bytes([HEADER, an_order("C1"), an_order("C2", 联系电话="无号")], "gbk"))
    told = kanyan(centre, file, "--dry-run")
    assert "新工单 1 行，不能导入 1 行" in told.stdout
    assert "第 3 行　C2" in told.stdout
    refused = kanyan(centre, file)
    assert (refused.returncode, "没有导入" in refused.stdout) == (1, True)
    taken = kanyan(centre, file, "--sound-rows", "--json")
    said = json.loads(taken.stdout)
    assert (taken.returncode, said["taken"], said["counts"]["new"]) == (0, True, 1)
    assert {fault["why"] for row in said["rows"] for fault in row["faults"]} == {"phone"}
    file.write_bytes(xlsx_bytes([HEADER, an_order("C1")]))
    again = kanyan(centre, file)
    assert (again.returncode, "没有要写入的内容：无变化 1 行" in again.stdout) == (0, True)


def test_known_cases_change_only_as_the_command_says(centre: RunningCentre, file: Path) -> None:
    file.write_bytes(csv_bytes([HEADER, an_order("D1"), an_order("D2")]))
    kanyan(centre, file)
    file.write_bytes(
        csv_bytes([HEADER, an_order("D1", 联系人="李强"), an_order("D2", 联系人="王芳")])
    )
    told = kanyan(centre, file)
    assert "没有要写入的内容：有差异（未改动） 2 行" in told.stdout
    assert "请加 --changes" in told.stdout
    named = kanyan(centre, file, "--over", "D1：联系人", "--over", "D2:户名")
    assert "已导入：有变更 1 行，有差异（未改动） 1 行" in named.stdout
    assert "--over D2:户名 没有起作用" in named.stdout
    assert "D1:联系人 没有起作用" not in named.stdout
    assert "无变化 1 行" in kanyan(centre, file, "--changes", "--dry-run").stdout
    kanyan(centre, file, "--changes")
    assert "无变化 2 行" in kanyan(centre, file).stdout


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_what_cannot_be_taken_is_one_sentence(
    centre: RunningCentre, file: Path, json_too: tuple[str, ...]
) -> None:
    sound = csv_bytes([HEADER, an_order("C9")])
    for content, user, where, words in (
        (None, "clerk", centre, "文件打不开"),
        (b"1" * (MAX_BYTES + 1), "clerk", centre, "文件太大"),
        (b"%PDF-1.7", "clerk", centre, "这不是表格文件"),
        ("日期,天气\n1,晴".encode(), "clerk", centre, "没有找到表头"),
        (sound, "zhang", centre, "没有权限"),
        (sound, "nobody", centre, "用户名或密码不对"),
        (sound, "clerk", "http://127.0.0.1:9", "连不上中心"),
    ):
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        told = kanyan(where, file, *json_too, user=user)
        assert (told.returncode, told.stdout) == (1, ""), words
        assert words in told.stderr
        assert told.stderr.count("\n") == 1
