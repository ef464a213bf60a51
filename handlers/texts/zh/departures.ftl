# Setting out.
checklist = <b>🎒 出发前核对 · { $area }</b>
    建议 { $at } 出发。都带齐了吗?
checklist-tools = 工具
checklist-materials = 材料备件
checklist-papers = 工单资料
checklist-uniform = 工装
checklist-certificate = 服务证
checklist-shoe-covers = 鞋套
checklist-cloth = 垫布
job-button-all-checked = ✅ 都带齐了,出发
job-button-ticked = ☑️ { $what }
job-button-unticked = ⬜ { $what }
job-button-go-without = 先出发(还有 { $left } 项没勾)
departed = { $told ->
    [no] 🚗 已出发。客户没有聊天,请打电话说一声预计几点到
   *[yes] 🚗 已出发,客户已收到预计到达时间
}
how-late = <b>⏰ { $area },约好 { $promised }</b>
    会晚多久?客户会马上收到新的时间。
job-button-late-by = { $minutes } 分钟 · { $at }
late-told = { $told ->
    [no] ⏰ 记下了:约 { $at } 到。客户没有聊天,调度会打电话告诉客户
   *[yes] ⏰ 已告诉客户:约 { $at } 到
}
eta-in-time = 👍 赶得上,约的是 { $promised },没有打扰客户
eta-in-time-told = 👍 赶得上 { $promised },已告诉客户不晚了
depart-now = 🚗 该出发了:{ $promised } 要到 { $area }
not-departed = ⚠️ 还没出发?{ $promised } 要到 { $area },调度也收到提醒了
