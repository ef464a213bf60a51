# Photos, voice, stickers and the like outside any question.
odd-photo =
    📷 Got your photo. Who should have it?
    When you book a repair you can add a photo too.
odd-photo-technician = 📷 Got your photo. Photos of the work go into the close-out, which asks for them; one tap shows this one to the dispatcher.
odd-photo-staff = 📷 A photo is of no use here. To send one to a customer, tap “Answer” below their message first.
odd-voice-staff = 🎤 I cannot follow voice messages yet. Please type it; if it is urgent, ring dispatch.
odd-voice = 🎤 I cannot follow voice messages yet. Please type it; if it is urgent, ring { $hotline }.
odd-video = 🎬 I cannot watch videos. Please put it in words, or send a photo.
odd-sticker = 😊 Thanks! What can I do for you?
odd-document = 📄 I cannot open files. Please put it in words, or send a photo.
odd-edited = ✏️ I do not read edited messages again: the first wording counts. To change something, please send a new message.
odd-other = I cannot read that. Please tell me in words.
