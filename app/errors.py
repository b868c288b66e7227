"""Every error this house raises. The sentence for the person is made in `ui/wording.py`.

AppError
  Refused                  the person asked for something the rules forbid
    WrongStage             the case is not at the stage this needs
    WrongRole              somebody of another role does this
    NotReady               something is still missing before this can be done
    WordsRefused           a text says of units or makers what a record must not say
    AlreadyHeld            a material of this kind is held and valid; nobody is asked twice
    SealedRecord           what is recorded for good does not change
    WaiverRefused          this defect cannot be waived, or not by this person
    UnknownRecord          nothing is kept under this id
    NotAPicture            the file is no picture that we accept
    PhotoTwice             this photo of this item is there already
    NoSuchLimit            no rule of time of this name was in force for this customer
    RulesRefused           a rule package that is not taken
    StickRefused           a file of the exchange by stick that is not taken
    NoticeRefused          a holiday notice that cannot be read or contradicts itself
    LoadFileRefused        a load file that cannot be read, with its place
    SheetRefused           a file of work orders that cannot be read, with its place
    WaveformRefused        a recording of waveforms that cannot be read, with its place
    AlreadyOpen            another Kanyan has this workspace open
    WrongPassword          the password does not open this workspace
    TooManyTries           too many wrong passwords; carries wait_s
    NoWorkspace            there is no workspace in this folder
  Damaged                  what is stored is not what was stored
    DigestMismatch         a file does not have the content it is named for
    StoreDamaged           the database cannot be read
    StoreTooNew            a newer Kanyan wrote this workspace
    UpgradeFailed          the database cannot be brought to this version without loss
    NoBackup               there is nothing sound from which the database could be restored
    RulesDamaged           a file of rules is not what it should be
  NoRoom                   the disk is full
  DiskFailed               the disk does not read or write
  FolderNotWritable        nothing can be written in this folder
  PortTaken                another program listens on this port
  PrinterRefused           the printer did not take what was sent
  MeterTrouble             an instrument cannot be reached or read; carries where and why
  StoreUnusable            the database or the object store of a centre cannot be used
  Unreachable              the centre cannot be had now; the same request may be sent again
    Offline                no connection
    NotTheCentre           something else answered (a login page, a proxy)
    WrongCertificate       who answered cannot prove to be the centre
    CentreBusy             carries retry_after_s
  Rejected                 the centre said no; sending again is no use
    SignInFailed           name or password is wrong, or the token has ended
    NotAllowed             this person may not see or do this
    ProtocolTooOld         one side must be updated
    BadRequest             the centre could not accept what was sent
  Stopped                  the person stopped what was running; it goes on later
"""

from dataclasses import dataclass, field


class AppError(Exception):
    """Something a person can be told about, with what to do next."""


class Refused(AppError):
    """The person asked for something the rules forbid."""


@dataclass(eq=False)
class WrongStage(Refused):
    """The case stands at `at`; `event` needs one of `needed`."""

    event: str
    at: str
    needed: tuple[str, ...] = ()
    reason: str = ""
    figures: tuple[int, ...] = ()
    """The numbers of the policy that the reason names."""


@dataclass(eq=False)
class WrongRole(Refused):
    """`deed` is for one of the roles `needed`."""

    deed: str
    needed: tuple[str, ...] = ()


@dataclass(eq=False)
class NotReady(Refused):
    """`missing` names what is still to be done before `deed`."""

    deed: str
    missing: tuple[str, ...] = ()


@dataclass(eq=False)
class WordsRefused(Refused):
    """The words `found` must not be said, or (`level` "warn") want a reason; `phrase`: the rule."""

    phrase: str
    level: str
    found: str
    why: str


@dataclass(eq=False)
class AlreadyHeld(Refused):
    """A valid `material` is held; it may be asked for again with a reason only."""

    material: str


@dataclass(eq=False)
class SealedRecord(Refused):
    """A recorded or signed record of `kind` does not change; a correction is a new revision."""

    kind: str
    record_id: str


@dataclass(eq=False)
class WaiverRefused(Refused):
    """`why`: not_minor, not_lead, not_a_recheck, not_open or no_reason."""

    why: str


@dataclass(eq=False)
class UnknownRecord(Refused):
    """Nothing of `kind` is kept under `record_id`."""

    kind: str
    record_id: str


@dataclass(eq=False)
class NotAPicture(Refused):
    """`why`: unreadable, empty, not_an_image, format, too_large, truncated or undecodable."""

    name: str
    why: str


@dataclass(eq=False)
class PhotoTwice(Refused):
    """The file `name` is there already as a photo of the same item: it shows nothing more."""

    name: str


@dataclass(eq=False)
class LoadFileRefused(Refused):
    """A load file that cannot be read.

    `why` is a stable word (see `app/instruments`); `line` and `column` count from 1, 0 = unknown;
    `found` is the offending text, cut to a readable length.
    """

    name: str
    why: str
    line: int = 0
    column: str = ""
    found: str = ""


@dataclass(eq=False)
class SheetRefused(Refused):
    """A table of work orders that cannot be read: `why` is a stable word, `line` 0 = unknown."""

    why: str
    line: int = 0
    found: str = ""


@dataclass(eq=False)
class WaveformRefused(Refused):
    """A COMTRADE recording is not read: `line` of `part` (cfg, dat, cff) from 1, 0 = unknown."""

    name: str
    why: str
    part: str = ""
    line: int = 0
    found: str = ""


@dataclass(eq=False)
class NoSuchLimit(Refused):
    """No time limit `key` was in force; `known` are those that this class of customer has."""

    key: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class RulesRefused(Refused):
    """New rules are not taken: which `file`, which entry (`where`), and what is `found` there."""

    why: str
    file: str = ""
    where: str = ""
    found: str = ""


@dataclass(eq=False)
class StickRefused(Refused):
    """A stick's file is not taken or written; `found`: whose; `why`: a word of `STICK_REFUSALS`."""

    why: str
    found: str = ""


@dataclass(eq=False)
class NoticeRefused(Refused):
    """A holiday notice is not taken; `faults` are (line, stable word, what stands there)."""

    faults: tuple[tuple[int, str, str], ...] = ()


@dataclass(eq=False)
class AlreadyOpen(Refused):
    """Another running Kanyan holds the lock of `folder`."""

    folder: str


@dataclass(eq=False)
class WrongPassword(Refused):
    """The password does not open the workspace; the next try may come after `wait_s` seconds."""

    wait_s: int = 0


@dataclass(eq=False)
class TooManyTries(Refused):
    """Too many wrong passwords: the next try counts after `wait_s` seconds."""

    wait_s: int


@dataclass(eq=False)
class NoWorkspace(Refused):
    """There is no workspace in `folder`."""

    folder: str


class Damaged(AppError):
    """What is stored is not what was stored."""


@dataclass(eq=False)
class DigestMismatch(Damaged):
    """The content kept as `digest` is not what was put there, or (`gone`) nothing is."""

    digest: str
    gone: bool = False


@dataclass(eq=False)
class StoreDamaged(Damaged):
    """The database in `folder` cannot be read; it is never treated as empty."""

    folder: str


@dataclass(eq=False)
class StoreTooNew(Damaged):
    """A newer version of Kanyan wrote the database in `folder`."""

    folder: str


@dataclass(eq=False)
class UpgradeFailed(Damaged):
    """After the upgrade `what` had `after` rows and not `before`; it was undone."""

    folder: str
    what: str
    before: int
    after: int


@dataclass(eq=False)
class NoBackup(Damaged):
    """The database in `folder` is damaged and there is no sound backup of it."""

    folder: str


@dataclass(eq=False)
class RulesDamaged(Damaged):
    """A file cannot be used: entry `where`, technically `why`; or is not here in `version` yet."""

    file: str
    where: str
    why: str
    version: str = ""


@dataclass(eq=False)
class NoRoom(AppError):
    """The disk of `folder` is full.

    `why`: "", "released" (the reserve was let go: do the same again), "pictures" (only words fit).
    """

    folder: str
    why: str = ""


@dataclass(eq=False)
class DiskFailed(AppError):
    """The disk of `folder` answered with an error; nothing of this step is kept."""

    folder: str


@dataclass(eq=False)
class FolderNotWritable(AppError):
    """Nothing can be written in `folder`."""

    folder: str


@dataclass(eq=False)
class PortTaken(AppError):
    """Another program listens on `port`, or this one may not."""

    port: int


@dataclass(eq=False)
class PrinterRefused(AppError):
    """The printer `name` did not take what was sent to it."""

    name: str = ""


@dataclass(eq=False)
class MeterTrouble(AppError):
    """An instrument at `where` is not read; `found` is what came instead, or which setting."""

    why: str
    where: str = ""
    found: str = ""


@dataclass(eq=False)
class StoreUnusable(AppError):
    """The centre's `store` ("database" or "objects") at `where` cannot be used.

    `said` is the fact behind `why`, such as a version; no password stands in either.
    """

    store: str
    where: str
    why: str
    said: str = ""


class Unreachable(AppError):
    """The centre cannot be had now; the same request may be sent again."""


@dataclass(eq=False)
class Offline(Unreachable):
    """No connection to `url`."""

    url: str = ""


@dataclass(eq=False)
class NotTheCentre(Unreachable):
    """Something answered at `url` that is not the centre (a login page, a proxy)."""

    url: str = ""


@dataclass(eq=False)
class WrongCertificate(Unreachable):
    """Whoever answered at `url` cannot prove to be the centre: a login page, or a wrong clock."""

    url: str = ""


@dataclass(eq=False)
class CentreBusy(Unreachable):
    """The centre asks to come again after `retry_after_s` seconds."""

    retry_after_s: float = 5.0


class Rejected(AppError):
    """The centre said no; sending the same again is no use."""


class SignInFailed(Rejected):
    """Name or password is wrong, or the token has ended."""


class NotAllowed(Rejected):
    """This person may not see or do this."""


@dataclass(eq=False)
class ProtocolTooOld(Rejected):
    """`who` must be updated: "tablet" or "centre"."""

    who: str = "tablet"


@dataclass(eq=False)
class BadRequest(Rejected):
    """The centre could not accept what was sent."""

    code: str = ""
    detail: str = ""
    facts: dict[str, str] = field(default_factory=dict)


class Stopped(AppError):
    """The person stopped what was running; nothing is lost, and it goes on later."""
