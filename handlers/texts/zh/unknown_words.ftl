# Words that nobody understood, and how they reach a person.
unknown-words =
    这句我没听懂,不过不会落下您的事:
    点一下就能原样转给人工,或者从菜单里选。也可以直接说「宽带坏了,明天下午来人」「改到周五」。
unknown-technician = 这句我没听懂。可以点一下原样转给调度;/today 看今天的单,/help 看能做什么。
unknown-dispatcher = 这句我没听懂。发单号、电话或姓名可以查单;/today 今日,/unassigned 未派,/late 超时,/tasks 待办。
unknown-command = 没有这个命令。可以这样开始:
unknown-long = 这条消息太长了({ $count } 字),一次最多 { $most } 字。请挑要紧的说,或分几条发。
unknown-visits = 我的预约
pass-on-dispatch = 💬 发给调度
pass-on-technician = 💬 发给{ $name }师傅
pass-on-dispatch-done = ✅ 已原样转给调度,有专人跟进,回复会出现在这里。
pass-on-technician-done = ✅ 已原样转给师傅,回复会出现在这里。
pass-on-gone = 这句话已经转过了,或者隔得太久了。需要的话,请再写一次。
pass-on-not-reachable = 现在不能给师傅留言(还没接单,或这单已结束)。可以转给调度。
