# Who goes, and another time by telephone.
candidate = { $name }(当天 { $jobs } 单)
assign-who = <b>派给谁?</b> { $number } · { $area }
    🕑 { $window }
    这些师傅有资格也有空,近的在前。
assign-nobody = <b>没有师傅有空</b> { $number } · { $area }
    🕑 { $window }
    可以改时间,或者加开档期。
assigned = 📨 已点名 { $name },等答复。
take-back-sure = 要从 { $name } 收回 { $number } 吗?收回后会重新问别的师傅。
button-leave-it = 先不动
button-take-back-yes = 收回
taken-back-done = ↩️ 已收回,正在问别的师傅。
helpers-who = <b>{ $number } 再派谁同去?</b>
helpers-nobody = 这个时间没有别的师傅有空。
helper-added = 👥 { $name } 会同去,师傅们都收到了通知。
marked-urgent = 🔥 已标加急{ $asked ->
    [yes] ,同时问几位师傅,先接先得。
   *[no] 。
 }
marked-ready = ✅ 资源就绪,客户可以约时间了。
confirmed-after-all-not = ↩️ 已撤销:客户还没有确认。
confirmed-by-phone = ✅ 记下了:客户电话确认。
kept-old-time = ✅ 记下了:原时间不变,师傅会收到通知。
desk-cancel-what = <b>{ $customer } 要取消什么?</b> { $number }
button-cancel-visit = 这次不来,以后再约
button-cancel-needless = 已经好了,不用修了
button-cancel-order = 整单不要了(走退单流程)
desk-cancelled-visit = ✖️ 这次上门取消了,工单等客户再约。
desk-cancelled-needless = ✅ 客户说已经好了,工单转待回访。
desk-cancelled-order = ✖️ 上门取消了,已请客响中心处理退单。

move-whose = <b>改时间:是谁要改?</b> { $number }
    👤 { $customer }
    🕑 { $window }
button-move-customer = 客户要改
button-move-company = 我方要改,客户电话里同意了
button-move-agreed = 客户同意改
button-move-keep = 客户不改,原时间
button-move-ask = 我方要改,请客户在聊天里选
move-why-company = 我方为什么要改?原因会告诉客户。
move-put-to-them = ✋ 已请客户选时间;客户同意之前原时间有效。
desk-slots-past-limit = ⏳ 有些时间超过时限({ $due }),选它要说明原因。
desk-slots-head = 客户什么时候方便?
time-move = <b>给 { $customer } 改到:</b>
time-book = <b>给 { $customer } 约在:</b>
time-past-deadline = ⚠️ 这个时间超过时限({ $due_at }),请选原因:
time-override = 📝 超过时限,原因:{ $reason }
time-overtaken = 👥 刚才已经有同事处理了这张单,您选的时间没有改上去。现在是:
time-held = 已保留到 { $until }。
button-time-yes = 定了
button-desk-other-time = 换个时间
override-customer = 客户自己要更晚
override-no_capacity = 时限内没有空档
override-waiting_resources = 等线路或设备
override-other = 其他…
override-why = 请写一句原因(会记在工单上)。
time-done = ✅ 定了:{ $window }。客户会收到消息。
time-done-read-out = ✅ 定了。客户没有聊天账号,请念给客户听:<b>{ $window }</b>,单号 { $number }。
