"""What dispatchers ask for."""

ROWS = """
unassigned      d 92: unassigned
unassigned      d 86: hasnt ~ tech
unassigned      d 88: order ~ nobody|nocome|waited|hasnt ~ tech|accept|come
outage_open     d 92: outage|cutcable|upkeep ~~ WHEN
outage_open     d 88: WHEN ~~ upkeep
outage_open     d 88: SYM ~~ back|WHEN
outage_open     d 85: outage|cutcable
sick            d 85: dayoff|cantwork
sick            d 84: sick finish? >
today           d 90: ^ search? time time? order|list|appt|what|visits
today           d 90: search time list
today           d 90: look ~ time order|list|appt
today           d 85: ^ time $
today           d 85: time book $
today           d 92: search ~ list
today           d 85: list
search          d 92: search|whereq|howabout ~ num
search          d 88: num ~ whereq|howabout
search          d 85: search
search          d 88: num ~ order
search          d 88: order ~ num
where           d 82: order ~ whereq
"""
