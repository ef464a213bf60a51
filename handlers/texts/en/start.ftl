# The first card, the identity check, languages.
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
button-language = 🌐 Language / 语言
button-identify = 🔍 Find my order

language-name = English
language-which = Please choose a language / 请选择语言
language-chosen = Good, English it is from now on.

identity-number = Please send the order number and the last four digits of the phone on file, such as <code>261124-123456 8001</code>.
    Or share your own number with the button below.
identity-number-unclear = I cannot see an order number in that. It looks like <code>261124-123456</code>.
identity-four = And the last four digits of the phone on file, please.
identity-contact-unclear = That number cannot be read. Please send the order number and the last four digits instead.
identity-phone-kept = Number confirmed: { $phone }
start-recognised = Hello { $name }!
start-your-order = { $name }, this is your order
start-joined = Welcome, { $name }!
start-joined-technician = Welcome, { $name }! Orders, reminders and close-outs all come here.
start-joined-dispatcher = Welcome, { $name }! Bookings, dispatching and tasks are all here.
start-joined-head = Welcome, { $name }! When an emergency needs you to lead, you hear of it here at once.
start-joined-hotline = Welcome, { $name }! Orders, tasks and outage news are all here.
start-joined-network_centre = Welcome, { $name }! /alarm raises an alarm of power intrusion.
