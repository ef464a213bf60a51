# Days off and sickness.
off-why = <b>🗓 请假</b>
    什么原因?
off-sick = 🤒 病假
off-leave = 🏖 休假
off-training = 📚 培训
off-when = <b>{ $reason }</b>
    哪天?点选,或直接输入,例如“周三到周五”“明天上午”。
off-when-again = 没看明白是哪天。请点选,或像“周三到周五”“明天上午”这样写。
off-noted = <b>{ $reason }已登记</b>
off-span = 🗓 { $span }
off-visits = { $count ->
    [0] 这段时间没有安排给您的上门。好好休息。
   *[other] 受影响的 { $count } 个上门已报给调度另行安排。好好休息。
}
span-day = { $day } 全天
span-from = { $day } { $start } 起至当天结束
span-hours = { $day } { $start }–{ $end }
span-days = { $first } 至 { $last }
job-button-off-back = ↩️ 撤销,照常上班
job-button-off-back-of = ↩️ 撤销 { $day }
job-button-off = 🗓 请假
off-taken-back-done = ↩️ 已撤销,照常上班。调度已知道。
off-taken-back = 👍 { $name } 撤销了请假({ $span }),可以照常派单。
