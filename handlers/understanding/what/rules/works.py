"""The works: a repair, a new line, a move, a removal; and a visit for nothing in particular."""

ROWS = """
help            c 80: want? repair|install|remove|movehome whenq ask? $  # 大概要修多久
book/remove     cd 90: remove
book/move       cd 90: movehome
book/install    cd 91: newplace ~~ install|pull|obtain|want|handle ~ SVC
book/install    cd 91: install|pull|obtain ~~ newplace
book/install    cd 91: newplace ~ want ~ SVC
book/move       c 90: want ~ device ~ room
book/move       c 90: device ~~ room ~ instead
book/install    cd 91: want ~ SVC ~~ newplace
book/install    cd 91: newplace ~~ install|pull
book/move       cd 86: newplace ~~ SVC
book/move       cd 86: SVC ~~ newplace
book/move       cd 60: newplace
book/remove     cd 88: want|polite|obtain ~ cutoff
book/repair     cd 90: SVC ~~ SYM|repair|bad
book/repair     cd 90: SYM ~~ SVC|repair
book/repair     cd 90: repair|look ~ SVC|SYM
book/repair     cd 90: repair ~ come
book/repair     cd 85: come|tech ~ repair|look
book/repair     cd 85: sym_none|sym_slow|sym_drop|sym_dial|sym_noise|sym_dev|broken|cutcable
book/install    cd 92: install|obtain|handle ~ SVC
book/install    cd 74: SVC ~ handle
book/install    cd 85: SVC ~ install
book/install    cd 88: pull ~ SVC
book/install    cd 85: install
book/repair     cd 80: repair
book/repair     cd 80: mbps ~~ come|tech|look
book/repair     c 72: polite ~ look
book/repair     cd 80: polite|tech|come|can|whether ~ SVC ~ look
book/repair     cd 74: SVC ~~ look
book/repair     cd 80: net|phone ~ hasnt $
book/repair     cd 85: neg|hasnt starts|works
book/repair     cd 80: SVC ~ neg ~ starts|works
book/repair     cd 70: mbps ~~ SYM|neg|still|bad
book/repair     cd 70: can|still|obtain|mine ~ mbps
book/install    cd 70: want SVC
book/install    cd 70: SVC ~~ want
book/install    c 70: lease
book            cd 75: ^ appt time time? time? num? ask? $
book            cd 88: book
book            cd 80: ASKING ~ appt
book            cd 80: come tech
book            cd 78: ^ come come
book            cd 82: come ~ WHEN
book            cd 82: WHEN ~ come
book            cd 75: polite|want|whether|can ~ come
book            cd 75: come whether $
book            cd 80: want|let|obtain tech
book            cd 80: how ~ appt|book
where           c 80: come|gocome ~ ask
book            cd 70: ^ appt $
book            c 55: ^ can? come finish? $
"""
