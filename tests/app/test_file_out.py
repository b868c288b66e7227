"""A file for somebody outside is there whole or not at all, and why not is said."""

from pathlib import Path

import pytest

from app.errors import FolderNotWritable, NoRoom
from app.file_out import write_out


def test_a_file_takes_the_place_of_what_lay_there(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"before")
    assert write_out(path, b"after") == str(path)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"after"]


def test_on_a_full_disk_what_lay_there_stays_and_the_disk_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"before")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:2])
        return Path("/dev/full").write_text(" ")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(NoRoom):
        write_out(path, b"after")
    monkeypatch.undo()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"before"]


@pytest.mark.parametrize("name", ["none/paper.pdf", "."])
def test_a_place_where_nothing_can_be_written_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        write_out(tmp_path / name, b"after")
    assert list(tmp_path.iterdir()) == []
