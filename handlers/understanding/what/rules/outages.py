"""Outages; before faults, which are told with the same words."""

ROWS = """
outage          t 85: outage|upkeep ~~ ask|whether|whenq
outage          t 85: whether|ask ~~ outage|upkeep
outage          t 75: ^ outage $
other_fault     c 88: otherfault
outage          c 90: back|fixed ~~ tell|remind
outage          c 88: tell|remind ~~ back|fixed
later           c 86: WHEN ~~ remind
later           c 85: remind ~~ WHEN
later           c 80: remind
outage          c 86: whether ~ upkeep|cutcable
outage          c 78: sym_none|cutcable finish? ma
outage          c 78: time ~ sym_none|cutcable ask
book/repair     c 88: device|phone|sym_noise|sym_dial|sym_dev|sym_drop ~~ whether broken
book/repair     c 86: whether broken ~~ device|phone
outage          c 82: whether broken
outage          c 78: ^ time? ~ net ~ broken ask
book/repair     c 88: outage time ~~ SYM
outage          c 82: alsothem ~~ SYM|hasnt|neg
outage          c 84: upkeep ~ ask
book/repair     cd 88: come|appt|book|polite|want|let|time ~ upkeep
outage          c 90: outage|upkeep ~~ selfheal ~ neg|hasnt|ask
outage          c 88: nobody|noone ~ area|street ~~ fixed|works|okuse
book/repair     c 86: device|net|phone ~ alldown
outage          c 88: alldown
outage          c 86: cutcable ~~ whenq
outage          c 90: outage|upkeep
book/install    c 88: install|pull|handle ~~ whenq ~ fixed|back
outage          c 85: whenq ~ back|fixed|returned
outage          c 85: whether ~ area|already ~ SYM
outage          c 85: SYM ~~ street
outage          c 85: street ~~ SYM
outage          c 75: whether ~ street|upkeep|works
outage          c 85: area ~ whether ~ SYM
outage          c 85: area ~ already ~ SYM
outage          c 70: area SYM ~ ask|whenq
outage          c 80: back ~ ask|hasnt
outage          c 70: whether ~ fixed
outage          c 70: fixed finish? ask|no
outage          c 70: fixed hasnt $
outage          c 75: whenq ~ repair $
"""
