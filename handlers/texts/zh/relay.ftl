# The relay: customer, technician and dispatcher write to each other, numbers hidden.
relay-write-dispatch = ✍️ 请直接写下要问的事(也可以发照片),我们马上转给调度。
relay-write-technician = ✍️ 请写给{ $name }师傅(也可以发照片),双方号码都不会显示。
relay-write-customer = ✍️ 请写给客户 { $name }(也可以发照片),双方号码都不会显示。
relay-write-answer = ✍️ 请写下您的回复(也可以发照片)。
relay-rather-technician = 改为写给{ $name }师傅
relay-stop = 不写了
relay-stopped = 好的,没有发送任何内容。
relay-words-or-photo = 这里只能转文字和照片,请用文字写一下。
relay-sent-dispatch = ✅ 已转给调度,有专人跟进,回复会出现在这里。
relay-sent-technician = ✅ 已转给{ $name }师傅,回复会出现在这里。
relay-sent-customer = ✅ 已转给客户 { $name },回复会出现在这里。
relay-sent-answer = ✅ 已回复。
relay-more = 再写一条
relay-answer = 回复
relay-take-over = 我来跟进
button-see-order = 看预约
relay-about = 🔖 { $kind } { $number } · { $area }
relay-from-customer = 💬 客户 { $name }
relay-from-technician = 💬 { $name }师傅
relay-from-dispatch = 💬 调度 { $name }
relay-from-us = 💬 调度回复您

refused-looks-like-password = 🔒 这句话里好像有密码。为了您的安全,密码不经过这里,也请不要告诉任何人;请去掉密码再发,并把刚才那条消息删掉。
