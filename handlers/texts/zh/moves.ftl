# The technician cannot keep a visit.
move-why = <b>📅 { $at } { $area } 要改期</b>
    为什么?原因会告诉客户;客户同意之前,原时间有效。
move-button-only-late = ⏰ 不改期,只晚到 { $minutes } 分钟 · { $at }
hand-back-why = <b>🙋 { $at } { $area } 去不了</b>
    为什么?会马上找别的师傅。
job-button-keep-visit = ⬅️ 算了,照旧
move-put-to-customer = 📅 已请客户另选时间,同意之前照旧
job-button-move-not = ↩️ 不改期了
move-taken-back = { $there ->
    [1] ↩️ 已告诉客户不用另约,今天接着做完
   *[0] ↩️ 已告诉客户不用改期,按原时间上门
}
handed-back = 好的,这单已交回,正在找别的师傅。
move-declined = { $there ->
    [1] ✋ { $area } { $kind } 客户不想改天,请今天做完;实在做不完请告诉调度。
   *[0] ✋ { $window } { $area } { $kind } 客户不改期,请按原时间上门。
}
