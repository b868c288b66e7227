"""Who has to sign a paper: from its form, what stands in it, and the voltage of the supply.

Asked by the tablet when it issues a paper, and by the centre of papers that it is sent.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from app.domain.entry import Entry, FormRow
from app.domain.form import Form
from app.domain.signer import INSPECTORS, Signer, SignerRole

ONE_AND_CUSTOMER: Final = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)
"""Who signs the paper of a visit whose form does not say it: those of earlier versions."""


def expected_roles(
    form: Form | None,
    values: Mapping[str, str],
    rows: Sequence[FormRow],
    *,
    high_voltage: bool,
) -> tuple[SignerRole, ...]:
    """The roles that sign a visit or a form apart from one, as recorded, in their order.

    `form` is the version that the record pinned; None for a visit from before there were forms.
    """
    if form is None:
        return ONE_AND_CUSTOMER
    facts = {"high_voltage": Fraction(int(high_voltage))}
    return roles_of(Entry(form, values, rows, facts=facts))


def roles_of(entry: Entry | None) -> tuple[SignerRole, ...]:
    """The same of an entry that knows more of its case."""
    if entry is None or not entry.form.signs:
        return ONE_AND_CUSTOMER
    found: list[SignerRole] = []
    for signer in entry.form.signs:
        if signer.when.value(entry.names) is True:
            found += _places(signer, entry)
    return tuple(found)


def _places(signer: Signer, entry: Entry) -> tuple[SignerRole, ...]:
    """One place, or one for each row of the table that it names."""
    if not signer.each:
        return (signer.role,)
    if signer.each_when is not None and signer.each_when.value(entry.names) is not True:
        return (signer.role,)
    count = len(entry.of(entry.form.tables[signer.each]))
    return INSPECTORS[: max(count, 1)]
