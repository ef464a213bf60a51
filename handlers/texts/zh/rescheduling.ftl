# Moving and cancelling a visit.
moving-head = 换到什么时间?
moving-please-confirm = 改到这个时间?
moving-instead-of = ↩️ 代替原来的 { $window };您确认之前,原时间有效
moving-kept = 好的,原来的时间不变
moving-not-when = 要改地址或电话,得由调度来办。点一下就把这句话原样转过去,会有人在这里答复您。
moving-home-late = 要让师傅知道吗?点一下就原样转过去。要改时间,说「改到明天上午」这样的就行。
moving-none = 您现在没有可以改时间的预约。别的事,点一下就原样转给调度。
moving-which = 要改哪一个?
moving-label = { $at } { $what }
moved-now = ✅ 已改到新时间
moved-for-you = ✅ 上门时间已改
again-please-confirm = 约在这个时间?
again-stopped = 好的,先不约,想好了随时选
button-move-visit = ✅ 确认改时间
button-keep-time = 保留原时间
button-see-times = 看看其他时间

move-asked-head = { $there ->
    [1] 今天做不完,想和您另约时间
   *[0] 想请您换个上门时间
}
move-asked = 原因:{ $reason }。给您添麻烦了。
    您可以选一个新时间,或直接写,例如「周五下午」。

move-withdrawn = { $there ->
    [1] 👌 不用另约时间了,师傅今天接着做完
   *[0] 👌 不用改时间了,我们按原来的时间上门
}

my-cancel-what = <b>您想怎么取消?</b>
    { $what }
    🕑 { $window }
my-cancel-no-visit = 还没有约时间
my-cancel-there = 师傅已经到了,这里取消不了。请直接跟师傅说;也可以点一下,把这句话转过去。
my-cancel-none = 您现在没有可以取消的预约。别的事,点一下就原样转给调度。
my-cancel-which = 要取消哪一个?
button-keep-visit-mine = 不取消,保留
button-drop-visit = 只取消这次上门,以后再约
button-not-needed = 已经自己好了,不用来了
button-withdraw = 整个不要了
cancelled-visit = 这次上门已取消,想约时再选时间
cancelled-not-needed = 好的,不来了,工单 { $number } 就此结束。能用就好!再有问题随时说。
cancelled-withdrawn = 好的,已转告客户响应中心,会有人联系您办理工单 { $number } 的撤销。上门已取消。

visit-cancelled-for-you = 上门已取消
missed-head = 非常抱歉,我们没有按时上门
missed-sorry = 让您白等了,是我们的错。调度会联系您;您也可以现在就选一个新时间,我们优先安排。
reopened-head = 工单已重开,我们再来
