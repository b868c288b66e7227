"""Who has to sign a paper: from its form, what stands in it, and the voltage of the supply.

Asked by the tablet when it issues a paper, and by the centre of papers that it is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.entry import Entry, FormRow
from app.domain.expression import Value
from app.domain.form import Form
from app.domain.signer import SEVERAL, Signer, SignerRole

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
    if signer.each_when is not None and not _holds(signer.each_when.value(entry.names)):
        return (signer.role,)
    count = len(entry.of(entry.form.tables[signer.each]))
    return SEVERAL[signer.role][: max(count, 1)]


def _holds(value: Value) -> bool:
    # Of high voltage the forms of visits say 1, those apart from one say true.
    return value == 1


@dataclass(frozen=True)
class Attendant:
    """One person of the utility who was there, as the form names him."""

    user: str
    """His account, or his name where he has none here."""
    name: str
    duty: str
    """His specialty, as a code; empty where the form does not say it."""


@dataclass(frozen=True)
class Team:
    """Who looked at the site or set the meter, in the order in which they sign."""

    attendants: tuple[Attendant, ...]
    signing: tuple[Attendant, ...]
    """Those who sign: all of them at high voltage, one at low voltage."""
    capacity: SignerRole = SignerRole.INSPECTOR
    """The first of the places in which they sign."""

    def called(self, roles: Sequence[SignerRole]) -> dict[SignerRole, str]:
        """The name that belongs to each place of this team."""
        return {role: each.name for role, each in self.placed(roles).items() if each.name}

    def placed(self, roles: Sequence[SignerRole]) -> dict[SignerRole, Attendant]:
        """Who signs in which of its places."""
        places = (role for role in roles if role.leading is self.capacity)
        return dict(zip(places, self.signing, strict=False))

    def facts(self, manager: str) -> dict[str, str]:
        """What rules ask of them: whether the account manager signs alone, and nobody twice."""
        users = [each.user for each in self.attendants if each.user]
        alone = {each.user for each in self.signing} == {manager}
        twice = len({*users}) < len(users) or _doubled([each.name for each in self.attendants])
        return {"manager_alone": _yes(alone), "somebody_twice": _yes(twice)}


def team_of(entry: Entry | None, lead: str, manager: str = "") -> Team:
    """The team of a visit, or a crew: its lead first; the account manager last.

    He may not sign a visit alone. `lead` and `manager` are accounts. A form that names nobody has
    no team.
    """
    if entry is None:
        return Team((), ())
    signer = next((each for each in entry.form.signs if each.each), None)
    if signer is None:
        return Team((), ())
    table = entry.form.tables[signer.each]
    columns = {each.id: each for each in table.columns}
    found = []
    for row in entry.of(table):
        text = row.cells.get("name", "").strip()
        duty = row.cells.get("specialty", "") or row.cells.get("duty", "")
        found.append(Attendant(text, columns["name"].said(text), duty))
    own = columns["name"].said(lead)
    found.sort(key=lambda each: (each.user == manager, each.user != lead and each.name != own))
    count = sum(role.leading is signer.role for role in roles_of(entry))
    return Team(tuple(found), tuple(found[:count]), signer.role)


def _doubled(names: Sequence[str]) -> bool:
    said = [name for name in names if name]
    return len(set(said)) < len(said)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
