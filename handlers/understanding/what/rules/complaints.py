"""Help, complaints, one's own visits and somebody to talk to: asked for with words that mean other wishes elsewhere."""

ROWS = """
# help about the product comes before single words in it are read
help            ctd 84: excuse ~ can ~ handle ~ what
help            ctd 92: help
book/repair     c 88: SYM complain
book/repair     c 88: complain SYM
complain        c 84: tech mine ~ broken|cutcable finish? $
complain        c 85: human ~ sym_dial|nobody
complain        c 88: household ~ harm
complain        c 88: harm ~ household
complain        c 84: tech|charged ~ charged|want ~ money
complain        c 84: charged ~ money
complain        c 88: manner ~ bad
complain        c 82: tech ~~ household finish? ~ broken|sym_dev|cutcable
complain        c 88: repair ~ tech ~ manner|complain
complain        c 86: nocome|willnot ~~ mine ~ remove
complain        c 92: complain human
complain        c 92: complain
help            ctd 86: usually ~~ whenq
help            ctd 86: whenq ~~ usually ~~ fixed|repair|install|movehome|back
help            ctd 86: whenq ~~ usually
help            c 82: fixed maybe? whenq
help            ctd 75: ^ how $
help            ctd 70: ^ polite $
human           c 82: advance ~ dur ~ phone|human  # 提前半小时打电话
later           c 88: later|confirm ~~ if|later ~~ list
later           c 88: later ~ list
my_visits       c 80: desk|quote ~ polite? confirm ~ fixed|finish
where           c 88: visits|appt ~ time|num ~~ nowpast ~ time|num
my_visits       c 90: confirm yes visits
my_visits       c 90: visits
my_visits       c 86: appt|order|book ~ valid
my_visits       c 84: ^ mine? time time? yes? already? valid
my_visits       c 84: ^ still ~ time_noun ma|ask
my_visits       c 84: appt|order still ask? $
my_visits       c 86: whether ~ appt|order|visits ~ keeps
my_visits       c 86: come|appt|time_noun ~ time still time
my_visits       c 86: install|remove|movehome|repair|order ~ whichday
my_visits       c 86: tech|order ~ yes? whichday ~ come
my_visits       c 86: whichday ~ tech
my_visits       c 90: whenq|time|appt|order|time_noun ~~ forgot
my_visits       c 90: forgot ~~ whenq|time|appt|time_noun
my_visits       c 70: confirm ~ what
my_visits       c 80: promised|quote|yes ~ time ~~ howabout|how whether? ~ time
my_visits       c 80: whether num|time num|time ~ ask  # is it ten or two?
my_visits       c 82: mine ~ order ~ whereq|whenq|how
my_visits       c 84: mine ~ what order
my_visits       c 84: mine what? order? list ask? $
my_visits       c 84: ^ look|search|polite? list finish? $
my_visits       c 90: whenq|whereq|what mistake
my_visits       c 84: you? confirm yes? whenq|whichday
my_visits       c 86: otherday ~~ what|whenq|visits
my_visits       c 88: search ~ mine|appt|order
my_visits       c 86: look|search whenq come|appt
my_visits       c 84: look ~ mine ~ order|appt
my_visits       c 84: ^ polite? look appt|order ask? $
my_visits       c 86: appt|order num? search
my_visits       c 85: appt|order ~ whenq
my_visits       c 86: book finish? what
my_visits       c 85: whenq ~ appt
my_visits       c 80: ^ search? mine appt|order $
my_visits       c 85: what ~ mine? ~ book|appt|order
human           c 92: change|let|want|obtain|polite|search|can|whether ~ human
"""
