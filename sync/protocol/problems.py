"""What can go wrong on the wire, each with a stable code (problem documents, RFC 9457)."""

from typing import Final

from app.errors import (
    AppError,
    BadRequest,
    CentreBusy,
    NotAllowed,
    ProtocolTooOld,
    RulesRefused,
    SheetRefused,
    SignInFailed,
    StickRefused,
    UnknownRecord,
)

CONTENT_TYPE: Final = "application/problem+json"

SIGN_IN_FAILED: Final = "sign_in_failed"
NOT_ALLOWED: Final = "not_allowed"
PROTOCOL_TOO_OLD: Final = "protocol_too_old"
BUSY: Final = "busy"
NOT_FOUND: Final = "not_found"
MALFORMED: Final = "malformed"
TOO_LARGE: Final = "too_large"
METHOD: Final = "method_not_allowed"
OFFSET: Final = "offset_conflict"
CHECKSUM: Final = "checksum_mismatch"
RANGE: Final = "range_not_satisfiable"
TUS: Final = "tus_version"
BROKEN: Final = "broken"
SHEET: Final = "sheet_refused"
RULES: Final = "rules_refused"
STICK: Final = "stick_refused"

# Reasons a single change may be refused for (Receipt.reason); the rest of its push goes on.
SEALED: Final = "sealed"
UNKNOWN_CASE: Final = "unknown_case"
FOREIGN: Final = "foreign"
CONCLUSION: Final = "conclusion"
WORDS: Final = "words"
FIXED: Final = "fixed_by_survey"
APPROVER: Final = "approver_unknown"
UNGUARDED: Final = "unguarded"
OWN_WORK: Final = "own_work"
ANOTHER_VERSION: Final = "another_version"
REVIEWED_ALREADY: Final = "reviewed_already"
PAPERS: Final = "papers_missing"
OTHER_RESULT: Final = "paper_says_otherwise"
ASSESSMENT: Final = "assessment_missing"
INK: Final = "ink_incomplete"
UNSOUND: Final = "paper_unsound"
MATERIALS: Final = "materials_missing"

STATUS: Final = {
    SIGN_IN_FAILED: 401,
    NOT_ALLOWED: 403,
    NOT_FOUND: 404,
    METHOD: 405,
    OFFSET: 409,
    TUS: 412,
    MALFORMED: 400,
    TOO_LARGE: 413,
    RANGE: 416,
    PROTOCOL_TOO_OLD: 426,
    SHEET: 422,
    RULES: 422,
    STICK: 422,
    CHECKSUM: 460,
    BROKEN: 500,
    BUSY: 503,
}


def error_of(code: str, detail: str, retry_after_s: float = 5.0) -> AppError:
    """The error of this house that a problem document stands for."""
    match code:
        case "sign_in_failed":
            return SignInFailed()
        case "not_allowed":
            return NotAllowed()
        case "protocol_too_old":
            return ProtocolTooOld(who=detail or "tablet")
        case "busy":
            return CentreBusy(retry_after_s)
        case "sheet_refused":
            why, line, found = [*detail.split(":", 2), "", ""][:3]
            return SheetRefused(why, int(line) if line.isascii() and line.isdigit() else 0, found)
        case "rules_refused":
            why, file, where = [*detail.split(":", 2), "", ""][:3]
            return RulesRefused(why, file, where)
        case "stick_refused":
            why, _, found = detail.partition(":")
            return StickRefused(why, found)
        case "not_found":
            return UnknownRecord("", detail)
        case _:
            return BadRequest(code=code, detail=detail)


def problem_of(error: AppError) -> tuple[str, str]:
    """Code and detail under which an error of this house travels."""
    match error:
        case SignInFailed():
            return SIGN_IN_FAILED, ""
        case NotAllowed():
            return NOT_ALLOWED, ""
        case ProtocolTooOld(who=who):
            return PROTOCOL_TOO_OLD, who
        case CentreBusy():
            return BUSY, ""
        case UnknownRecord(record_id=record_id):
            return NOT_FOUND, record_id
        case RulesRefused(why=why, file=file, where=where):
            return RULES, f"{why}:{file}:{where}"
        case StickRefused(why=why, found=found):
            return STICK, f"{why}:{found}"
        case SheetRefused(why=why, line=line, found=found):
            return SHEET, f"{why}:{line}:{found}"
        case BadRequest(code=code, detail=detail):
            return code or MALFORMED, detail
        case _:
            return MALFORMED, type(error).__name__
