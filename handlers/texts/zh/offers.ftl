# Offers to technicians.
offer-head = { $urgent ->
    [1] 🔴 加急派单,接吗?
   *[0] 📨 新派单,接吗?
}
offer-until = ⏳ 请在 { $at } 前答复
offer-by-name = 👉 调度点名请您去
offer-accepted = ✅ 已接单
offer-decline-why = { $urgent ->
    [1] 这是加急单,不接需要说明原因,会有记录。为什么不接?
   *[0] 为什么不接?
}
offer-decline-other = 请用一句话写明原因。
offer-declined = 好的,已转给其他师傅。
offer-over = 有一张派单,刚刚已有人接走、撤回或过期了,不用管。
offers-waiting = { $count ->
    [0] 现在没有等您答复的派单。
   *[other] 有 { $count } 张派单等您答复:
}
offer-lapsed = ⌛ { $window } { $area } { $kind } 过了答复时间,已问别的师傅。
offer-withdrawn = { $why ->
    [taken] 🙏 { $window } { $area } { $kind } 已有人接走,不用管了。
    [named] 👉 { $window } { $area } { $kind } 调度已点名别的师傅,不用答复。
    [held] ⏸ { $window } { $area } { $kind } 因停网挂起,先不派了,不用答复。
   *[off] ↩️ { $window } { $area } { $kind } 不派了,不用答复。
}
taken-back = { $moved ->
    [1] 📅 原定 { $window } { $area } { $kind } 已改期,这个时间不用去了。新时间会先问您。
    [2] 📅 { $area } { $kind } 客户同意另约时间做完,可以先离开了。
   *[0] { $why ->
        [1] ↩️ { $window } { $area } { $kind } 由调度收回({ $reason }),不用去了。
       *[0] ↩️ { $window } { $area } { $kind } 由调度收回,不用去了。
    }
}
you-come-along = 👥 请您随同上门
led-by = 👷 这次由 { $name } 带队,您随同
nobody-leads = ⏸ 带队的师傅还没定,请先不要单独上门,定了会通知您
you-come-along-still = 📅 原定 { $was } 的上门改期了,新时间请您照旧随同
you-come-along-no-more = 📅 原定 { $was } 的 { $area } { $kind } 已改期,新时间您没空,不用随同了。
somebody-comes-along = 👥 { $name } 随您一起上门
helper-away = 👥 { $name } 请假,不能随您一起上门了
job-gone = 这次上门已经取消或结束了。
job-button-today = 📋 今日上门
job-button-technician-home = 🏠 主页
job-button-back = ⬅️ 返回
