# The customer's own orders and visits.
visits-none =
    <b>您还没有预约</b>
    报修、装机、移机、拆机都可以在这里约;直接说一句也行,比如「宽带坏了,明天下午来人」。
visits-head = 您有 { $count } 个预约
visits-line =
    { $place }. <b>{ $what }</b>
    🕑 { $when }
    📋 { $state }
visits-no-time = 还没有约定上门时间
visits-button = { $place }. { $kind } { $number }
visits-button-when = { $place }. { $kind } { $when }

where-no-time = 这单还没有约上门时间
where-booked = 时间已为您留好({ $at }),正在安排师傅
where-accepted = { $name }师傅会在 { $at } 上门,现在还没出发
where-on-the-way = { $name }师傅已经出发,预计 { $at } 到
where-later = { $name }师傅会晚一些,预计 { $at } 到
where-late = { $count ->
    [0] 抱歉,还没有师傅到。点「咨询」可以马上找到调度
   *[other] 抱歉,{ $name }师傅还没到(原定 { $at }),可以直接给师傅留言
}
where-there = { $name }师傅 { $at } 已经到了
where-completed = 师傅已经完工,就等您说一声好了没有
