# A customer's way to a booked visit.
booking-kind = 您要办哪一种?
booking-tap-please = 请点一个按钮,或用一句话说说您的情况。
booking-time-passed = 「{ $words }」已经过去了,得另选一个时间。
booking-time-noted = 好的,「{ $words }」记下了。
booking-services-repair = 是哪一项有问题?
booking-services-install = 要装哪些?一起装的一次上门装好。
booking-services-move = 要移哪些?
booking-services-remove = 要拆哪些?
booking-services-unclear = 没看出是哪一项,请点一个:
booking-together = 同一家的{ $services }一次上门一起移,不用跑两趟。
booking-not-split = 同一订单的{ $services }要一次上门一起办,不能拆开预约。
booking-going = 您已经有这样一单了
button-anyway = 是另一件事,另外约
button-service-broadband = 宽带
button-service-fixed_line = 固话
button-service-leased_line = 专线
button-both = 宽带 + 固话
button-both-repair = 两个都有问题
words-both = 都|都有|两个都|都坏了|都有问题|都要|都装|全部|一起

booking-address = { $saved ->
    [0] 地址是哪里?请写到门牌号,也可以发个定位。
   *[other] 在哪里?点一个,或写新的地址(也可以发定位)。
}
booking-address-new = 要搬到哪里?请写新地址,到门牌号;也可以发个定位。
booking-address-short = 这还不够找到您家。请写小区或街道和门牌号,例如「幸福里3栋2单元301」。
booking-time-kept = 🕑 时间记下了:{ $words }
booking-address-long = 地址太长了,请在 { $most } 个字以内写清小区和门牌号。
booking-address-number = 「{ $address }」几号?请把地址写到门牌号,再发一次。
button-as-is = 没有门牌号
booking-area-which = 「{ $address }」属于哪个片区?
booking-area-unknown = 没查到「{ $address }」在哪个片区,是下面的哪一个?
button-not-listed = 都不是
booking-where-asked = 好的,调度会查「{ $address }」属于哪里,然后在这里联系您。您的要求已经记下,不用再说一遍。
booking-location-door = 定位在{ $area }。请再写一下门牌号,例如「3栋2单元301」。
booking-location-far = 这个位置附近没有我们的服务片区,请直接写地址。
booking-location-unserved = 这个位置附近没有我们的服务片区。需要上门的话,请点主菜单,再写地址。
booking-location-kept = 收到定位,在{ $area }。

booking-phone = 请留个电话,上门前万一需要时联系您。点下面的按钮一键分享,或直接输入。
booking-phone-unclear = 没看出电话号码。上门前要联系得上您,请留一个,例如 138 0013 8000。
booking-phone-kept = 电话记下了:{ $phone }
button-share-phone = 📱 分享我的号码

booking-please-confirm = 请确认预约
booking-time-later = 🕑 线路资源备好后,马上把可选的时间发给您。{ $wish }
booking-later-than-limit = ⏳ 晚于我们承诺的处理时限,按您的要求约在这个时间
booking-contact-phone = ☎️ 联系电话:{ $phone }
booking-with-photo = 📷 已附照片
booking-held-until = 这个时间为您保留到 { $at }。
booking-confirm-hint = 没问题就点第一个按钮;要改,写个时间或点下面的按钮。
booking-this-one = 您是说这个吗?没问题就点第一个按钮。
button-book = ✅ 确认预约
button-order = ✅ 确认提交
button-other-time = 换个时间
button-other-address = 换个地址
button-add-fault = 说说情况
button-add-access = 进门备注
button-add-contact = 家里另有人
button-add-photo = 发张照片
booking-fault = 是什么情况?一两句话就好,也可以附照片。
booking-access = 怎么进门?例如「按 301 门铃」「家里有狗」。
booking-contact = 到时谁在家?请写称呼和电话,例如「李阿姨 138 0013 8000」。
booking-contact-unclear = 没看出电话号码。请写称呼和电话,例如「李阿姨 138 0013 8000」。
booking-photo = 请把照片发过来。
booking-photo-please = 这不是照片。请发一张照片,或返回。
booking-photo-kept = 📷 照片收到了。
booking-noted = 📝 记下了,师傅会看到。
booking-note-it = 📝 写在单子上,让师傅看到
booking-notes = { $first };{ $second }
booking-note-long = 太长了,请用 200 个字以内说清。
booking-no-password = 为了您的安全,请不要在这里发密码。去掉密码再发一次就好。
booking-words-please = 这个我看不懂,请打字或点按钮。
booking-too-long = 太长了,请简短地说。
booking-stopped = 好的,先不约。需要时随时说一声。

booking-nothing-free = 承诺的时限内暂时没有空档了。
    可以请调度为您协调,或者看看更晚的时间。
button-arrange = 请调度协调
button-see-later = 看更晚的时间
booking-arranging = 已受理,调度正在为您协调时间

booked-now = ✅ 已约好
booked-already = ✅ 已经约好了
booked-for-you = ✅ 已为您约好上门
order-taken-wait = ✅ 已受理,线路资源备好后马上请您选时间
order-taken-for-you = ✅ 您的工单已受理
slots-ready-head = 线路资源备好了,请选上门时间

calendar-entry = 📅 点开即可加入日历。
calendar-cancelled = 📅 点开即可从日历里去掉。
calendar-title = { $kind }:{ $services }
calendar-text = 单号 { $number },上门时间 { $window }
