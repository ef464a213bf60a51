# The technician's first card.
technician-home = <b>{ $name },您好 👷</b>
    { $count ->
        [0] 今天没有安排上门。
       *[other] 今天 { $count } 个上门,已完成 { $done }。
    }
technician-next = ⏭ 下一个:{ $at }
job-button-next-visit = ⏭ { $what }
technician-help = <b>怎么用</b>
    · 有派单会直接发给您,点“接单”就行
    · /today 今日上门;也可以发“明天有几单”
    · 到点会提醒出发;到门口点“我已到达”,或发“到了”
    · 要晚到,发“晚到20分钟”,客户马上收到新时间
    · 修好了点按钮,再按提示填回单
    · 家里没人,发“没人在家”,调度会处理
    · 请假或生病,/off,或发“发烧了,今天来不了”
    · 路上看到井盖丢了、杆子歪了,直接说一句,或 /hazard
