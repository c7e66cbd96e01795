"""On the premises of a holder a list that is not what was published is found (T5)."""

from __future__ import annotations

from pathlib import Path

from accord.exchange.machine import open_machine, publish_lists
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.premises_tags import rebuild_published
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, basis, make_two

KINDS = (IdentifierType.FIREARM, IdentifierType.PLATE)


def test_an_honest_holder_and_one_that_lists_more_than_it_published(tmp_path: Path) -> None:
    _, holder = make_two(tmp_path, now=NOW, bases=[basis(kind) for kind in KINDS])
    assert rebuild_published(holder, ALDORIA, NOW, workers=1) == (), "nothing is published yet"
    with open_machine(holder, NOW) as machine:
        publish_lists(holder, machine.log, NOW, workers=1)
    found = rebuild_published(holder, ALDORIA, NOW, workers=1)
    assert [each.scope for each in found] == [
        f"{kind.value} for investigation in epoch {int(NOW.timestamp()) // 86_400}" for kind in KINDS
    ]
    assert all(each.is_same and each.is_key and not each.missing and not each.foreign for each in found)
    assert rebuild_published(holder, BRENVIA, NOW, workers=1) == (), "it publishes nothing for itself"

    path = holder.folder.list_of(IdentifierType.PLATE)
    path.write_text("country,plate\nSRB,BG-123-AA\n", encoding="utf-8")
    changed = {each.scope.split()[0]: each for each in rebuild_published(holder, ALDORIA, NOW, workers=1)}
    assert changed["firearm"].is_same
    assert not changed["plate"].is_same
    assert changed["plate"].foreign == 1
