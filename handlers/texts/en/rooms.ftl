# The dispatch room. Nothing about a customer appears there.
room-bound = ✅ This group is now the dispatch room of “{ $unit }”. New orders and tasks are announced here, never customer data; write to me in private to deal with them.
room-unbound = This group hears nothing more.
room-lost = 👥 I was removed from the dispatch group, so it gets no more alerts. To go on, add me again and send /bind there.
room-was-none = This group was not bound.
room-help = Only announcements here. Deal with orders in our private chat. A dispatcher binds this group with /bind and releases it with /unbind.
room-only-in-group = Add me to the group and send /bind there.
room-order-taken = 🆕 { $urgent }{ $kind } · { $area } · <code>{ $number }</code>
room-task = 📌 { $what } · { $urgent }{ $kind } · { $area } · <code>{ $number }</code>
room-task-no-order = 📌 { $what }
room-off = 🤒 A technician is away and leaves { $count ->
    [one] one visit
   *[other] { $count } visits
}
