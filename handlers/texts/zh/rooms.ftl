# The dispatch room. Nothing about a customer appears there.
room-bound = ✅ 本群已绑定为「{ $unit }」调度群。新单和待办会在这里提醒,不会出现客户信息;处理请私聊我。
room-unbound = 本群不再接收提醒。
room-lost = 👥 我被移出了调度群,群里不再有提醒。要恢复,请把我拉回群里,再发 /bind。
room-was-none = 本群没有绑定过。
room-help = 这里只发提醒。处理工单请私聊我。派单员发 /bind 绑定本群,/unbind 解绑。
room-only-in-group = 请把我拉进群,在群里发 /bind。
room-order-taken = 🆕 { $urgent }{ $kind } · { $area } · <code>{ $number }</code>
room-task = 📌 { $what } · { $urgent }{ $kind } · { $area } · <code>{ $number }</code>
room-task-no-order = 📌 { $what }
room-off = 🤒 有师傅请假,留下 { $count } 单要另行安排
