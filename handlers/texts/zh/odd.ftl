# Photos, voice, stickers and the like outside any question.
odd-photo =
    📷 照片收到了,要发给谁?
    如果是报修,下单时也可以附上照片。
odd-photo-technician = 📷 照片收到了。回单照片请点「填回单」按提示发;要给调度看,点一下就转。
odd-photo-staff = 📷 这里用不到照片。要发给客户,请先点那条消息下面的「回复」。
odd-voice-staff = 🎤 语音我还听不懂,麻烦打字说一下;着急就打电话找调度。
odd-voice = 🎤 语音我还听不懂,麻烦打字说一下。着急的话请拨打 { $hotline }。
odd-video = 🎬 视频我看不了。请用文字说明,或发一张照片。
odd-sticker = 😊 收到!需要我做什么?
odd-document = 📄 文件我打不开。请用文字说明,或发一张照片。
odd-edited = ✏️ 改过的消息我不会重新处理,之前那条照原样算。要改的话,请再发一条新的。
odd-other = 这个我看不懂。请用文字告诉我。
