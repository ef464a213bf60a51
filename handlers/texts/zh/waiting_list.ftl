# The waiting list: a freed earlier slot goes to the first tap.
waiting-joined = ✅ 记下了,现在的时间照样给您留着
waiting-free-already = ✨ 现在就有更早的时间,点一个就改
waiting-already = 已经在帮您留意更早的时间了 🔔
waiting-left = 好的,就按原来的时间
waiting-which = <b>哪一个想早点来?</b>
waiting-this = 🔔 { $kind } { $when }
waiting-free = ✨ 有更早的时间空出来了
waiting-new = 🆕 { $window }
waiting-old = 🕑 您现在约的是 { $window }
waiting-first = 可能也问了别的客户,先点先得;{ $until } 前有效。
waiting-take = 改到 { $at }
waiting-keep = 不用,原时间就好
waiting-taken = ✅ 改好了!上门时间提前了
waiting-gone = 慢了一步,这个时间刚被约走。您原来的时间不变
waiting-kept = 好的,原来的时间不变
waiting-too-near = 师傅很快就来了。要催一下的话,点一下就原样转过去。
