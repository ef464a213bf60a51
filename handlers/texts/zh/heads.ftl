# The first card of a head of unit.
head-home = <b>{ $name },您好</b> · 负责人
    { $count ->
        [0] 现在没有应急。
       *[other] 正在应急:{ $count } 处。
    }
head-help = /emergency 启动或查看应急
    /lend 借调师傅 · /loans 看借调
    /invite 邀请同事
