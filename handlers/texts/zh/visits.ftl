# The technician's visits.
day-head = { $count ->
    [0] <b>📋 { $day }</b>
        没有安排上门,好好休息。
   *[other] <b>📋 { $day } · { $count } 个上门,已完成 { $done }</b>
}
day-line = { $mark } <b>{ $number }.</b> { $window } { $urgent ->
    [1] 🔴
   *[0] {""}
} { $what } · { $where } { $customer }
clock-window = { $start }–{ $end }
mark-done = ✅
mark-en_route = 🚗
mark-on_site = 🚪
mark-connected = 📝
mark-ahead = ⏳
job-button-tomorrow = 明天 ➡️
job-button-offers = 📨 { $count } 张派单等您答复
lead-reports = 👥 您是随同的,出发、晚到、到达和回单由带队师傅报
no-such-visit = 现在没有对得上的上门。
no-visit-yet = 今天没有对得上的上门。下一个还没到日子:
which-visit = 是哪一个?
door-script = 🗣 敲门后:问好,说明是谁、为什么来;出示服务证,核对客户 { $customer };讲清这次{ $kind }的主要内容。进门穿鞋套,工具放垫布上。
    点错了 { $undo }内可以撤回。
arrival-taken-back = { $told ->
    [no] ↩️ 已撤回
   *[yes] ↩️ 已撤回,客户也收到更正
}
connected = ✅ 已记录。趁手边资料都在,把回单填完:
really-done = 确定完成了?请点按钮
absence-told = 已转告调度,会尽快联系客户并答复您。请先别离开,也请敲门、再联系一次客户。
send-your-place = 点下面的按钮发送位置,作为到达的凭证。不发也可以。
place-kept = 📍 位置收到了,会随到达一起记录
place-noted = 📍 位置已记录。
place-far = ⚠️ 位置已记录,但离这家约 { $km } 公里,请看看是不是走错了。
place-not-needed = 📍 收到位置。现在没有出发或到达的上门,没有用到。
job-cancelled = ❌ { $window } { $area } { $kind } 已取消,不用去了。
you-missed = ⚠️ { $window } { $area } { $kind } 当天没有到达记录,已记为未履约,正在为客户重新安排。有情况请告诉调度。
not-entered = ⏰ 已通的单还没回单,请尽快补上
customer-said-fixed = { $silent ->
    [1] ✅ { $area } { $kind }({ $number })客户未回复,凭测试数据和照片已自动确认。
   *[0] 🎉 { $area } { $kind }({ $number })客户确认好了,辛苦了!
}
customer-said-not-fixed = { $noted ->
    [1] ↩️ { $area } { $kind }({ $number })客户说没修好:“{ $note }”。工单已重开,时限从第一次受理算起。
   *[0] ↩️ { $area } { $kind }({ $number })客户说没修好。工单已重开,时限从第一次受理算起。
}
