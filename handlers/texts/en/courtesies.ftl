# Yes, no, later, thanks, hello, help; and the words of people who need a person.
courtesy-yes = All right 👌 Just say if you need anything.
courtesy-no = All right, nothing was changed.
courtesy-staff = All right 👌 To answer a card, please tap its buttons.
courtesy-later = No hurry. Come back whenever you like.
courtesy-later-confirm = No hurry. You are reminded half an hour before the visit; to change it, tap a button above or just say so.
courtesy-later-fixed = Of course, try it out first. Then just say “fixed” or “not fixed”.
courtesy-at-home = Good. Nobody is on the way yet; you will hear as soon as somebody is.
courtesy-at-home-told = ✅ Technician { $name } knows.
courtesy-thanks = You are welcome! 😊
courtesy-here = Here I am 👋
button-repair = Book a repair

help-customer =
    <b>What I can do</b>
    🔧 Book a repair, installation, move or removal
    🕑 Change or cancel a visit, see where the technician is
    💬 Write to the technician or the dispatcher, numbers hidden

    Tap a button, or just say it: “broadband is down, please come tomorrow afternoon”, “move it to Friday”, “where is the technician”, “I want a person”.
    If it is urgent, ring { $hotline }.
help-staff = /start opens your home card. For questions ask your dispatcher, or ring { $hotline }.

human =
    📞 Hotline <b>{ $hotline }</b>
    Or write here: it reaches a person at once, and the answer comes in this chat.
button-write-dispatch = Write to dispatch
human-technician = Write to technician { $name }

complaint-sure = It sounds as if something went wrong; I am sorry. Shall this go to the dispatcher? You can also ring { $hotline }.
complaint-passed = I am sorry about that. Your words went to the dispatcher as they are, and somebody answers you here. You can also ring { $hotline }.
complaint-passed-to = I am sorry about that. Your words went to { $owner }, who will answer you here. You can also ring { $hotline }.

outage-none = I find no notice of an outage at your place, though that is no proof. You can book a repair and somebody comes to look, or ask the dispatcher.
