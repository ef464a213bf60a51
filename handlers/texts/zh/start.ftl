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

# Somebody with two chats: where their news goes.
news-here-now = 📱 以后的提醒都发到这个聊天,您原来的聊天也收到了说明。
chat-changed-hands = 📱 这个聊天原来是{ $was }的,现在是{ $name }的;原来的预约也一起带过来了。不是您要换的?请马上拨打 { $hotline }。
news-elsewhere = <b>📱 以后的提醒不发到这里了</b>
    { $chosen ->
        [chosen] 您刚在另一个聊天里选了「提醒发到这里」。
       *[other] 您刚在另一个聊天里核实了身份,提醒和回复改发到那边。
    }
    想照旧发到这里,点一下按钮。如果不是您本人,请马上拨打 { $hotline }。
button-news-here = 提醒发到这里
news-here = 👌 好的,以后的提醒都发到这里。
