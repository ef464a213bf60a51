# Shared by every feature: windows, lengths, the trade's words.
window = { $day } { $start }(最晚 { $end })
length-minutes = { $minutes } 分钟
length-hours = { $hours } 小时
length-both = { $hours } 小时 { $minutes } 分钟
nothing-new = 已经是最新的,没有变化。

kind-install = 装机
kind-remove = 拆机
kind-move = 移机
kind-repair = 报修

service-fixed_line = 固话
service-broadband = 宽带
service-leased_line = 专线

tier-key = 重要客户
tier-vip = VIP 客户
tier-high_value = 高价值客户
tier-ordinary = 普通客户

status-new = 已受理
status-ready = 还没约时间
status-scheduled = 已预约
status-assigned = 已安排师傅
status-accepted = 师傅已接单
status-en_route = 师傅已出发
status-on_site = 师傅已到达
status-customer_absent = 上门时没遇到您
status-transferred = 已转给专人处理
status-connected = 师傅已处理好
status-completed = 待您确认
status-callback_due = 已结束
status-closed = 已完成
status-reopened = 重新处理中
status-on_hold = 暂缓
status-return_pending = 撤单办理中
status-returned = 已撤单
status-clear_requested = 核实中
