"""The list of cases in one narrow row each, in order of their deadlines.

The rows of old are too little to tell status and deadline: each is written anew from its record,
marked out of date, and made whole when the list is first brought up to date.
"""

from alembic import op
from sqlalchemy import text

from app.store import tables

revision = "0002"
down_revision = "0001"

_FROM_RECORDS = """
INSERT INTO case_index
  (id, application_no, customer_name, address, customer_class, status, due, clock, words, stamp)
SELECT id, json_extract(body, '$.application_no'), json_extract(body, '$.customer.name'),
  json_extract(body, '$.site.address'), json_extract(body, '$.customer_class'), 'DRAFT', 9999999,
  '', lower(json_extract(body, '$.customer.name') || char(10)
            || json_extract(body, '$.site.address')), ''
FROM record WHERE kind = 'case'
"""


def upgrade() -> None:
    """Replace the table; find records and what waits by their case."""
    connection = op.get_bind()
    tables.case_index.drop(connection, checkfirst=True)
    tables.case_index.create(connection)
    connection.execute(text(_FROM_RECORDS))
    connection.execute(text("DROP INDEX IF EXISTS record_by_case"))
    for index in (*tables.record.indexes, *tables.outbox.indexes):
        index.create(connection, checkfirst=True)
