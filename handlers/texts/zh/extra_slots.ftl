# More capacity.
extra-who = <b>加开档期</b>:给谁?
extra-no-technicians = 还没有装维人员。
extra-everybody = 全部师傅
extra-name = { $name }
extra-day = 哪一天?
extra-times = <b>{ $day }</b> 加开几点的?每段 { $length }。
extra-no-times = <b>{ $day }</b> 没有可以加开的时间了。
extra-open = 已加开:{ $slots }
extra-open-one = { $at } { $name }
extra-opened = ✅ { $at } 已加开:{ $names }。
extra-was-open = { $at } 本来就有档期。
