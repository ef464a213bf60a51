# What a person has to do.
task-phone_confirm = 电话确认
task-phone_notice = 电话告知
task-phone_reschedule = 电话改约
task-phone_blocked = 客户收不到消息
task-unassigned = 没人接单
task-no_slot = 没有档期
task-absence = 师傅请假
task-message = 留言未回
task-not_departed = 还没出发
task-not_entered = 没有回单
task-missed = 没有上门
task-withdrawal = 客户要退单
task-where = 地址待定
task-not_fixed = 客户说没好
task-outage_update = 停网要通报
task-outage_visit = 施工期间的上门
task-somebody = 客户

list-tasks = { $count ->
    [0] <b>✅ 待办</b>
   *[other] <b>✅ 待办 · { $count } 件</b>,最急的在前
}
list-tasks-none = 没有待办。
task-line = { $number }. { $what } · { $about }{ $owner }
task-line-owner = {" "}({ $name } 在办)

task-title-phone_confirm = ☎ 打电话请 { $person } 确认:{ $window }
task-title-phone_notice = ☎ 打电话告诉 { $person }(消息没送到)
task-title-phone_notice-confirm-ask = ☎ 打电话请 { $person } 确认:{ $window }
task-title-phone_notice-half-hour-notice = ☎ 打电话告诉 { $person }:{ $led ->
    [no] 师傅还在安排,约的是
   *[yes] { $technician }师傅快到了,
} { $window }
task-title-phone_notice-slots-ready = ☎ 打电话告诉 { $person }:资源好了,请约上门时间
task-title-phone_notice-moved = ☎ 打电话告诉 { $person }:上门改到 { $window }
task-title-phone_notice-move-asked = ☎ 打电话和 { $person } 商量改时间:原 { $window }
task-title-phone_notice-move-withdrawn = ☎ 打电话告诉 { $person }:不用改时间了,仍是 { $window }
task-title-phone_notice-in-time = ☎ 打电话告诉 { $person }:师傅不晚了,预计 { $eta }
task-title-phone_notice-running-late = ☎ 打电话告诉 { $person }:师傅会晚到,预计 { $eta }
task-title-phone_notice-not-there-yet = ☎ 打电话向 { $person } 致歉:师傅还没到,{ $window }
task-title-phone_notice-is-it-fixed = ☎ 打电话问 { $person }:修好了吗?
task-title-phone_reschedule = ☎ 打电话和 { $person } 改约({ $reason }),客户还没答应
task-title-phone_blocked = 📵 { $person } 收不到我们的消息,请电话告知上门安排
task-title-unassigned = 📭 没有师傅接这张单
task-title-no_slot = 📅 时限内没有档期,请想办法{ $wished ->
    [no] {""}
   *[other] (客户希望 { $text })
}
task-title-absence = 🤒 { $technician }师傅请假({ $reason }),这一单要另行安排
task-title-message = 💬 { $person } 的留言还没人回
task-title-not_departed = 🛵 { $technician }师傅到点还没出发
task-title-not_entered = 🧾 装通了还没回单,请提醒 { $technician }师傅
task-title-missed = ⚠️ 约好的上门没有去,请向 { $person } 道歉并改约
task-title-withdrawal = 🚪 { $person } 不想办了,请挽留或走退单流程
task-title-where = 📍 这个地址属于哪个片区?{ $address }
task-title-not_fixed = 🔧 { $person } 说没好,请尽快安排再上门
task-title-outage_update = 📣 停网 { $place }:说好的下次通报时间到了
task-title-outage_visit = 🛠 { $place } 计划施工期间有上门:{ $window }

task-ring = ☎ { $name } · <code>{ $phone }</code>
task-ring-no-phone = ☎ { $name }(没有留电话)
task-attempts = 🔁 已打 { $attempts } 次没打通
task-owned = 🙋 { $name } 在办
task-owned-by-you = 🙋 您在办
task-is-done = ✅ 已办完
task-is-withdrawn = ✅ 已不用办了

task-result-told = 已告知
task-result-reminded = 已提醒
task-result-apologised = 已道歉,客户再约
task-result-agreed = 已和客户说好
task-result-as_planned = 照常上门
task-result-stays = 客户留下了
task-result-passed_on = 已转退单流程
task-result-answered = 已答复
task-result-settled = 已处理
task-result-booked = 已约时间
button-not-reached = 没打通
button-take-task = 我来办
button-wants-other-time = 客户要改时间
button-wants-cancel = 客户要取消
button-task-undo = 撤销
button-order-from-task = 选片区,建单
task-taken-already = 已经有同事在办了。
task-done = ✅ { $what }:{ $result }。
task-undone-visit-gone = ↩️ 已撤销,还是待办。原来 { $at } 的上门时间已经不能用了,要来人请另约。
task-undone = ↩️ 已撤销,还是待办。
task-tried = 🔁 记下了,{ $again } 提醒您再打。

absence = <b>🤒 { $name }请假,留下 { $count } 单</b>
absence-line = { $number }. <b>{ $when }</b> { $customer } · { $kind } · { $area }
absence-nobody = 这个时间没有别人有空
absence-begun = 人已经在客户家,没做完
absence-none = 都安排好了。
off-reported = 🤒 { $name }请假({ $reason }):{ $span }。{ $count ->
    [0] 没有受影响的上门。
   *[other] 有 <b>{ $count }</b> 单要另行安排。
}
button-absence = 看谁能接

away-who = 谁请假?
away-which = 是哪一位、哪天?
away-who-when = { $name } · { $span }
away-not-noted = 🗓 { $span }。还没有登记;登记后这段时间不再给这位师傅派单。
button-away-note = 📝 登记请假
away-noted = ✅ 已登记:{ $span }
button-away-back = ↩️ 撤销登记
away-taken-back = ↩️ 已撤销,照常派单。
ring-which = <b>☎ 和这位有关的 { $count } 件待办</b>
ring-no-task = 没有要给 { $name } 打的电话。工单里有号码,也可以在这里写。
ring-nobody = 没有找到这位。要打的电话都在待办里;也可以发姓名、单号或电话查找。
ring-order = 📄 { $number }
