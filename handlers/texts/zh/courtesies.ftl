# Yes, no, later, thanks, hello, help; and the words of people who need a person.
courtesy-yes = 好的 👌 需要什么,随时说。
courtesy-no = 好的,什么都没有改动。
courtesy-staff = 好的 👌 要处理哪一单,请点那张卡片上的按钮。
courtesy-later = 好的,不着急,想好了随时找我。
courtesy-later-confirm = 好的,不着急。上门半小时前还会提醒您;想改时间,点上面的按钮或说一声就行。
courtesy-later-fixed = 好的,您先用着看看。试好了说一声「好了」或「没好」就行。
courtesy-at-home = 好的。现在还没有师傅在路上,出发了会马上告诉您。
courtesy-at-home-told = ✅ 已告诉{ $name }师傅。
courtesy-thanks = 不客气!😊
courtesy-here = 在的 👋
button-repair = 报修

help-customer =
    <b>我能帮您</b>
    🔧 报修、装机、移机、拆机,约好上门时间
    🕑 改时间、取消、看师傅到哪了
    💬 给师傅或调度留言,号码不外露

    点按钮,或者直接说:「宽带坏了,明天下午来人」「改到周五」「师傅到哪了」「转人工」。
    着急请拨打 { $hotline }。
help-staff = /start 打开首页。有问题请联系您的调度,或拨打 { $hotline }。

human =
    📞 客服热线 <b>{ $hotline }</b>
    也可以在这里写,马上转到人,回复就在这个聊天里。
button-write-dispatch = 写给调度
human-technician = 写给{ $name }师傅

complaint-sure = 听起来您不太满意,很抱歉。要把这句话转给调度处理吗?也可以拨打 { $hotline }。
complaint-passed = 很抱歉让您不满意。您的话已原样转给调度,会有人在这里回复您。也可以拨打 { $hotline }。
complaint-passed-to = 很抱歉让您不满意。您的话已原样转给调度 { $owner },由 { $owner } 负责答复您。也可以拨打 { $hotline }。

outage-none = 这里没有查到您那里的停网通知,但不能保证没有。可以先报修,师傅会来看;或写给调度问一下。
