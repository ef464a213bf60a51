# The first card, and what a joining link opens.
welcome = <b>您好,这里是{ $company } 👋</b>
    报修、装机、移机、拆机,一句话就能约好,例如:
    「宽带坏了,明天下午三点以后来人」

    也可以点下面的按钮:
menu = <b>您想办什么?</b>
    直接说一句话,或点下面的按钮:
button-menu = 主菜单
button-kind-repair = 🔧 报修
button-kind-install = 📦 装机
button-kind-move = 🚚 移机
button-kind-remove = 🧰 拆机
button-visits = 📅 我的预约

start-recognised = { $name },您好!
start-your-order = { $name },这是您的工单
start-joined = 欢迎加入,{ $name }!
start-joined-technician = 欢迎加入,{ $name }!派单、提醒和回单都在这里。
start-joined-dispatcher = 欢迎加入,{ $name }!预约、派单和待办都在这里。
start-joined-head = 欢迎加入,{ $name }!应急由您牵头时,会在这里马上通知您。
start-joined-hotline = 欢迎加入,{ $name }!工单、待办和停网通报都在这里。
start-joined-network_centre = 欢迎加入,{ $name }!发 /alarm 就能发出强电入侵告警。
