"""Words as they are typed by ear: 取肖 for 取消, 师付 for 师傅. One letter put for another of the same sound."""

# Letters that sound alike, in the words below.
_ALIKE_WRITTEN = """
取去曲趣 消肖销削笑 确却缺 认人任 预予遇 约月越 改该盖 期其七 师失诗狮 傅付父副付 投头偷 诉速素拆 人认仁 工公功 宽款 带代戴待袋
网忘旺往 络罗洛落 修休秀 好号 装庄 移仪 机鸡几 维围 断段 故固 障张 路露 由游油 猫毛 光关 座坐 谢射些 哪那 复付 拆折 发法
"""
_ALIKE = {group[0]: group[1:] for group in _ALIKE_WRITTEN.split()}
_HEARD_WRITTEN = """
取消 取消预约 确认 预约 改期 改约 改时间 改一下 师傅 投诉 转人工 人工客服 人工 宽带 网络 断网 修好了 修好 没修好 维修 报修 移机 拆机 装宽带
路由器 光猫 座机 故障 在哪里 到哪了 到哪里了 到哪里 走到哪里了 谢谢 恢复了 出发了
"""
_MEANT = frozenset(("人认", "认工", "预遇", "光毛", "好号", "往络", "落络"))


def heard() -> dict[str, str]:
    """How a word may be typed by ear, and the word that is meant."""
    found: dict[str, str] = {}
    for word in _HEARD_WRITTEN.split():
        for place, letter in enumerate(word):
            for other in _ALIKE.get(letter, ""):
                typed = word[:place] + other + word[place + 1 :]
                if typed not in _MEANT:
                    found.setdefault(typed, word)
    return found
