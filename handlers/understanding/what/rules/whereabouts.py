"""Where the technician is."""

ROWS = """
# the way of the technician, before "does not come" can mean "need not come"
change          c 80: ^ neg time finish? , time|time_noun
where           c 82: book|promised|appt ~ time|num ~~ already ~ time|num finish?
where           c 80: promised ~ time|num ~~ time|num already finish
where           c 82: ^ whereq ~ tell
where           c 82: promised|quote|visits|appt ~~ time|num|dur ~~ nowpast
where           c 82: promised|quote ~ num ~ num ~ finish num already
where           c 80: ^ waitedfor ~ dur
where           c 82: tech quote ~ dur ~ dur|already
where           c 82: willcome
where           c 74: ^ quote time come ; already
where           c 82: quote ~ num|time , finish? num|time already $
where           c 80: quote ~ time come , ~ time? whenq
change          c 84: tech can|whether|polite ~ time|time_noun time? ~ come
change          c 84: tech can change ~ come
where           c 76: tech ~ time come finish? ask? $
where           c 85: tech human ~ ask|hasnt
where           c 82: arrive ~ ask|hasnt|whether
where           c 84: whether ~ depart
where           c 82: whether ~ arrive
book            cd 82: whether ~ tech can ~ come
where           c 75: tech ~ nobody
where           c 82: ^ depart ask|whether|hasnt
where           c 90: nocome|waited
where           c 88: ishe ~ come|gocome|left|depart|arrive|whereq|time|unassigned
where           c 80: ^ come finish? hasnt|ask
where           c 86: whereq|whenq ishe
where           c 82: ishe late
where           c 68: ishe
where           c 80: mine ~ whenq finish? $  # and when is it our turn?
where           c 90: tech ~ whereq
where           c 80: tech ~ whenq
where           c 80: whenq ~ come|gocome|tech
where           c 80: how ~ hasnt|noone
where           c 88: tech ~ late
where           c 85: tech ~ depart
where           c 82: depart|left|arrive hasnt finish? $
where           c 78: excuse ~ whereq finish? $
where           c 85: gocome ~ whereq finish? ask? $
where           c 85: whether ~ tech ~ left|depart|come
where           c 80: promised ~~ already ~ time|num
where           c 65: promised ~~ nocome|waited|time ~ time|num
where           c 78: promised ~~ come|gocome
where           c 82: tech ~ depart|arrive|gocome|left ~ hasnt|neg
where           c 85: still no tech|come
where           c 85: still unassigned
where           c 85: still|how|howabout ~ NOT ~ come|gocome|arrive|tech|depart
where           c 85: hasnt ~ come|gocome|arrive|depart
where           c 85: still ~ come neg come
where           c 85: still ~ come ~ whereq|finish|ask
where           c 85: tech ~ depart|arrive|gocome ~ ask|hasnt
"""
