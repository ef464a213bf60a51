# How an order looks to its customer.
card-what = { $kind } · { $services }
card-window = 🕑 { $window }
card-window-gone = 🕑 <s>{ $window }</s>
card-no-time = 🕑 还没有约定上门时间
card-state = 📋 { $state }
card-eta = 🚚 师傅在路上,预计 { $at } 到
card-arrived = 🚪 师傅 { $at } 已到达
card-confirmed = ✅ 您已确认这个时间
card-move-asked = { $there ->
    [1] ✋ 今天做不完,想和您另约时间,等您答复
   *[0] ✋ 改时间等您答复;您同意之前,原来的时间有效
}
card-address = 📍 { $address }
card-technician = 👷 { $name }师傅
card-technician-whole = { $count ->
    [0] 👷 { $name }
   *[other] 👷 { $name } · { $more }
}
card-number = 🔖 单号 <code>{ $number }</code>
card-contact = 👤 家里联系人:{ $name }
card-contact-phone = 👤 家里联系人:{ $name } · { $phone }
card-access = 🔑 { $note }
card-fault = 💬 { $note }
card-asked-later = ⏳ 应您的要求,约在服务时限之后
card-waiting = 🔔 有更早的时间空出来,会马上告诉您

button-choose-time = 选上门时间
button-confirm = 确认,时间合适
button-change = 改时间
button-cancel = 取消
button-write-technician = 给师傅留言
button-ask = 咨询
button-earlier = 想早点来
button-not-earlier = 不用提前了
button-fixed = { $kind ->
    [install] 已装好
    [move] 已移好
    [remove] 已拆好
   *[repair] 已修好
}
button-not-fixed = { $kind ->
    [install] 没装好
    [move] 没移好
    [remove] 没拆好
   *[repair] 没修好
}

# The customer's photos of the fault.
button-fault-photos = { $count ->
    [1] 📷 看故障照片
   *[other] 📷 看故障照片({ $count } 张)
}
fault-photo = 📷 { $number } · { $area }
