"""The centre's tables: the same on the embedded SQLite and on PostgreSQL.

Every key begins with the organisation, so that the tables can be spread by it. Moments are text in
ISO 8601, records are JSON as text: both come back to the byte, and a text may hold what JSONB would
refuse. Text is compared byte by byte on both, whatever the language of the database: the digest of
a scope hangs on that order.
"""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, types

_BYTEWISE: Final = "C"
String: Final = types.String().with_variant(types.String(collation=_BYTEWISE), "postgresql")
Text: Final = types.Text().with_variant(types.Text(collation=_BYTEWISE), "postgresql")
# SQLite counts by itself only in a column of this very name.
_Count: Final = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("org", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String, nullable=False),
    Index("record_by_case", "org", "case_id"),
    # All that the digest over a scope needs: every round asks for it.
    Index("record_digest", "org", "kind", "id", "case_id", "digest"),
)

record_step = Table(
    "record_step",
    metadata,
    Column("number", _Count, primary_key=True, autoincrement=True),
    Column("org", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("sign", Integer, nullable=False, comment="1 = has come, -1 = has gone"),
    Index("record_step_by_case", "org", "case_id"),
    comment="What became of record since its totals were last reckoned; triggers write it.",
)

case_total = Table(
    "case_total",
    metadata,
    Column("org", String, primary_key=True),
    Column("case_id", String, primary_key=True, comment="empty = all of the organisation"),
    Column("total", String, nullable=False),
    comment="The total of the records of each case up to those steps.",
)

rules = Table(
    "rules",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False, comment="the signed package, to the byte"),
    Column("at", String, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("rev", Integer, nullable=False, comment="the revision it made"),
    Column("device", String, nullable=False),
    Column("body", Text, nullable=False, comment="the change as received"),
    Index("change_by_record", "org", "kind", "record_id", "rev"),
    comment="Every change that was applied, once.",
)

feed = Table(
    "feed",
    metadata,
    Column("seq", _Count, primary_key=True, autoincrement=True),
    Column("org", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("audience", String, comment="only for this person; null = for all who see the case"),
    Column("reason", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("body", Text, nullable=False, comment="the record as it stood at this revision"),
    Column("change_id", String),
    Column("by", String, nullable=False),
    Column("device", String, nullable=False),
    Column("at", String, nullable=False),
    Index("feed_by_org", "org", "seq"),
    comment="Append-only; its order is the order of commits.",
)

member = Table(
    "member",
    metadata,
    Column("org", String, primary_key=True),
    Column("case_id", String, primary_key=True),
    Column("user", String, primary_key=True),
    Index("member_by_user", "org", "user"),
    comment="Who is on the team of a case.",
)

account = Table(
    "account",
    metadata,
    Column("org", String, nullable=False),
    Column("user", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("password", String, nullable=False, comment="argon2id"),
    Column("roles", String, nullable=False, comment="JSON list"),
    Column("active", Boolean, nullable=False, default=True),
)

token = Table(
    "token",
    metadata,
    Column("hash", String, primary_key=True, comment="SHA-256; the token itself is not kept"),
    Column("user", String, nullable=False),
    Column("device", String, nullable=False),
    Column("expires_at", String, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("label", String, nullable=False, default=""),
    Column("certificate", Text, nullable=False, default=""),
    Column("waiting_changes", Integer, nullable=False, default=0),
    Column("waiting_files", Integer, nullable=False, default=0),
    Column("seen_at", String, nullable=False, default=""),
)

device_queue = Table(
    "device_queue",
    metadata,
    Column("org", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("oldest_at", String, nullable=False, comment="UTC; empty = nothing waits, or unknown"),
    comment="Since when the oldest of the changes waits that a tablet told of last.",
)

file = Table(
    "file",
    metadata,
    Column("org", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("case_id", String, primary_key=True, comment="a case whose record names it"),
    comment="Which files the records name, and so who may read them.",
)

stored = Table(
    "stored",
    metadata,
    Column("org", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("size", Integer, nullable=False),
    comment="Files that are in the object store, whole and checked. Written after the object.",
)

in_backup = Table(
    "in_backup",
    metadata,
    Column("org", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, comment="the number of the backup that holds it"),
    comment="Files that were here when a backup began; they count once that one is verified.",
)

upload = Table(
    "upload",
    metadata,
    Column("id", String, primary_key=True),
    Column("org", String, nullable=False),
    Column("user", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("offset", Integer, nullable=False, default=0),
    Column("parts", Integer, nullable=False, default=0),
    Column("made_at", String, nullable=False),
    comment="Uploads under way; their parts lie in the object store.",
)

case_line = Table(
    "case_line",
    metadata,
    Column("org", String, primary_key=True),
    Column("case_id", String, primary_key=True),
    Column("application_no", String, nullable=False),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("customer_class", String, nullable=False),
    Column("status", String, nullable=False),
    Column("rank", String, nullable=False, comment="what the list is sorted by"),
    Column("clock", String, nullable=False, comment="the open clock that ends first, or empty"),
    Column("clock_state", String, nullable=False),
    Column("due_on", String, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("last_at", String, nullable=False, comment="when something last happened"),
    Column("words", Text, nullable=False, comment="what a search looks in, case-folded"),
    Index("case_line_by_rank", "org", "rank", "case_id"),
    Index("case_line_by_number", "org", "application_no"),
    comment="What the list of cases shows: made of the records, rebuilt when missing.",
)

intake = Table(
    "intake",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("name", String, nullable=False, comment="of the file"),
    Column("at", String, nullable=False),
    Column("outcome", Text, nullable=False, comment="what was taken; empty while only looked at"),
    comment="Files of work orders that somebody brought, and what came of them.",
)

stick = Table(
    "stick",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False, comment="who brought it"),
    Column("name", String, nullable=False, comment="of the file"),
    Column("at", String, nullable=False),
    Column("outcome", Text, nullable=False),
    comment="Files of tablets that came by stick; the answers lie in the object store.",
)

trail = Table(
    "trail",
    metadata,
    Column("org", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("no", Integer, primary_key=True, comment="counts the lines as they came"),
    Column("seq", Integer, nullable=False, comment="the number that the tablet gave it"),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("deed", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("content", String, nullable=False),
    Column("told_digest", String, nullable=False),
    Column("told", Text, nullable=False, comment="JSON, sealed where it belongs to a case"),
    Column("layout", Integer, nullable=False, comment="1 = its link says no device"),
    Column("previous", String, nullable=False),
    Column("link", String, nullable=False),
    Column("trouble", String, nullable=False, comment="why it does not fit; empty when it does"),
    Index("trail_by_seq", "org", "device", "seq"),
    Index("trail_by_case", "org", "case_id"),
    comment="The trails of the tablets, as they sent them. Append-only.",
)

trail_head = Table(
    "trail_head",
    metadata,
    Column("org", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("no", Integer, nullable=False, comment="of the line that came last"),
    Column("seq", Integer, nullable=False),
    Column("link", String, nullable=False),
    Column("trouble", String, nullable=False, comment="line:why of the first that did not fit"),
    Column("trouble_at", String, nullable=False),
    comment="Where the chain of each tablet ends, and whether it ever broke.",
)

reserved = Table(
    "reserved",
    metadata,
    Column("org", String, primary_key=True),
    Column("kind", String, primary_key=True, comment="of the record; file = a file's digest"),
    Column("record_id", String, primary_key=True),
    Column("reader", String, primary_key=True, comment="role:NAME or user:NAME"),
    comment="Who alone may see a record that is not for everybody on its case.",
)

clock_doubt = Table(
    "clock_doubt",
    metadata,
    Column("org", String, primary_key=True),
    Column("device", String, primary_key=True),
    Column("word", String, primary_key=True, comment="ahead, offset or backwards"),
    Column("mark", String, primary_key=True, comment="the event, or the line of the trail"),
    Column("seconds", Integer, nullable=False, comment="the device's clock is ahead by so much"),
    Column("since", String, nullable=False, comment="UTC, as until"),
    Column("until", String, nullable=False),
    Column("noted_at", String, nullable=False),
    comment="Where the clock of a device could not be right.",
)

paper_check = Table(
    "paper_check",
    metadata,
    Column("org", String, primary_key=True),
    Column("signature_id", String, primary_key=True),
    Column("report_id", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("pdf", String, nullable=False, comment="the file after this signature"),
    Column("reason", String, nullable=False, default="", comment="empty = to be judged"),
    Column("tries", Integer, nullable=False, default=0),
    Column("subject", String, nullable=False, default="", comment="FORM/id of what it is of"),
    Column("revision", Integer, nullable=False, default=0),
    Column("mended", Boolean, nullable=False, default=False, comment="a newer one is sound"),
    Column("checked_at", String, nullable=False, default=""),
    Index("paper_check_by_case", "org", "case_id"),
    Index("paper_check_by_reason", "reason"),
    comment="What came of judging the files of signed papers.",
)

paper_number = Table(
    "paper_number",
    metadata,
    Column("org", String, primary_key=True),
    Column("report_id", String, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("doc_no", String, nullable=False),
    Column("record_digest", String, nullable=False),
    Index("paper_number_by_number", "doc_no"),
    Index("paper_number_by_digest", "record_digest"),
    comment="Papers by what is printed on them.",
)

case_key = Table(
    "case_key",
    metadata,
    Column("org", String, primary_key=True),
    Column("case_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("wrapped", Text, nullable=False, comment="by the master key; empty = destroyed"),
    Column("destroyed_at", String, nullable=False),
    comment="The keys by which personal fields of a case are sealed wherever they are stored.",
)

audit = Table(
    "audit",
    metadata,
    Column("org", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("device", String, nullable=False),
    Column("deed", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("told_digest", String, nullable=False),
    Column("told", Text, nullable=False, comment="JSON, sealed where it belongs to a case"),
    Column("previous", String, nullable=False),
    Column("link", String, nullable=False),
    Index("audit_by_case", "org", "case_id"),
    comment="The centre's own trail: sign-ins, views of identity data, exports. Append-only.",
)

revoked = Table(
    "revoked",
    metadata,
    Column("org", String, primary_key=True),
    Column("serial", String, primary_key=True, comment="of the certificate, in decimal"),
    Column("device", String, nullable=False, comment="or, of a person's own key, his user id"),
    Column("at", String, nullable=False),
    comment="Certificates of tablets and of persons' own keys that count no more.",
)

issued_key = Table(
    "issued_key",
    metadata,
    Column("org", String, primary_key=True),
    Column("serial", String, primary_key=True, comment="of the certificate, in decimal"),
    Column("person", String, nullable=False, comment="user id"),
    Column("at", String, nullable=False),
    Column("ends_at", String, nullable=False),
    comment="Persons' own signing keys that were made here, one certificate each.",
)

APPEND_ONLY: Final = (trail, audit, revoked, issued_key)
"""Tables in which the database itself refuses to change or delete a row."""
