"""A composed paper made a file: its story set on pages, its record inside, its fields to sign."""

from collections.abc import Callable, Iterable

from reportlab.platypus import Flowable

from app.documents import page
from app.documents.archive import FieldPlace, archive
from app.documents.text import use_font
from app.domain.paper import Issue

Story = Callable[[list[FieldPlace]], Iterable[Flowable]]
"""What stands on the paper; where its signers sign is told to the list as it is drawn."""


def drawn(title: str, issue: Issue, story: Story, *, wide: bool = False) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Its first pages lie on their side where it is `wide`. Equal papers give equal bytes.
    """
    use_font()
    places: list[FieldPlace] = []
    footer = page.Footer(title, issue)
    pages = page.build(list(story(places)), footer, wide=wide)
    return archive(pages, f"{title} {issue.doc_no}", issue.record, issue.issued_at, places)
