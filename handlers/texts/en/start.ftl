# The first card, and what a joining link opens.
welcome = <b>Hello, this is { $company } 👋</b>
    Repairs, installations, moves and removals: one sentence is enough, such as
    “My broadband is down, please come tomorrow after 3pm”.

    Or use the buttons:
menu = <b>What can we do for you?</b>
    Just say it in a sentence, or use the buttons:
button-menu = Main menu
button-kind-repair = 🔧 Repair
button-kind-install = 📦 Installation
button-kind-move = 🚚 Move
button-kind-remove = 🧰 Removal
button-visits = 📅 My visits

start-recognised = Hello { $name }!
start-your-order = { $name }, this is your order
start-joined = Welcome, { $name }!
start-joined-technician = Welcome, { $name }! Orders, reminders and close-outs all come here.
start-joined-dispatcher = Welcome, { $name }! Bookings, dispatching and tasks are all here.
start-joined-head = Welcome, { $name }! When an emergency needs you to lead, you hear of it here at once.
start-joined-hotline = Welcome, { $name }! Orders, tasks and outage news are all here.
start-joined-network_centre = Welcome, { $name }! /alarm raises an alarm of power intrusion.

# Somebody with two chats: where their news goes.
news-here-now = 📱 Reminders come to this chat from now on; your other chat has been told.
chat-changed-hands = 📱 This chat was { $was }’s and is { $name }’s now; the visits booked here have come along. If you did not want that, please ring { $hotline } at once.
news-elsewhere = <b>📱 Reminders go to your other chat now</b>
    { $chosen ->
        [chosen] You have just chosen it there.
       *[other] You have just shown there who you are, so reminders and answers go to that chat.
    }
    To have them here again, tap below. If it was not you, please ring { $hotline } at once.
button-news-here = Reminders here, please
news-here = 👌 Fine, reminders come here from now on.
