# Power intruding into the plant (R-6.15), and the network centre's first card.
network-centre-home = <b>{ $name },您好</b> · 网管中心
network-centre-help = /alarm 发强电入侵告警:地点和情况一句话,例如「/alarm 幸福里 配线架有220伏」
    /alarms 看没有结束的告警
alarm-ask = ⚡ <b>强电入侵告警</b>:在哪里,什么情况?一句话,例如「幸福里3栋配线架测到220伏」。
alarm-where = ⚡ 在哪个片区?
alarm-place = { $name }
alarm-check = ⚡ <b>发出告警?</b>
    📍 { $area }
    📝 { $note }
    附近在岗的师傅和调度会马上收到。
alarm-dropped = 好的,没有发出告警。
alarm-raised = ✅ 已发出,有人接单会马上告诉您。
alarm-title = ⚡ <b>强电入侵告警 · { $area }</b>
alarm-note = 📝 { $note }
alarm-raised-by = 🕘 { $at } { $name } 发出
alarm-open = ⏳ 还没有人接
alarm-accepted = 👷 { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} { $at } 接单
alarm-over = 🏁 { $at } 结束:{ $result }
alarm-yours = ✅ <b>由您处理。</b>先保证安全:不碰带电部位,不明情况等供电部门。处理完请点结果。
alarm-is-given-back = ↩️ 已退回,马上通知其他师傅和调度。
alarm-is-going-on = ↩️ 告警没有结束,继续处理。
alarm-result-cleared = 已消除
alarm-result-power_company = 已交供电部门
alarm-result-false_alarm = 误报
alarm-result-ask = 请写处理结果(300 字以内),网管中心会收到。
alarms-head = <b>⚡ 没有结束的告警 · { $count }</b>
alarms-none = ⚡ 没有未结束的强电告警。
alarms-line-open = { $number }. { $at } { $area } · { $note } · ⏳ 没人接
alarms-line-accepted = { $number }. { $at } { $area } · { $note } · 👷 { $name }
alarms-open = { $number } { $area }
button-alarms = ⚡ 强电告警
button-alarms-refresh = 🔄 刷新
button-alarm-open = ⚡ 看告警
button-alarm-raise = ⚡ 发告警
button-alarm-send = ⚡ 发出
button-alarm-elsewhere = 换片区
button-alarm-take = ✅ 我去
button-alarm-give-back = 去不了,退回
button-alarm-goes-on = ↩️ 没结束,点错了
button-alarm-own-words = ✏️ 写处理结果
power-alarm-accepted = ✅ { $area }的强电告警:{ $name } { $minutes ->
    [0] 马上
   *[other] 在 { $minutes } 分钟后
}接单。
power-alarm-unaccepted = ⏰ { $area }的强电告警还没有人接。已请调度打电话找人,在岗的师傅都已通知。
power-alarm-given-back = ↩️ { $area }的强电告警:{ $name } 去不了,正在找别人。
power-alarm-ended = 🏁 { $area }的强电告警结束:{ $result }。
power-alarm-goes-on = ↩️ { $area }的强电告警没有结束:上一条结果点错了,继续处理。
task-power_alarm = 强电告警
task-title-power_alarm = ⚡ { $area }的强电告警没人接,请马上打电话找人:{ $note }
