"""The rules: which concepts, in which order, are which wish.

A pattern is a row of concepts from the lexicons:
`a|b` either, `x?` maybe, `^` and `$` the ends of a clause, `>` its end or a word of thanks, `,` a clause may end here, `;` it does end here,
`~` at most three other concepts of the same clause, `~~` at most eight of the same sentence, `!` nothing else stands beside it.
Rules are tried in order and a rule claims the words it read: what it claimed, no later rule reads again.
A row is: the wish, who says it (c customer, t technician, d dispatcher), the confidence in percent, the concepts.
"""

from handlers.understanding.what.patterns import read_rules
from handlers.understanding.what.rules import (
    answers,
    calling_off,
    complaints,
    confirming,
    dispatchers,
    mixed,
    outages,
    speech,
    states,
    technicians,
    whereabouts,
    works,
)

_IN_ORDER = (
    speech,
    technicians,
    dispatchers,
    complaints,
    mixed,
    whereabouts,
    outages,
    states,
    calling_off,
    confirming,
    works,
    answers,
)

RULES = read_rules("\n".join(part.ROWS for part in _IN_ORDER))
