# Reasons people choose from (policy.reasons), worded so that customer, technician and dispatcher may all read them.
reason-too_far = 太远
reason-overlap = 时间冲突
reason-not_skilled = 这类活不熟
reason-no_material = 缺材料
reason-vehicle = 车辆故障
reason-unwell = 身体不适
reason-other = 其他原因
reason-overrun = 上一单超时
reason-traffic = 交通拥堵
reason-weather = 天气不好
reason-plant = 外线或机房问题
reason-sick = 病假
reason-leave = 休假
reason-training = 培训
reason-left = 已离职
