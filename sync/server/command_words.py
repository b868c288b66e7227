"""What whoever runs the centre reads when a command cannot go on; tablets read `ui/wording.py`."""

from typing import Final

from app.errors import (
    AlreadyOpen,
    AppError,
    FolderNotWritable,
    PortTaken,
    RulesRefused,
    StickRefused,
    StoreDamaged,
    StoreUnusable,
    UnknownRecord,
)
from sync.server.places import DATABASE, OBJECTS
from sync.server.stick_command import stick_sentence


def sentence(error: AppError) -> str:
    """Why it cannot, and what to do about it."""
    match error:
        case PortTaken(port=port):
            return f"Port {port} is taken or not allowed; choose another one with --port."
        case UnknownRecord():
            return _UNKNOWN_SENTENCES[error.kind].format(id=error.record_id)
        case FolderNotWritable(folder=folder):
            return f"Nothing can be written in {folder}; choose another one with --folder."
        case AlreadyOpen(folder=folder):
            return f"Another centre serves {folder}; stop that one first."
        case StoreDamaged(folder=folder):
            return f"What is kept in {folder} cannot be read; bring back its backup."
        case RulesRefused(why=why, file=file, where=where, found=found):
            return _RULES_SENTENCES[why].format(file=file, where=where, found=found)
        case StickRefused():
            return stick_sentence(error)
        case StoreUnusable():
            return _store_sentence(error)
        case _:
            return f"The centre cannot go on: {error!r}"


_RULES_SENTENCES: Final = {
    "nothing_new": "There is nothing new in that folder, so nothing was published; put changed"
    " files in it under names such as calendars/china.yaml.",
    "unknown_file": "{file} is no file of rules, so nothing was published; take it out or put it"
    " under a name such as limits/limits.yaml.",
    "same_version": "{file} has changed but not its version {found}, so nothing was published;"
    " raise `version:` in it (limits.yaml and inputs.yaml together).",
    "damaged": "{file} cannot be used (at {where}), so nothing was published; correct it.",
    "reaches_back": "Rule {where} of {file} would change clocks that run already, so nothing was"
    " published; close rules by effective_to from today on, and let new ones begin tomorrow or"
    " later.",
    "old_key": "The key here is older than the one that signed the last rules; copy rules-key.pem"
    " and rules.pem from the centre that published them, or add --new-key.",
    "too_large": "The rules are larger than 16 MB, so nothing was published.",
}
_DATABASE_SENTENCES: Final = {
    "bad_address": "--database is no address of a database; write it as"
    " postgresql://user:password@host:5432/name, with %40 for an @ in the password.",
    "unreachable": "No PostgreSQL answers at {where}; start it there, or correct --database.",
    "password": "PostgreSQL at {where} does not accept this user and password; correct them in"
    f" --database or {DATABASE}.",
    "missing": "There is no database {where}; make it with createdb, or correct --database.",
    "forbidden": "The user may not make tables in {where}; make him the owner of that database.",
    "read_only": "{where} is read-only, a standby perhaps; name the primary in --database.",
    "busy": "PostgreSQL at {where} is starting, stopping or full; try again in a minute.",
    "refused": "PostgreSQL at {where} said no: {said}. Correct --database and start again.",
    "too_old": "{where} is PostgreSQL {said}; the centre needs 15 or newer.",
    "encoding": "{where} keeps text in {said}; make a database with ENCODING 'UTF8'.",
    "not_ours": "{where} holds another program's tables; give the centre a database of its own.",
    "too_new": "A newer version of the centre wrote {where}; update this one and start again.",
    "embedded": "The centre of this folder has its database in it, {where}; leave --database out,"
    " or choose another --folder.",
    "moved": "The centre of this folder has its database at {where}; name that in --database"
    f" or {DATABASE}. If it has moved for good, delete {{said}} and start again.",
    "no_authority": "The certificate authority of this database is not in {where}; copy it there"
    " from the folder of the first centre or from its backup.",
    "other_key": "The key of the personal data in this database, personal.key, is not in {where};"
    " copy it there from the folder of the first centre or from its backup.",
    "backup_elsewhere": "This centre is not one folder ({where}): take a number with"
    " backup-position, back up the database with its own tools and then the bucket, try the"
    " backup, and tell the number with note-backup.",
    "not_empty": "There is something in {where} already; name a new folder in --folder.",
    "no_position": "No backup was begun under the number {where} in this life of the centre; take a"
    " number with backup-position, and tell that one when its backup was tried.",
    "no_backup": "There is no backup in {where}; name the folder that backup --to had.",
    "backup_damaged": "The backup in {where} is not whole ({said}), so nothing was done with it;"
    " make another one, or take an older one.",
    "other_authority": "{where} holds the certificate authority of another centre; copy the one"
    " of this database there.",
}
_OBJECTS_SENTENCES: Final = {
    "bad_address": "--objects is no address of a bucket; write it as s3://bucket/prefix, and keys"
    " in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "unreachable": "No object store answers for {where}; check AWS_ENDPOINT_URL and AWS_REGION.",
    "password": "The object store does not know these keys for {where}; check AWS_ACCESS_KEY_ID"
    " and AWS_SECRET_ACCESS_KEY.",
    "missing": "There is no bucket for {where}; make it, or correct --objects.",
    "backup_damaged": "The backup in {where} is not whole ({said}), so nothing was done with it;"
    " make another one, or take an older one.",
    "forbidden": "These keys may not read, write, list and delete in {where}; allow them to.",
    "damaged": "What is written to {where} comes back changed; use another object store.",
    "embedded": "The centre of this folder has its files in it; leave --objects out, or copy what"
    " is in {where} to the bucket, move it away and start again.",
    "moved": "The centre of this folder has its files at {where}; name that in --objects or"
    f" {OBJECTS}. If they have moved for good, delete {{said}} and start again.",
}
_UNKNOWN_SENTENCES: Final = {
    "case": "This organisation has no case {id}; see the address of its page.",
    "person": "Nobody signs in as {id} in this organisation; see add-user.",
    "device": "This organisation has no tablet {id} that has joined (see the page of tablets), and"
    " no key of that number was made for it (see issued-keys).",
    "file": "A file is missing in the object store ({id}); bring back its backup.",
}


def _store_sentence(error: StoreUnusable) -> str:
    match error.store:
        case "time_authority":
            return _TIME_SENTENCE.format(where=error.where or "nothing is named")
        case "database":
            return _DATABASE_SENTENCES[error.why].format(where=error.where, said=error.said)
        case _:
            return _OBJECTS_SENTENCES[error.why].format(where=error.where, said=error.said)


_TIME_SENTENCE: Final = (
    "KANYAN_TSA_CA is no certificate ({where}); name the file of the one that the timestamp server"
    " at KANYAN_TSA hangs from."
)
