"""The command line as programs and people meet it: exit codes, JSON, one sentence a refusal."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.clock import CHINA
from app.domain.staff import Identity
from app.ids import DeviceId, OrgId, UserId
from tests.app.sealed_papers import sealed_paper
from ui.demo.samples import make_load_csv

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "app",
    "demo",
    "centre",
    "sync",
    "trail",
    "rescue",
    "stick",
    "verify",
    "blank-form",
    "import-load",
    "analyse-load",
    "import-cases",
    "import-calendar",
    "due",
    "read-meter",
    "read-waveform",
)


def kanyan(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.command", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    told = kanyan(command, "--help")
    assert told.returncode == 0
    assert f"kanyan {command}" in told.stdout


def test_a_centre_with_stores_it_cannot_use_is_one_sentence(tmp_path: Path) -> None:
    stores = ("--database", "postgresql://me:secret@127.0.0.1:9/centre", "--objects", "s3://bucket")
    told = kanyan("centre", "--folder", tmp_path, *stores)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("No PostgreSQL answers at 127.0.0.1:9/centre; ")
    assert told.stderr.count("\n") == 1
    assert "secret" not in told.stderr


def test_a_load_file_is_told_as_json(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    make_load_csv(path, 480, datetime(2026, 11, 23, 9, tzinfo=CHINA), seed=1)
    told = json.loads(kanyan("import-load", path, "--json").stdout)
    assert (told["points"], told["interval_s"], told["phases"]) == (35_097, 900, 3)
    assert told["start"] == "2025-11-22T00:00:00+08:00"
    assert told["end"] == "2026-11-23T00:00:00+08:00"
    assert [gap["missing"] for gap in told["gaps"]] == [9, 4, 26]
    assert 479 < told["peak_kw"] < 481
    assert 0.4 < told["load_factor"] < 0.45


def test_a_load_curve_is_analysed_as_json_and_in_words(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    hours = "".join(f"2026-11-{d:02} {h:02}:00,{10 + h}\n" for d in range(2, 9) for h in range(24))
    path.write_text("时段开始时间,有功功率(kW)\n" + hours, encoding="utf-8")
    told = kanyan("analyse-load", path, "--tariff", "reference", "--json")
    said = json.loads(told.stdout)["load"]
    assert (said["peak_kw"], said["energy"]["measured_kwh"], said["energy"]["coverage"]) == (
        33,
        3612,
        1,
    )
    assert sum(said["split"]["kwh"].values()) == pytest.approx(3612)
    words = kanyan("analyse-load", path).stdout
    assert words.startswith("结论：最大需量 33.0 kW")
    assert "〔γ = P平均/P最大 = 21.5/33.0〕" in words


def test_harmonic_currents_are_judged_where_the_point_of_connection_is_said(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    rows = "".join(f"2026-11-02 {n // 6:02}:{n % 6}0,400,9.4,8.9\n" for n in range(144))
    path.write_text(
        "时段开始时间,有功功率(kW),A相5次谐波电流(A),A相7次谐波电流(A)\n" + rows, "utf-8"
    )
    point = ("--kv", "10", "--sk-mva", "150", "--customer-mva", "5", "--point-mva")
    words = kanyan("analyse-load", path, *point, "20").stdout
    assert "5 次谐波电流　95 % 值 9.4 A（A 相），最大 9.4 A　允许 9.449 A，余量 0.5 %" in words
    assert "7 次谐波电流超过允许值" in words
    told = kanyan("analyse-load", path, *point, "4")
    assert (told.returncode, told.stdout) == (1, "")
    assert "协议容量不大于供电设备容量" in told.stderr


def test_a_tariff_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_text("时间,功率\n", encoding="utf-8")
    told = kanyan("analyse-load", path, "--tariff", "mars")
    assert (told.returncode, told.stdout) == (1, "")
    assert "没有名为“mars”的峰谷时段" in told.stderr
    assert "qinghai" in told.stderr


def test_a_load_file_is_read_as_the_command_line_says(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_text("Zeit;Wirk;x\n2026-11-01 00:15;1,5;2\n2026-11-01 00:30;2,5;2\n", "utf-8")
    assert kanyan("import-load", path).returncode == 1
    options = ("--time-column", "Zeit", "--power-column", "Wirk", "--unit", "MW", "--stamp", "end")
    told = json.loads(kanyan("import-load", path, "--json", *options).stdout)
    assert (told["peak_kw"], told["stamp"]) == (2500, "end")
    assert told["remarks"] == ["ignored_columns:x"]


@pytest.mark.parametrize(
    "options",
    [
        ("--power-column", "a", "b"),
        ("--interval", "-5"),
        ("--interval", "²"),
        ("--unit", "kg"),
        ("--power-column", "nothing of this name"),
        ("--header-line", "-7"),
        ("--multiplier", "x"),
    ],
)
def test_a_wrong_option_is_told_and_no_traceback(options: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_text("时间,功率\n2026-11-01 00:15,1\n2026-11-01 00:30,2\n", "utf-8")
    told = kanyan("import-load", path, *options)
    assert (told.returncode in (1, 2), told.stdout) == (True, "")
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", "数据时间,x\n".encode("gbk")])
def test_a_bad_load_file_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    told = kanyan("import-load", path)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.count("\n") == 1
    assert "没有导入" in told.stderr


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no paper at all", b"\0" * 5000])
def test_what_is_no_paper_is_not_valid_and_no_traceback(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    told = kanyan("verify", path, "--json", "--trust", path)
    assert (told.returncode, told.stderr) == (1, "")
    verdict = json.loads(told.stdout)
    assert verdict["valid"] is False
    assert verdict["reason"] != "ok"
    assert {"signatures", "record_digest"} <= set(verdict)


@pytest.mark.parametrize("name", ["none.pdf", ".", "/dev/zero"])
def test_what_cannot_be_opened_is_not_valid_and_does_not_hang(name: str, tmp_path: Path) -> None:
    told = kanyan("verify", tmp_path / name, "--json")
    assert (told.returncode, json.loads(told.stdout)["reason"]) == (1, "no_file")


@pytest.mark.parametrize(("begun", "why"), [(b"\0\0\0", "not_a_pdf"), (b"%PDF-1.7", "too_large")])
def test_a_huge_file_is_judged_without_reading_it_whole(
    begun: bytes, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(begun)
    os.truncate(path, 600 << 20)
    told = kanyan("verify", path, "--json")
    assert (told.returncode, json.loads(told.stdout)["reason"]) == (1, why)


@pytest.mark.parametrize("coding", ["ascii", "cp1252", "gbk"])
def test_what_is_piped_on_is_utf_8_whatever_the_system_writes(coding: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sealed_paper())
    told = kanyan("verify", paper, PYTHONIOENCODING=coding)
    assert (told.returncode, told.stderr) == (1, "")
    assert "✘ 无效：签名证书不是受信任机构签发" in told.stdout


@pytest.mark.parametrize("command", ["import-cases", "import-calendar"])
def test_an_address_that_is_none_is_a_wrong_call(command: str, tmp_path: Path) -> None:
    for url in ("centre", "ftp://127.0.0.1", "http://[::1", "http://", "http://c:70000"):
        told = kanyan(command, tmp_path / "x.csv", "--user", "wang", "--centre", url)
        assert (told.returncode, told.stdout) == (2, "")
        assert f"“{url}”不是中心的地址" in told.stderr


def test_a_centre_that_cannot_be_reached_is_named_and_nothing_is_said_of_a_tablet(
    tmp_path: Path,
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("申请编号,户名\n1,甲\n", "utf-8")
    ask = ("import-cases", path, "--user", "wang", "--centre", "http://127.0.0.1:9")
    told = kanyan(*ask, KANYAN_PASSWORD="x")
    assert (told.returncode, told.stdout) == (1, "")
    said = "连不上中心：http://127.0.0.1:9。没有完成；请核对地址和网络，再来一次。\n"
    assert told.stderr == said


def test_without_a_terminal_the_password_is_the_next_line_and_nothing_else_is_said(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "tablet"
    who = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tab-1"))
    close_workspace(create_workspace(folder, "高原 2026", who))
    for typed, code, said in (("高原 2026\n", 0, ""), ("", 1, "没有读到密码")):
        told = subprocess.run(
            [sys.executable, "-m", "ui.command", "trail", "--folder", str(folder)],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name != "KANYAN_PASSWORD"},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == code
        assert told.stderr.startswith(said)
        assert len(told.stderr.splitlines()) == code


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"-----BEGIN CERTIFICATE-----\nAA=="])
def test_an_authority_that_cannot_be_read_is_not_blamed_on_the_paper(
    content: bytes | None, tmp_path: Path
) -> None:
    authority, paper = tmp_path / "ca.pem", tmp_path / "paper.pdf"
    paper.write_bytes(sealed_paper())
    if content is not None:
        authority.write_bytes(content)
    told = kanyan("verify", paper, "--trust", authority)
    assert (told.returncode, told.stderr) == (1, "")
    assert "证书文件" in told.stdout
    assert "意见单未作判断" in told.stdout


def test_a_paper_judged_without_an_authority_says_what_is_to_be_given(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sealed_paper())
    told = kanyan("verify", paper)
    assert (told.returncode, "--trust" in told.stdout) == (1, True)


@pytest.mark.parametrize(
    "arguments", [("centre", "--port", "0", "--folder"), ("demo", "--out"), ("app", "--folder")]
)
def test_a_folder_that_cannot_be_made_is_one_sentence(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    told = kanyan(*arguments, tmp_path / "file" / "folder", QT_QPA_PLATFORM="offscreen")
    assert (told.returncode, told.stdout) == (1, "")
    assert str(tmp_path / "file" / "folder") in told.stderr
    assert told.stderr.count("\n") == 1


def test_where_nobody_can_type_the_password_it_says_how_to_give_it(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "ui.command", "sync", "--folder", str(tmp_path)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "KANYAN_PASSWORD"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # else the password would be asked for at our own terminal
    )
    assert told.returncode == 1
    assert "KANYAN_PASSWORD" in told.stderr.splitlines()[-1]
    assert "Traceback" not in told.stderr


def test_sync_without_a_workspace_is_one_sentence(tmp_path: Path) -> None:
    told = kanyan("sync", "--folder", tmp_path, KANYAN_PASSWORD="x")
    assert (told.returncode, told.stdout) == (1, "")
    assert "工作区" in told.stderr


def test_a_due_day_is_told_as_json() -> None:
    asked = ("due", "--class", "HV_SINGLE", "--key", "scheme_reply", "--json", "--from")
    told = json.loads(kanyan(*asked, "2026-09-25T10:00+08:00").stdout)
    assert (told["due_on"], told["provisional"], told["rule"]) == (
        "2026-10-15",
        False,
        "sch-624-hvs",
    )
    next_year = json.loads(kanyan(*asked, "2027-03-01T10:00+08:00").stdout)
    assert next_year["provisional"] is True


def test_a_moment_counts_in_chinese_legal_time_wherever_it_was_typed() -> None:
    asked = ("due", "--class", "HV_SINGLE", "--key", "energisation", "--json", "--from")
    late = json.loads(kanyan(*asked, "2026-11-23T20:00-05:00").stdout)
    assert (late["started_on"], late["due_on"]) == ("2026-11-24", "2026-11-27")


def test_a_limit_that_is_none_is_refused_with_those_there_are() -> None:
    told = kanyan("due", "--class", "RES", "--key", "nonsense", "--from", "2026-11-23")
    assert (told.returncode, told.stdout) == (1, "")
    assert "scheme_reply（供电方案答复）" in told.stderr
    told = kanyan("due", "--class", "RES", "--key", "energisation", "--from", "morning")
    assert told.returncode == 2
    assert "不是日期时间" in told.stderr


def test_the_trail_is_told_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "tablet"
    who = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tab-1"))
    close_workspace(create_workspace(folder, "高原 2026", who))
    ask = ("trail", "--folder", folder, "--check")
    told = kanyan(*ask, "--json", KANYAN_PASSWORD="高原 2026")
    said = json.loads(told.stdout)
    assert (told.returncode, said["broken"], said["checked"]) == (0, None, said["length"])
    assert [line["deed"] for line in said["lines"]] == ["create_workspace", "unlock"]
    ws = open_workspace(folder, "高原 2026")
    with ws.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trail SET who = 'li' WHERE seq = 1")
    close_workspace(ws)
    told = kanyan(*ask, KANYAN_PASSWORD="高原 2026")
    assert told.returncode == 1
    assert told.stdout.startswith("留痕第 1 行对不上：内容被改动过。")
