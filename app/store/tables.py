"""The tables of the tablet's database, and nothing else."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

record = Table(
    "record",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("org", String, nullable=False),
    Column("body", Text, nullable=False, comment="the record as plain JSON, my edits included"),
    # With the id, or SQLite reads all records of the kind to have them in order.
    Index("record_of_case", "case_id", "kind", "id"),
)

agreed = Table(
    "agreed",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("body", Text, nullable=False, comment="the record as last seen in the centre's feed"),
    Column("digest", String, nullable=False),
    Column("seq", Integer, nullable=False, server_default="0", comment="its line; 0 = unknown"),
    Column("by", String, nullable=False, server_default=""),
    Column("seal", String, nullable=False, server_default="", comment="the centre's, or empty"),
    # All that the digest over it needs: records would be decrypted page by page to come to theirs.
    Index("agreed_digest", "kind", "id", "digest"),
    comment="Moved by the feed alone.",
)

agreed_step = Table(
    "agreed_step",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("sign", Integer, nullable=False, comment="1 = has come, -1 = has gone"),
    comment="What became of agreed since its total was last reckoned; triggers write it.",
)

agreed_total = Table(
    "agreed_total",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("total", String, nullable=False),
    comment="One row: the total of agreed up to those steps; none = to be reckoned anew.",
)

former = Table(
    "former",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("epoch", String, nullable=False, comment="the life of the centre that had it so"),
    Column("rev", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("seal", String, nullable=False),
    comment="What was agreed with a life of the centre that is no more, until the fork is read.",
)

case_index = Table(
    "case_index",
    metadata,
    Column("number", Integer, primary_key=True, comment="settles the order of equals"),
    Column("id", String, nullable=False, unique=True),
    Column("application_no", String, nullable=False),
    Column("customer_name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("customer_class", String, nullable=False),
    Column("status", String, nullable=False),
    Column("due", Integer, nullable=False, comment="last day of its open clock, as an ordinal"),
    Column("clock", Text, nullable=False, comment="that clock as JSON, or empty"),
    Column("words", Text, nullable=False, comment="what a search looks through, folded"),
    Column("stamp", String, nullable=False, comment="rules, and where it matters day, of this row"),
    # Order and search are answered from here alone: most rows of a search are never looked at.
    Index("case_by_due", "due", "application_no", "words"),
    Index("case_by_stamp", "stamp"),
    comment="One narrow row a case for the list, made anew whenever the case or its events change.",
)

draft = Table(
    "draft",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("path", String, primary_key=True, comment="field path as a JSON list of names"),
    Column("value", Text, nullable=False, comment="JSON; null = taken away"),
    Column("kept_at", String, nullable=False),
    comment="Fields typed but not yet recorded; they lie over the record.",
)

place = Table(
    "place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    comment="Where the person is: one row.",
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("change_id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("body", Text, nullable=False, comment="the Change as JSON"),
    Column("state", String, nullable=False, comment="queued | received | held | refused"),
    Column("tries", Integer, nullable=False, default=0, comment="0: may still be coalesced"),
    Column("reason", String, nullable=False, default=""),
    Index("outbox_by_record", "kind", "record_id"),
    Index("outbox_by_case", "case_id"),
    # Each turn of a push counts what waits: without it every change would be decrypted for that.
    Index("outbox_by_state", "state", "seq"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("change_id", String, nullable=False, comment="my change that is held back"),
    Column("path", String, nullable=False),
    Column("mine", Text, nullable=False),
    Column("mine_by", String, nullable=False),
    Column("mine_at", String, nullable=False),
    Column("theirs", Text, nullable=False),
    Column("theirs_by", String, nullable=False),
    Column("theirs_at", String, nullable=False),
    Column("kept", String, comment="mine | theirs; null while open"),
    Column("settled_at", String),
    Column("settled_by", String),
    comment="Both values of every same-field conflict, kept for good.",
)

cursor = Table(
    "cursor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("agreed_at", String, comment="when both sides last had the same digest"),
    Column("clock_offset_s", Integer, nullable=False, default=0),
)

blob = Table(
    "blob",
    metadata,
    Column("digest", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("rank", Integer, nullable=False, comment="lower goes first: papers, copies, originals"),
    Column("state", String, nullable=False, comment="here | received | wanted | attention"),
    Column("upload", String, nullable=False, default="", comment="where its upload goes on"),
    Column("reason", String, nullable=False, default=""),
    comment="Every file that a record names, and whether the centre has it.",
)

trail = Table(
    "trail",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("deed", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("content", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("link", String, nullable=False),
    Column("device", String, nullable=False, server_default=""),
    Column("case_id", String, nullable=False, server_default=""),
    Column("told_digest", String, nullable=False, server_default=""),
    Column("told", Text, nullable=False, server_default="", comment="JSON, or empty"),
    Index("trail_of_case", "case_id", "seq"),
    comment="The hash chain over deeds.",
)

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
