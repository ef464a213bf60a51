# The second confirmation (二次确认).
confirm-ask = 跟您确认一下上门时间,还合适吗?
confirm-done = 👌 好的,上门前半小时会再提醒您
confirm-done-soon = 👌 好的,师傅很快就到
confirm-already = 👌 没错,就是这个时间
confirm-sure = 您是说这个时间没问题吗?点一下就确认
confirm-not = 好的,那改个时间,还是取消?
confirm-which = <b>您要确认哪一个?</b>
confirm-this = ✅ { $kind } { $when }
confirm-is-it-fixed = 师傅已经完工。您那边好了吗?
