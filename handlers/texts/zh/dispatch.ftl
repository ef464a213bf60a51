# The dispatcher's desk: home, lists, one order with its history.
desk-home =
    <b>{ $name },派单台</b> · { $day }
    🔥 告急 { $late } · 📭 未派 { $unassigned } · 🗓 今天 { $today } · ✅ 待办 { $tasks }

    发单号、电话、姓名或地址可以直接查单。
desk-home-plain = { $name },您好。您的账号已开通,目前没有需要在这里处理的事。
desk-help =
    <b>派单台能做什么</b>
    /late 告急的单,最急的在前
    /unassigned 没人接、没约时间的单
    /today 今天的上门
    /tasks 待办(要打的电话、要安排的事)
    /new 替来电客户下单
    /outage 登记停网 · /outages 停网一览
    /slots 加开档期
    /emergency 启动或查看应急 · /lend 借调师傅 · /loans 看借调
    /hazard 报隐患 · /alarm 发强电入侵告警 · /alarms 看告警
    /import 批量导入 · /export 导出
    /invite 邀请同事 · 在群里发 /bind 绑定调度群

    直接发单号、电话、姓名或地址就能查单;发「13800001111 王芳 宽带坏了 幸福里3栋501 明天下午」就能下单。

desk-urgent = 🔥
desk-state = 📋 { $state }
desk-state-reopened = 📋 { $state }(重开 { $times } 次)
desk-wish = 💭 客户希望:{ $wish }({ $said } 说的)
desk-arrived = 🚪 { $at } 到达,准时
desk-arrived-late = 🚪 { $at } 到达,迟到
desk-eta = 🚚 预计 { $at } 到
desk-confirmed = ✅ 客户已确认
desk-unconfirmed = ❔ 客户还没确认
desk-move-asked = ✋ 我方请客户改约({ $reason }),客户同意前原时间有效
desk-technician = 👷 { $name } · { $company }
desk-was = 🕑 原定 { $window }
desk-technician-phone = 👷 { $name } · { $company } · <code>{ $phone }</code>
desk-own-staff = 自有人员
desk-others = 👥 同行:{ $names }
desk-depart = 🛵 应 { $at } 出发
desk-asked = 📨 正在问:{ $names }
desk-asked-one = { $name }({ $until } 前答复)
desk-nobody = 📭 还没有师傅
desk-customer = 👤 { $name }
desk-customer-phone = 👤 { $name } · <code>{ $phone }</code>
desk-no-chat = 📵 没有聊天账号,要电话告知
desk-address = 📍 { $area } · { $address }
desk-due = ⏳ 时限 { $at }
desk-due-past = ⏳ 时限 { $at },<b>已超时</b>
desk-due-asked-later = ⏳ 时限 { $at }(客户要求更晚)
desk-number = 🔖 <code>{ $number }</code>
desk-tasks = 📌 待办:{ $tasks }
left-ahead = ⏱ 还剩 { $length }
left-past = ⏱ <b>已超 { $length }</b>

desk-status-new = 已受理,等资源
desk-status-ready = 等约时间
desk-status-scheduled = 已约时间,未接单
desk-status-assigned = 已点名,等接单
desk-status-accepted = 师傅已接单
desk-status-en_route = 师傅在路上
desk-status-on_site = 师傅在现场
desk-status-customer_absent = 家中无人
desk-status-transferred = 已转派
desk-status-connected = 已装通,等回单
desk-status-completed = 已回单,等客户确认
desk-status-callback_due = 待回访
desk-status-closed = 已归档
desk-status-reopened = 客户说没好,已重开
desk-status-on_hold = 缓装
desk-status-return_pending = 退单审批中
desk-status-returned = 已退单
desk-status-clear_requested = 申请销障

visit-status-offered = 保留中
visit-status-booked = 已预约
visit-status-confirmed = 已确认
visit-status-notified = 已通知
visit-status-arrived = 已到达
visit-status-done = 已完成
visit-status-rescheduled = 已改约
visit-status-cancelled = 已取消
visit-status-no_show_customer = 家中无人
visit-status-missed = 未上门
visit-status-lapsed = 未预约

button-desk-home = 派单台
button-desk-more = 更多操作
button-desk-less = 收起
button-desk-stop = 不办了
button-history = 全部经过
button-back-to-order = 返回工单
button-open-order = 看工单
button-desk-late = 🔥 告急 { $count }
button-unassigned = 📭 未派 { $count }
button-unassigned-list = 看未派的单
button-desk-today = 🗓 今天 { $count }
button-tasks = ✅ 待办 { $count }
button-tasks-list = 待办列表
button-new-order = ☎ 电话下单
button-extra-slots = 加开档期
button-open-number = { $number }
button-list-back = ← 上一页
button-list-on = 下一页 →
button-number-assign = { $number } 派{ $name }
button-number-who = { $number } 派谁
button-number-change = { $number } 改时间
button-number-book = { $number } 约时间
button-number-open = { $number } 工单
button-mark-ready = 资源已就绪
button-assign = 派给…
button-assign-best = 派给 { $name }
button-reassign = 换人
button-desk-confirmed = 客户说可以
button-desk-change = 改时间
button-take-back = 收回
button-add-technician = 加一人同去
button-mark-urgent = 标为加急
button-desk-write-customer = 写给客户
button-desk-write-technician = 写给师傅
button-customer-link = 客户短信链接
button-desk-cancel = 客户要取消
button-earlier-history = ← 更早
button-later-history = 更近 →

row = { $number }. { $urgent }<b>{ $when }</b> { $customer } · { $kind } · { $area }
row-no-time = { $number }. { $urgent }{ $customer } · { $kind } · { $area }
row-state = { $state } · { $who }
row-nobody = 未派人
row-unassigned = 没人接 · { $left }
row-waiting-resources = 等资源 · 时限 { $left }
row-waiting-reopened = 客户说没好,等约时间 · 时限 { $left }
row-waiting-time = 等约时间 · 时限 { $left }
late-promise_broken = 约定时间已过,人没到 · { $left }
late-nobody_coming = 快到点了,没有师傅 · { $left }
late-will_be_late = 师傅会晚到 · { $left }
late-not_departed = 该出发了,还没出发 · { $left }
late-deadline_broken = 时限已过 · { $left }
late-deadline_near = 时限快到,还没约时间 · { $left }

list-today = { $count ->
    [0] <b>🗓 { $day }</b>
   *[other] <b>🗓 { $day } 的上门 · { $count } 单</b>
}
list-today-none = 这天没有上门。
list-unassigned = { $count ->
    [0] <b>📭 未派</b>
   *[other] <b>📭 没人接、没约时间 · { $count } 单</b>
}
list-unassigned-none = 都派出去了。
list-late = { $count ->
    [0] <b>🔥 告急</b>
   *[other] <b>🔥 告急 · { $count } 单</b>,最急的在前
}
list-late-none = 没有会违约的单。
list-more = 还有 { $count } 条。

desk-link =
    🔗 可以用短信发给客户,点开就能在聊天里看到这张单,{ $days } 天内有效,只能由一个人打开一次:
    { $link }

find-ask = 🔍 请发单号、电话(至少后四位)、姓名或地址。
find-none = 没有找到「{ $words }」。可以发单号、电话(至少后四位)、姓名或地址再试。
find-several = <b>🔍 「{ $words }」找到 { $count } 单</b>

dispatch-moved = 🔁 改约了:原 { $old_starts_at }{ $reasoned ->
    [no] {""}
   *[other] ,{ $reason }
}
dispatch-move-asked = ✋ 请客户改约:{ $reason }
dispatch-move-declined = ✋ 客户不改期,原时间不变
dispatch-move-withdrawn = ↩️ 不改期了,按原时间上门
dispatch-cancelled = ✖️ 预约取消了{ $reasoned ->
    [no] {""}
   *[other] :{ $reason }
}
dispatch-comes-along-no-more = 👥 改到的时间 { $name } 没空,不再同去。需要两个人的话请另加一人。
dispatch-helper-away = 👥 { $name } 请假,不能同去了。需要两个人的话请另加一人。
dispatch-running-late = 🐢 师傅会晚到 { $minutes } 分钟,预计 { $eta_at }。{ $heard ->
    [no] 客户没有聊天账号,请打电话告知。
   *[yes] 客户已收到通知。
}
dispatch-not-there-yet = ⏰ 已过约定时间,师傅还没到,也没有报晚到。{ $heard ->
    [no] 客户没有聊天账号,请马上联系师傅,并打电话告知客户。
   *[yes] 客户已收到致歉,请马上联系师傅。
}
dispatch-arrived-late = 🐢 师傅到了,但迟到了。
deadline-near = ⏳ <b>时限快到了</b>:{ $due_at }
deadline-past = ⏳ <b>时限已过</b>:{ $due_at }

# An order's history, in words.
history-line = { $at } { $what } · { $who }
history-at = <b>{ $day } { $clock }</b>
history-clock = 系统
channel-chat = 聊天
channel-phone = 电话
channel-import = 表格
channel-system = 系统
reason-none = 未说明
reason-rescheduled = 改约
reason-to_be_finished = 改天做完
reason-no_longer_needed = 已自行恢复
reason-order_withdrawn = 客户不办了
event-order-taken = 受理({ $channel })
event-order-ready = 资源就绪
event-order-fault-noted = 补充了故障描述
event-order-marked-urgent = 标为加急
event-order-asked-later = 客户要求约在时限之后:{ $wanted_at }
event-order-deadline-overridden = 约在时限之后:{ $starts_at },原因:{ $reason }
event-order-exported = 导出
event-appointment-held = 为客户保留 { $starts_at },到 { $until }
event-appointment-lapsed = 保留的 { $starts_at } 已放开
event-appointment-booked = 约定 { $starts_at }({ $channel })
event-question-later = 客户想晚点答复,{ $until } 再问
event-reminder-wished = 客户要在 { $until } 得到提醒
event-appointment-confirmed = 客户确认({ $channel })
event-appointment-confirmation-taken-back = 撤回确认:点错了
event-appointment-rescheduled = { $asked_by ->
    [customer] 客户改约
   *[company] 我方改约
 }:{ $old_starts_at } → { $starts_at }{ $reasoned ->
    [no] {""}
   *[other] ,{ $reason }
}{ $channelled ->
    [no] {""}
   *[other] （{ $channel }）
}
event-appointment-move-asked = 请客户改约:{ $reason }{ $noted ->
    [no] {""}
   *[other] ,{ $note }
}
event-appointment-move-declined = 客户不改,原时间不变
event-appointment-move-withdrawn = 撤回改期请求,原时间不变
event-appointment-cancelled = 取消预约({ $channel }){ $reasoned ->
    [no] {""}
   *[other] :{ $reason }
}
event-order-no-longer-needed = 客户说不用修了({ $channel })
event-order-withdrawal-asked = 客户要退单
event-offer-made = 派单邀请 → { $person },{ $expires_at } 前答复
event-offer-declined = { $person } 不接:{ $reason }
event-offer-lapsed = { $person } 没有答复
event-offer-withdrawn = 撤回给 { $person } 的邀请
event-offer-nobody-left = 没有能接的师傅
event-appointment-accepted = { $person } 接单,应 { $depart_at } 出发
event-appointment-taken-back = 从 { $person } 收回{ $reasoned ->
    [no] {""}
   *[other] :{ $reason }
}
event-appointment-technician-added = { $person } 同去
event-appointment-comes-along-still = { $person } 新时间照旧同去
event-appointment-comes-along-no-more = { $person } 新时间没空,不再同去
event-appointment-helper-away = { $person } 请假,不再同去
event-appointment-departed = 出发,预计 { $eta_at } 到
event-appointment-departure-overdue = 到点还没出发
event-appointment-promise-passed = 到了约定时间没人上门,已向客户致歉
event-order-completion-overdue = 装通后迟迟未回单
event-order-deadline-near = 时限预警
event-appointment-in-time = 不晚了,预计 { $eta_at }
event-appointment-running-late = 报晚到 { $minutes } 分钟,预计 { $eta_at }
event-appointment-arrived = 到达,{ $kept ->
    [yes] 准时
   *[no] 迟到
}
event-appointment-arrival-undone = 撤回到达
event-appointment-missed = 当天没有上门
event-order-connected = 装通 / 修复
event-order-completed = 回单
event-order-fixed = { $silence ->
    [yes] 客户未答复,凭实测证据确认
   *[no] 客户说好了
}
event-order-not-fixed = 客户说没好{ $noted ->
    [no] {""}
   *[other] :{ $note }
}
event-order-closed = 归档
event-message-sent = 留言
event-message-owned = { $person } 跟进留言
event-task-opened = 待办:{ $task }
event-task-ended = 办完:{ $task }{ $resulted ->
    [no] {""}
   *[other] ,{ $result }
}
event-task-tried = 打不通({ $task },第 { $attempts } 次)
event-task-put-off = { $task }:{ $until } 再打
event-task-waits = 待办没人在办:{ $task }
event-order-answer-taken-back = 点错了,再问客户一次
event-task-due-again = 提醒再打:{ $task }
event-waiting-list-offered = 有更早的 { $starts_at },已告诉客户
event-waiting-list-joined = 客户想更早
