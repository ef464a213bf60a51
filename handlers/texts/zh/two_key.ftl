# The customer's key (两把钥匙回单).
fixed-ask = { $kind ->
    [install] 师傅说已经装好了。您那边都正常吗?
    [move] 师傅说已经移好了。您那边都正常吗?
    [remove] 师傅说已经拆好了,对吗?
   *[repair] 师傅说已经修好了。您那边都正常吗?
}
fixed-ask-why = 您确认了,这单才算完;没弄好请点右边,师傅会再来。
fixed-thanks = ✅ 谢谢您!这单完成了
fixed-by-silence = ✅ 一天没收到您的反馈,且测试正常,这单已完成
fixed-by-phone = ✅ 按您电话里说的,这单已完成
fixed-broken-again = 又不行了
fixed-which = <b>哪一单好了?</b>
fixed-this = { $kind } { $number }
fixed-before-visit = 太好了!那师傅还用上门吗?
fixed-do-not-come = 不用来了
fixed-still-come = 还是来看看
fixed-glad = 那就好!以后有问题随时找我。

not-fixed-reopened = 🔧 抱歉没弄好,这单已重新打开
not-fixed-same = 还是原来的单号 <code>{ $number }</code>,时限照最早那次算({ $due }),不往后推。调度已经知道了。
not-fixed-what = 哪里还不对?可以写一句或发张照片,师傅带着来;不写也行,直接选时间。
not-fixed-slip = 点错了,其实已经好了
not-fixed-words = 请用文字或照片说明,或者直接选时间。
not-fixed-noted = 📝 记下了,师傅会看到
not-fixed-taken-back = 👌 好的,那就不用再上门了。再有问题,随时找我。
not-fixed-which = <b>是哪一单还没好?</b>
not-fixed-this = { $kind } { $number } 没好
not-fixed-new-repair = 是新的故障,报修
not-fixed-none = 没有查到刚完工的单。如果是新的故障,可以马上报修。
not-fixed-too-late = 这单完工已超过可以重开的时间。请重新报修,马上安排;需要的话也可以写给调度。
