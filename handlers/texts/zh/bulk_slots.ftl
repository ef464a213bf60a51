# Extra slots for everybody at once (R-4.12).
button-bulk-slots = 📅 批量加开
bulk-day = 📅 <b>批量加开档期</b>:哪一天?给本单位全部师傅。也可以直接写,例如「明天上午」。
bulk-hours = <b>{ $day }</b>,哪个时段?也可以直接写,例如「18点到22点」。
bulk-hours-again = 没看出时段。<b>{ $day }</b> 请写几点到几点,例如「18点到22点」。
bulk-hours-day = 全天 6–23 点
bulk-hours-morning = 上午 6–12 点
bulk-hours-noon = 中午 12–14 点
bulk-hours-evening = 晚上 18–23 点
bulk-preview = <b>{ $day }</b>:给 { $people } 位师傅加开 <b>{ $slots }</b> 段。
    { $times }
    还没有加开,请确认。
bulk-time = { $at } ×{ $count }
bulk-none = <b>{ $day }</b> 这个时段没有可以加开的了。
bulk-opened = ✅ <b>{ $day }</b> 已给 { $people } 位师傅加开 { $slots } 段,客户马上可以约。
bulk-undone = ↩️ 已撤销 { $closed } 段。{ $kept ->
    [0] {""}
   *[other] { $kept } 段已被约走,保留。
}
button-another-day = 换一天
bulk-other-hours = 换时段
button-bulk-open = ✅ 加开 { $slots } 段
button-bulk-undo = ↩️ 撤销
