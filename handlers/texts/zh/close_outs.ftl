# The close-out record. field-…, choice-…, suggest-… end in the names of config.yaml: close_out.fields.
record-page = <b>📝 回单 { $at }/{ $count } · { $area }</b>
record-ask = { $optional ->
    [1] { $what }(选填)
   *[0] { $what }
}
record-how-number = 直接输入数字。
record-how-text = 点选或直接输入。
record-how-typed = 请直接输入。
record-how-reading = 输入测试数值,例如 光功率 -18.5 dBm,或测速 480 Mbps。
record-how-choice = 请选一项。
record-how-yes_no = 请选择。
record-how-photo = 请发照片,可以多张。照片里别露出账号和密码。
record-stands = 已填:{ $value }
record-ticks = 都做好了吗?做好的点一下,或一次全勾。
record-summary = <b>📋 回单总览 · { $area }</b>
    工单 <code>{ $number }</code>
record-line = ✅ { $what }:{ $value }
record-line-missing = ▫️ { $what }:{ $value }
record-line-open = ▫️ { $what }:可不填
record-empty = 未填
record-yes = 是
record-no = 否
record-photos = { $count } 张
record-photo-kept = 📷 照片已收下(共 { $count } 张)
record-missing = ⚠️ 还不能完成,缺:<b>{ $fields }</b>
job-button-all-ticked = ✅ 全部做好了
job-button-page-back = ⬅️ 上一步
job-button-page-on = 下一步 ➡️
job-button-skip = 跳过
job-button-summary = 📋 总览
job-button-ticks = 勾选项
job-button-edit-line = ✏️ { $what }
job-button-complete = ✅ 完成回单
closed-out = 📝 已回单,正在请客户确认

unfit-one-number = 请只输入一个数字({ $unit }),例如 480。
unfit-out-of-range = 这个数不太对:应在 { $least } 到 { $most } { $unit } 之间,请再看一眼。
unfit-long = 太长了,请控制在 { $most } 字以内。
unfit-empty = 没看到内容,请写几个字。
unfit-no-figure = 里面要有测到的数值,例如 -18.5 dBm。
unfit-password = 🔒 看起来像密码,没有保存。密码不要发在聊天里,也请把那条消息删掉。
unfit-photo-wanted = 这一步请发照片。
unfit-photo-large = 照片太大了,请发 { $most } MB 以内的。
unfit-tap-instead = 这一步请点按钮。
unfit-content = 这个用不上,请按下面的提示来。

field-speed_mbps = 开通测速(Mbps)
field-indoor_wiring = 室内布线
field-splitter_position = 分光器位置
field-account_label = 光猫背面已贴账号和报障电话标签
field-lightning_label = 已贴防雷标签
field-cause = 故障原因
field-work_done = 处理内容
field-reading = 测试数据
field-photo = 现场照片
field-frame_jumper = 已拆配线架跳线
field-cross_connect_jumper = 已拆交接箱跳线
field-onu_jumper = 已拆 ONU 侧跳线
field-data_port = 数据端口已释放
field-others_undisturbed = 没有影响其他用户
field-resource_changed = 资源(线对、端口)有变更吗
field-resource_values = 变更后的资源数据

choice-drop_line = 皮线 / 入户线
choice-indoor_wiring = 室内线
choice-terminal = 光猫 / 终端
choice-splitter = 分光器
choice-cable = 光缆 / 主干
choice-exchange_side = 局端
choice-power = 供电
choice-customer_device = 客户设备
choice-other = 其他

suggest-indoor_wiring = 六类网线|超五类网线|皮线光缆|利旧原有布线
suggest-work_done = 重做接头|更换皮线|更换光猫|重新配置光猫|更换网线|处理外线
