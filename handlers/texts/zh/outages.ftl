# 停电停网:一条记录,大家都看它。
outage-title = <b>📣 停网 #{ $id } · { $place }</b> · { $status }
outage-title-works = <b>🛠 计划施工 #{ $id } · { $place }</b> · { $status }
outage-status-planned = 已计划
outage-status-investigating = 排查中
outage-status-identified = 原因已查明
outage-status-under_way = 施工中
outage-status-monitoring = 已恢复,观察中
outage-status-restored = 已恢复
outage-status-called_off = 已撤销
outage-status-merged = 已合并
outage-cause = 原因:{ $cause }
outage-cause-unknown = 还不清楚,正在查
outage-cause-unsettled = 没有查明
outage-cause-said = 其他({ $text })
outage-cause-cutover = 割接
outage-cause-natural_disaster = 自然灾害
outage-cause-cable_damage = 光缆受损
outage-cause-power = 停电
outage-cause-equipment = 设备故障
outage-cause-other = 其他
outage-since = 开始:{ $at }
outage-works-from = 施工开始:{ $at }
outage-end = 预计恢复:{ $end }
outage-end-unknown = 还不知道
outage-end-about = { $at } 左右
outage-end-between = { $since } 到 { $until } 之间
outage-restored-at = 恢复时间:{ $at }
outage-next = 下次通报:{ $at }
outage-services-all = 影响:全部业务
outage-services = 影响:{ $services }
outage-held = 挂起的报修单:{ $count } 张
outage-merged-into = 已并入 #{ $id }

# 热线前台听到的。
outage-opened = 🔴 新停网:{ $place }
works-planned = 🛠 新的计划施工,还没开始:{ $place }
outage-changed = 🟠 停网有变化:{ $place }
outage-restored = 🟢 已恢复:{ $place }
outage-resumed = 🔴 又断了,停网继续:{ $place }
outage-called-off = ⚪ 停网已撤销:{ $place }
outage-merged = ⚪ 停网已并入另一条记录:{ $place }
works-begun = 🛠 计划施工已开始:{ $place }
works-notice-due = ⏰ 该提前告知用户了:{ $place } 有计划施工
button-outage-open = 📣 查看记录

# 变化,用话说。
outage-change-and = {"；"}
outage-change-status = 状态:{ $status }
outage-change-cause = 原因:{ $cause }
outage-change-end = 预计恢复:{ $end }
outage-change-area = 范围已更改
outage-change-services = 影响的业务已更改
outage-change-start = 开始时间已更改
outage-change-next = 下次通报 { $at }
outage-change-next-none = 未约定下次通报
outage-change-reason = 说明:{ $reason }
event-outage-opened = 登记停网
event-outage-restored = 恢复
event-outage-resumed = 又断了,继续
event-outage-called-off = 撤销
event-outage-merged = 并入另一条记录
event-outage-next-update-due = 到了下次通报的时间
event-outage-notice-due = 到了提前告知的时间
event-outage-suggested = 系统提示可能停网
event-outage-suggestion-decided = 提示已处理

# 登记:说过的不再问。
# How an office’s name ends after the place it is the office of.
place-offices = 分公司|分局|支局|公司
place-whole = { $ground }全境
outage-draft = <b>📣 停网 · { $place }</b>
outage-draft-works = <b>🛠 计划施工 · { $place }</b>
outage-ask-area = 📍 哪里停了?点选,或直接发名称、地址、楼栋。
outage-ask-area-more = 📍 哪里停了?地方太多,没有列全:请直接发名称、地址或楼栋。
outage-which-area = 📍 是哪一个?
outage-area-unfound = 没找到「{ $words }」。
outage-all-of = ✅ { $place }(整个)
outage-place-unit = 🏢 { $place }
outage-place-district = 🗺 { $place }
outage-place-estate = 🏘 { $place }
outage-place-box = 📦 { $place }
outage-place-onu = 🔌 { $place }
button-outage-up = ⬆ { $place }
button-outage-tree = 从片区里选
outage-ask-cause = ❓ 什么原因?
outage-ask-cause-text = ✏️ 请用几个字写明原因(用户会看到)。
button-outage-cause-unknown = 还不清楚
outage-ask-since = 🕘 什么时候开始的?点选,或写「八点半」「昨晚十点」。
outage-ask-begin = 🕘 什么时候开始施工?请写「明天凌晨1点」或「明天1点到5点」。
outage-now = 刚刚
outage-ago = { $length }前
outage-ask-end = 🕕 预计什么时候恢复?点选,或写「六点到七点」「两小时」。
outage-ask-end-works = 🕕 施工到什么时候?点选时长,或写「凌晨5点」。
outage-in-between = { $least }–{ $most } 分钟
outage-in-hours = { $least }–{ $most } 小时
outage-lasts = { $length }
button-outage-end-unknown = 还不知道
outage-ask-next = 🔔 下次什么时候通报?
outage-in = { $length }后
button-outage-next-none = 不约定
outage-ask-services = 🌐 影响哪些业务?都不勾就是全部。
outage-tick = ☑ { $name }
outage-no-tick = ☐ { $name }
button-outage-done = 就这些
outage-not-understood = 没听懂,请点按钮,或换个说法。
button-outage-card = ↩ 回到卡片
button-outage-cancel = ✖ 不登记了
button-outage-back = ↩ 返回
outage-reach = 👥 这里有 { $customers } 位用户;登记后会挂起 { $orders } 张报修单。
outage-reach-works = 👥 这里有 { $customers } 位用户。施工期间的上门会标出来。
outage-not-yet = 还没有登记,也没有通知任何人。
button-outage-open-it = ✅ 登记并通知热线
button-outage-field-area = 📍 范围
button-outage-field-cause = ❓ 原因
button-outage-field-since = 🕘 开始时间
button-outage-field-end = 🕕 恢复时间
button-outage-field-next = 🔔 下次通报
button-outage-field-services = 🌐 业务
button-outage-is-works = 🛠 其实是计划施工
button-outage-is-fault = 📣 其实是故障
outage-forgotten = 好的,没有登记。
outage-overlaps = <b>{ $place } 已有停网记录。</b>是同一个故障吗?
button-outage-same = 同一个,并到 #{ $id }
button-outage-go-to = 打开 #{ $id }
button-outage-beside = 是另一个,照样登记
outage-move-end = 🕕 停网 #{ $id }({ $place })预计恢复:{ $was }。改成 { $end }?
outage-move-which-end = 🕕 哪一起停网改成预计 { $end } 恢复?
button-outage-move-end = ✅ 改成 { $end }
button-outage-move-end-of = #{ $id } { $place }
button-outage-another = 都不是,另外登记
button-outage-end-back = ↩ 撤销(恢复时间改错了)
outage-end-put-back = ✅ 恢复时间已改回,热线已收到。
outage-widened = ✅ 已并到这条记录,范围和内容已更新。

# 记录卡片。
outage-is-open = ✅ 已登记,热线已收到。登记错了可以马上撤销。
outage-change-kept = ✅ 已更新,热线已收到。
outage-next-kept = ✅ 已告知热线:没有变化,下次通报 { $at }。
outage-no-change = 没有变化
outage-restored-kept = 🟢 已标记恢复,热线已收到。
outage-resumed-kept = 🔴 停网继续,热线已收到。
outage-called-off-kept = ⚪ 已撤销,热线已收到。
outage-merged-kept = ✅ #{ $id } 已并入这条记录。
outage-has-moved-on = 这条记录已经变了(现在是:{ $status }),下面是最新的。
outage-call-off-sure = 撤销 #{ $id }({ $place })?挂起的 { $held } 张单会恢复原样。真的恢复了请点「已恢复」。
outage-merge-sure = 把 #{ $id }({ $place })并入 #{ $into }({ $other })?之后只保留 #{ $into },范围包括两者。
button-outage-undo = ↩ 撤销(登记错了)
button-outage-state-investigating = 🔎 排查中
button-outage-state-identified = 🧭 原因已查明
button-outage-state-monitoring = 👀 已通,观察中
button-outage-restored = 🟢 已恢复
button-outage-resume = 🔴 又断了
button-outage-nothing-new = 没变化,{ $length }后再报
button-outage-end-moved = 恢复时间变了
button-outage-call-off = ⚪ 撤销记录
button-outage-call-off-yes = 确定撤销
button-outage-merge = 🔗 并入 #{ $id } { $place }
button-outage-merge-yes = 确定并入 #{ $id }
button-outage-history = 🕰 全部经过
button-outage-number = 📣 #{ $id }
button-outage-new = ➕ 登记停网
button-outages = 📣 停网
button-outages-count = 📣 停网 { $count }
outages-list = <b>📣 未恢复的停网 · { $count }</b>
outages-none = 现在没有停网记录。
outage-line = #{ $id } <b>{ $place }</b> · { $status }
    { $at } 起 · 预计恢复 { $end }
outage-line-works = #{ $id } 🛠 <b>{ $place }</b>
    { $at } 开始施工 · 预计恢复 { $end }
outage-none-there = ✅ { $places } 现在没有停网记录。
outage-there = 📣 { $places }有停网记录:
outage-there-over = { $count ->
    [1] 📣 { $places }的停网还没登记恢复。已经恢复了就点「🟢 已恢复」。
   *[other] 📣 { $places }有 { $count } 条停网还没登记恢复。是哪一条恢复了?
}
outage-dispatchers-only = 停网由调度登记;请告诉调度。这里是目前的记录:

# 计划施工与上门。
outage-visits-inside = ⚠️ 施工期间有 { $count } 个上门
button-outage-visits = ⚠️ { $count } 个上门要改约
outage-visit-line = { $number }. { $window } · { $customer } · { $kind } · { $area }
outage-visit-free = { "    " }可改到:{ $times }
outage-visit-no-time = { "    " }之后没有空档
outage-visit-asked = { "    " }✋ 已请客户选时间
outage-visits-none = 没有了。
button-outage-ask-to-move = { $number } 请客户改约
desk-works = 🛠 上门在计划施工 #{ $id } 期间({ $place },{ $at } 到 { $until })

# 系统提示(D-17)。
outage-suggested-faults = <b>💡 会不会停网了?</b>{ $place } 半小时内有 { $count } 张报修:
outage-suggested-backlog = <b>💡 待装积压</b>:{ $place } 有 { $count } 张待装,超过三天的装机能力:
outage-suggested-order = • { $number } { $address }
outage-suggested-opened = ✅ { $name } 已登记停网 #{ $id }。
outage-suggested-nothing = ✅ { $name } 看过了:不是停网。
button-outage-suggested-open = 📣 登记停网
button-outage-suggested-nothing = 不是停网
outage-another-matter = 这像是另一件事,停网登记还开着,没有改动。先登记,或者点「不登记了」,再说这一件。
