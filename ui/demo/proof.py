"""The proof at the end: both ends byte by byte, and every paper by two readers."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app import codec
from app.domain.endorsement import Endorsement
from app.domain.names import minute
from app.domain.report import Report, Signature
from app.endorsed import file_of
from app.views.whereabouts import record_counts
from app.workspace import BlobState, Workspace
from ui.demo.cast import CLERK, ORG
from ui.demo.centre import Office
from ui.demo.stage import Stage


def compare(stage: Stage, ws: Workspace, platform: str) -> dict[str, Any]:
    """What both ends hold, whether it is the same, and what is said of each paper."""
    stage.say("逐字节核对平板与中心", "Tablet and centre are compared byte by byte")
    office = Office(stage.centre.url, CLERK, stage.ids)
    there = office.records()
    with ws.read() as unit:
        digests = unit.records.agreed_digests()
        files = [s.digest for s in unit.shelf.in_state(BlobState.RECEIVED)]
        reports = {r.id: r for r in unit.find(Report)}
        signatures = unit.find(Signature)
        made = unit.find(Endorsement)
        here = {
            (kind, record_id): codec.canonical(unit.records.body(kind, record_id))
            for kind, record_id, _ in digests
        }
    same_files = [digest for digest in files if office.file(digest) == ws.blobs.get(digest)]
    identical = here == there and len(same_files) == len(files) and bool(files)
    papers = {}
    for signature in signatures:
        report = reports[signature.report_id]
        papers[report.doc_no] = file_of(ws, report, signatures, made)
    verdicts = []
    for doc_no, digest in papers.items():
        path = stage.out / f"{doc_no}.pdf"
        path.write_bytes(office.file(digest))
        verdicts.append(_verdict(stage, path))
    office.close()
    stage.add(f"{len(here)} 条记录，{len(files)} 个文件", f"identical: {identical}")
    counts = record_counts(ws)
    return {
        "identical": identical,
        "cases": counts.get("case", 0),
        "records": len(here),
        "records_by_kind": counts,
        "photos": counts.get("photo", 0),
        "files": len(files),
        "digests": {
            "tablet": {f"{k}/{i}": d for k, i, d in digests},
            "centre": {f"{k}/{i}": codec.digest_of(body) for (k, i), body in sorted(there.items())},
        },
        "verdicts": verdicts,
        "screens": platform,
        "organisation": ORG,
        "finished_at": minute(stage.clock.now()),
        "times_s": stage.times | {"end": round(time.monotonic() - stage.started, 2)},
    }


def _verdict(stage: Stage, path: Path) -> dict[str, Any]:
    """What `kanyan verify` and, where it is installed, an independent reader say of a paper."""
    asked = [sys.executable, "-m", "ui.command", "verify", str(path), "--json"]
    asked += ["--trust", str(stage.out / "ca.pem")]
    root = Path(__file__).parents[2]
    told = subprocess.run(asked, capture_output=True, text=True, cwd=root, check=False)
    verdict: dict[str, Any] = json.loads(told.stdout)
    words = f"{path.name}: {'有效' if verdict['valid'] else '无效'} {verdict['level']}"
    independent = "pdfsig is not installed"
    if shutil.which("pdfsig"):
        seen = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
        count = seen.stdout.count("Signature is Valid")
        independent = f"pdfsig: {count} valid"
        verdict["valid"] = verdict["valid"] and count == len(verdict["signatures"])
    stage.add(words, independent)
    signers = [f"{s['role']} {s['signer_name']}" for s in verdict["signatures"]]
    return {
        "file": path.name,
        "valid": verdict["valid"] and told.returncode == 0,
        "reason": verdict["reason"],
        "level": verdict["level"],
        "signers": signers,
        "record_digest": verdict["record_digest"],
        "independent": independent,
    }
