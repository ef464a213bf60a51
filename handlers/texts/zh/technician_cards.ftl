# How a visit looks to the technician.
job-what = { $urgent ->
    [1] 🔴 加急 · { $kind } · { $services }
   *[0] 🔧 { $kind } · { $services }
}
job-number = 🔖 <code>{ $number }</code> · { $tier }
job-window = 🕑 { $window }
job-depart = 🚗 { $at } 出发最稳妥
job-announced = ⏰ 已告诉客户 { $at } 到
job-eta = 🚗 已出发,预计 { $at } 到
job-arrived = { $kept ->
    [1] 🚪 { $at } 已到达,准时
   *[0] 🚪 { $at } 已到达
}
job-state-connected = ✅ 已通,还差回单
job-state-completed = ✅ 已回单,等客户确认
job-move-asked = { $there ->
    [1] ✋ 已请客户另约时间,等答复
   *[0] ✋ 改期已问客户,同意之前原时间有效
}
job-led-by = 👷 由 { $name } 带队并联系客户,您随同
job-with = 👥 同行:{ $names }
job-address = { $known ->
    [1] 📍 { $address }
   *[0] 📍 { $address }({ $area })
}
job-area = 📍 { $area }
job-way = 📏 距上一单约 { $km } 公里
job-customer = 👤 { $name }
job-contact = 👤 家里联系人:{ $name }
job-phone = 📞 <code>{ $phone }</code>(客户没有聊天,请打电话)
job-access = 🔑 { $note }
job-fault = 💬 { $note }
job-reopened = ↩️ 客户反映没修好,第 { $times } 次重开
job-poor-lines = ⚡ 这一片线路较差,先测线,挑好的线对再装
job-health = 📈 开通时:{ $speed } Mbps · { $wiring } · 分光器 { $splitter }
job-short = { $at } { $area } { $customer }

job-button-depart = 🚗 出发
job-button-arrive = 🚪 我已到达
job-button-connect = { $kind ->
    [install] ✅ 装通了
    [move] ✅ 移好了
    [remove] ✅ 拆完了
   *[repair] ✅ 修好了
}
job-button-close-out = 📝 填回单
job-button-late = ⏰ 会晚到
job-button-undo-arrival = ↩️ 点错了,还没到
job-button-place = 📍 发送位置
job-button-map = 🗺 地图
job-button-write-customer = ✉️ 给客户留言
job-button-ask-to-move = 📅 要改期
job-button-hand-back = 🙋 去不了
job-button-accept = ✅ 接单
job-button-decline = 不接
