# Emergencies: opening, the running card, the plan, the end.
emergency-kind-install_backlog = 装机积压
emergency-kind-disaster = 自然灾害
emergency-kind-other = 其他特殊情况
emergency-unit = { $name }
emergency-title = 🚨 <b>应急 · { $unit } · { $kind }</b>
emergency-title-ended = 🏁 <b>应急已结束 · { $unit } · { $kind }</b>
emergency-note = 📝 { $note }
emergency-head-read = 👑 负责人 { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} · ✅ { $at } 已知悉
emergency-head-unread = 👑 负责人 { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} · ⏳ 还没有确认
emergency-opened-by = 🕘 { $at } { $name } 启动
emergency-ended-by = 🏁 { $at } { $name } 结束
situation-head = <b>态势</b>(截至 { $at })
situation-faults = 🔧 未修好的障碍 { $faults },其中因停网挂起 { $held }
situation-installs = 📦 待装 { $installs }
situation-staff = 👷 在岗 { $on_duty },空闲 { $free },借来 { $lent }
situation-oldest = ⏳ 最早的承诺:{ $at } · { $kind } · { $area } · <code>{ $number }</code>
situation-oldest-past = 🔥 最早的承诺:{ $at } · { $kind } · { $area } · <code>{ $number }</code>,<b>已过</b>
situation-oldest-none = ⏳ 没有未兑现的承诺
situation-plant = 🗺 未恢复的停网 { $outages } · ⚠️ 未处理的隐患 { $hazards }
button-situation-refresh = 🔄 刷新态势
button-emergency = 🚨 应急
button-emergency-open = 🚨 启动应急
button-emergency-checklist = 📋 清单 { $ticked }/{ $lines }
button-emergency-contacts = ☎ 联系人
button-emergency-end = 🏁 结束应急
button-emergency-end-yes = 🏁 确定结束
button-emergency-other = 别的单位
button-emergency-back = ← 应急卡片
button-emergency-read = ✅ 我已知悉

emergency-which-unit = 🚨 <b>启动应急</b>:哪个单位?
emergency-all-open = 您管的单位都已在应急中。
emergency-which-kind = 🚨 <b>启动应急</b>:哪一种?点一下就启动,并马上通知负责人。
    想先写一句情况,直接发过来就行。
emergency-which-kind-noted = 🚨 <b>启动应急</b>:哪一种?点一下就启动,并马上通知负责人。
    📝 { $note }
emergency-which-head = 👑 有几位负责人,由哪一位牵头?
emergency-not-opened = 好的,没有启动应急。
emergency-open-already = 这个单位已经在应急中:
emergency-several = <b>正在应急的单位</b>
emergency-is-open = ✅ { $unit }已启动应急,已通知负责人 { $name }。态势卡片在下面,会自动更新。
emergency-is-open-yours = ✅ { $unit }已启动应急,由您({ $name })牵头。态势卡片在下面,会自动更新。
emergency-alert = 🚨 <b>{ $unit }启动了应急,请您牵头。</b>看到后请点「我已知悉」。
emergency-read = ✅ 已记下,调度会看到您已知悉。
emergency-acknowledged = ✅ { $head } 已知悉{ $unit }的应急。
emergency-end-sure = 结束{ $unit }的应急?态势卡片不再更新;借调和加开的档期照旧,到期为止。
emergency-ended = 🏁 { $name } 结束了{ $unit }的应急。
emergency-summary = <b>小结</b>
    ⏱ 历时 { $hours } 小时 { $minutes } 分钟
    📋 清单完成 { $ticked }/{ $lines }
    ✅ 办结工单 { $closed }
    🤝 借调 { $loans } 人次 · 📅 加开档期 { $extra_slots }
    🗺 停网记录 { $outages } · ⚠️ 隐患 { $hazards }

checklist-head = <b>预案清单</b>({ $ticked }/{ $lines })
checklist-line = ☐ { $number }. { $text }
checklist-line-done = ☑ { $number }. { $text } —— { $name } { $at }
button-tick = ☐ { $number }
button-untick = ↩️ { $number }
contacts-head = <b>预案联系人</b>
contact-line = ☎ { $name } · <code>{ $phone }</code> · { $duty }
contacts-none = 预案里还没有联系人。请管理员写进 places.yaml 的 plans,再运行 python -m bot places places.yaml。

emergency-call-head = 给负责人打电话,确认由谁牵头
emergency-open-outage = 登记停网记录,写明原因和预计恢复时间
emergency-tell-hotline = 告知客服热线统一口径
emergency-lend-technicians = 从别的片区、别的县借调人手
emergency-open-slots = 加开档期
emergency-spares = 核对备件、车辆和发电机
emergency-tell-customers = 群发告知受影响的客户

status-ended = 已结束
status-open = 还没有人接
refused-no-head = { $unit }还没有负责人,应急没有人牵头。请管理员运行 python -m bot invite --role head,或由上级负责人用 /invite 邀请一位,再启动应急。
refused-alarm-taken = { $name } 已经接了这个告警,谢谢您。
