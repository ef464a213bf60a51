# A dispatcher's word of an outage.
outage-heard = 📣 您说的是停电或停网
outage-area = 📍 { $area }
outage-area-unsaid = 📍 没听出是哪个片区
outage-until = 🕕 预计到 { $at }
outage-until-unsaid = 🕕 没听出到什么时候
outage-not-kept = 还没有登记,也没有通知任何人:停电停网暂时不能在这里登记。受影响的客户来问,请照此答复;有报修仍可下单。
