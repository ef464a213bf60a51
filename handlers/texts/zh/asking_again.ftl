# "Later, tomorrow after seven": asked again, or reminded, at a time of the customer's own.
ask-again = 好的,{ $at } 再问您
ask-again-too-late = { $at } 再问就晚了,现在方便点一下吗?
remind-then = 好的,{ $at } 提醒您
remind-too-late = { $at } 不在上门之前,提醒不到。上门半小时前会照常提醒您
remind-now = ⏰ 您让我提醒的:上门时间没有变
remind-nothing = 您现在没有约好的上门,没有要提醒的事。想约时间,说一声就行。
