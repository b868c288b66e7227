"""By which words the customer agrees to sign electronically, and where he has agreed to them."""

from dataclasses import dataclass
from typing import Final

from app.domain.filing import FAMILIES, Filing
from app.workspace import Unit, Workspace

FORM: Final = "F13"
_CLAUSE: Final = "e_signature"


@dataclass(frozen=True)
class Consent:
    """The clause, the version of its text, and the filled form where it was agreed to."""

    clause: str
    version: str
    """As `F13 2026.12`."""
    filing_id: str = ""


def consent_to_sign(ws: Workspace, unit: Unit, case_id: str) -> Consent:
    """The text that holds for this case: that of the recorded form, or today's where there is none.

    Raises:
        RulesDamaged: the form cannot be read, or its version is not here.
    """
    agreed = [
        filing
        for filing in unit.find(Filing, case_id)
        if filing.form == FORM and filing.recorded_at is not None
    ]
    version = agreed[-1].form_version if agreed else None
    form = ws.reference.form(FAMILIES[FORM], FORM, version)
    clause = form.fields[_CLAUSE].zh
    return Consent(clause, f"{FORM} {form.version}", agreed[-1].id if agreed else "")
