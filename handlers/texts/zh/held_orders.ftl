# Orders and outage are one: what customers read and answer.
record-head = 📣 您那里正在停网
record-works-head = 🛠 您那里有计划施工,还没开始
record-works-from = 🕘 { $at } 开始,期间服务会中断
record-where = 🗺 { $place } · { $services }
record-all-services = 全部业务
record-cause = 🔎 原因:{ $cause }
record-cause-unknown = 还在排查
record-cause-cutover = 网络割接
record-cause-natural_disaster = 自然灾害
record-cause-cable_damage = 光缆受损
record-cause-power = 停电
record-cause-equipment = 设备故障
record-cause-other = 其他
record-end = 🕕 预计恢复:{ $end }
record-end-unknown = 还不知道
record-end-about = { $at } 左右
record-end-between = { $since } 到 { $until } 之间
record-end-passed = 原定 { $at },还没修好,仍在抢修
record-next = 📨 下次通报:{ $at }
record-restored = 🟢 { $at } 已恢复
record-ask-where = 您问的是哪里?请发小区名或地址,例如「幸福里3栋」。
record-where-unclear = 没找到这个地方。请换个说法发小区名或地址,或回主菜单。
record-your-order = 我的报修单

button-watch = 恢复了告诉我
button-unwatch = 不用告诉我了
button-works = 已经好了
button-still-broken = 还没好
button-still-broken-after-all = 点错了,还没好
button-other-fault = 我这是别的故障
button-never-mind = 算了
button-news-off = 少发停网消息
button-news-on = 重新接收停网消息
watch-on = 🔔 恢复了马上告诉您
watch-off = 好的,这次停网不再通知您。
news-off = 好的,停网的一般消息不再发给您。您要求的恢复通知,还有您自己工单的问题,照样会发。
news-on = 好的,停网有变化会告诉您。

report-explained = 📣 您那里正在停网,应该就是这个原因
report-which = 不用等师傅上门,恢复后会问您好了没有。还是您家是别的故障?
report-kept = 🔔 已受理,恢复后马上问您
report-over-meanwhile = ✅ 刚刚恢复了。还没好的话,请选上门时间
report-other-fault = 好的,按别的故障处理,照样上门。

held-head = 📣 您的报修和停网有关,先不用等上门
held-card = { $asked ->
    [yes] { restored-ask }
   *[no] ⏸ 因停网暂停安排,时限也停着;恢复后马上问您
}
held-visit-stands = 🕑 { $window };到时还没恢复就先不来
held-visit-stands-asked = 🕑 { $window };还没好才来,您说一声
held-visit-gone = 原定 { $at } 的上门先取消,不用在家等。
held-visit-freed = { $asked ->
    [yes] 📣 停网已恢复,还没听到您说好没好,{ $at } 的上门先取消,不用在家等
   *[no] 📣 还没恢复,{ $at } 的上门先取消,不用在家等
}
held-works = ✅ 太好了!这单不用上门,已结束
held-really-works = 您那边已经好了吗?
held-still-out = 还在停网,恢复后马上问您
held-still-broken-choose = 抱歉!已排到最前面,请选一个最近的上门时间。
held-still-broken-visit = 🔧 抱歉!已加急,师傅照原定时间来
held-other-fault-choose = 好的,按别的故障处理。请选上门时间。
held-other-fault-visit = 好的,按别的故障处理,师傅照原定时间来
held-on-its-way = 这单已经在处理了
held-by-another = 📣 您那里还有另一处停网,先不用等上门
held-released = 📣 更正:停网不是您那里的原因,您的报修照常处理
restored-ask = 📣 已恢复。您那边好了吗?
restored-ask-why = 好了就不用上门;还没好,马上给您优先安排。{ $orders ->
    [1] {""}
   *[other] 您在等的 { $orders } 张单一起算。
}

watched-changed = 📣 停网有新消息
watched-over = 🟢 已恢复
watched-goes-on = 📣 抱歉,还没有恢复,停网继续
watched-called-off = 📣 更正:您那里没有停网
courtesy-later-restored = 好的,不着急。试好了说一声「好了」或「还没好」就行。
where-held = ⏸ 因停网暂停安排,恢复后马上问您

# What staff read.
job-held = ⏸ 因停网挂起:有通知再去
visit-freed = ⚪ { $window } 的{ $kind }({ $area })不用去了:因停网取消,单号 <code>{ $number }</code>
visit-taken-up = 🟢 停网已过:{ $window } 的{ $kind }({ $area })照常,单号 <code>{ $number }</code>
begun-in-outage = 📣 您正在处理的{ $kind }({ $area },<code>{ $number }</code>)那里开了停网。是停网造成的吗?
dispatch-begun-in-outage = 📣 师傅已在路上或到达:{ $window } { $kind }({ $area },<code>{ $number }</code>),那里开了停网。是停网造成的吗?
button-hold-begun = 是停网,先挂起
button-carry-on = 不是,继续处理
begun-held = ⏸ 已挂起,恢复后问客户;这次上门到此为止。
begun-goes-on = 好的,照常处理。
dispatch-still-broken = 🔧 停网已恢复,客户说还没好:{ $kind }({ $area })<code>{ $number }</code>{" "}· { $agreed ->
    [yes] { $window }
   *[no] 还没约时间
}
desk-held = ⏸ 因停网 #{ $id }({ $place })挂起
desk-held-works = ✅ 客户说好了,这单已结束
desk-held-still-broken = 🔧 客户说还没好,已加急
desk-held-taken-out = ▶️ 已从停网中取出,照常处理
desk-due-paused = ⏱ 时限暂停(原 { $at })
button-take-out = 不是停网,照常处理
button-take-held = 挂到停网上,恢复后问
phone-order-outage =
    📣 <b>客户那里正在停网</b>
    { $record }

    请读给 { $name } 听。恢复后会问好了没有;如果是别的故障,照样约上门。
phone-order-held = ⏸ 已受理并挂到停网上,恢复后会问客户
task-phone_restored = 电话问恢复
task-title-phone_restored = ☎ 打电话问 { $person }:停网恢复了,家里好了吗?
task-title-phone_notice-held-visit-freed = ☎ 打电话告诉 { $person }:因停网,约好的上门取消,不用等
task-title-phone_notice-order-released = ☎ 打电话告诉 { $person }:停网不是原因,报修照常处理,请约时间
task-result-works = 已恢复
task-result-still_broken = 还没好
event-order-held-by-outage = 因停网挂起
event-order-released-from-outage = 不再因停网挂起
event-order-restored-asked = 问客户恢复了没有
event-appointment-freed-by-outage = 因停网取消上门
event-appointment-begun-in-outage = 上门途中开了停网,已询问
event-appointment-taken-up = 停网已过,上门照常
refused-explained-by-outage = 您那里正在停网,不用约上门;如果是别的故障,请在卡片上选「我这是别的故障」。
refused-held-by-outage = 单号 { $number } 因停网暂停安排。如果是别的故障,请点「我这是别的故障」。
import-held = ⏸ 其中 { $count } 张因停网挂起,恢复后问客户
