"""One spelling for what people type many ways. Every mapping is letter for letter, so positions hold."""

# Traditional letters of the trade's words, each followed by its simplified form.
_TRADITIONAL = """
預预 約约 請请 問问 裝装 維维 寬宽 帶带 網网 絡络 線线 電电 話话 機机 號号 碼码 單单 訂订 師师 時时 間间 點点 鐘钟 後后 來来 過过
還还 沒没 個个 這这 嗎吗 麼么 麽么 們们 為为 爲为 誰谁 讓让 給给 換换 遲迟 銷销 訴诉 態态 惡恶 評评 舉举 報报 壞坏 斷断 聲声 雜杂
紅红 燈灯 閃闪 貓猫 謝谢 妳你 勞劳 煩烦 語语 漢汉 簡简 體体 說说 説说 講讲 認认 確确 對对 錯错 遷迁 戶户 辦办 開开 關关 樓楼 棟栋
區区 縣县 鄉乡 鎮镇 莊庄 園园 廣广 廈厦 東东 門门 邊边 裡里 裏里 遠远 離离 處处 進进 發发 燒烧 臨临 調调 復复 複复 現现 實实 際际
顯显 氣气 熱热 車车 誤误 幫帮 轉转 聽听 聴听 見见 覺觉 記记 詢询 務务 業业 員员 親亲 媽妈 爺爷 兒儿 幾几 兩两 萬万 剛刚 從从 將将
應应 該该 須须 長长 質质 選选 擇择 終终 無无 與与 並并 卻却 雖虽 級级 繳缴 費费 資资 總总 連连 結结 輸输 傳传 統统 計计 劃划 穩稳
續续 經经 丟丢 損损 傷伤 響响 鈴铃 湊凑 準准 備备 齊齐 滿满 擾扰 騷骚 盡尽 趕赶 產产 權权 變变 動动 專专 鄰邻 飯饭 醫医 難难 頭头
暈晕 禮礼 著着 塊块 錢钱 騙骗 爛烂 種种 囉啰 餵喂 搶抢 檢检 測测 設设 視视 頻频 獲获 達达 場场 狀状 況况 據据 撥拨 試试 願愿 絕绝
擔担 別别 幹干 簽签 歡欢 雙双 樣样 緊紧 啟启 閉闭 靜静 隨随 純纯 屬属 術术 協协 圍围 國国 圖图 團团 帳账 廠厂 強强 徑径 慮虑 懷怀
戲戏 掛挂 擊击 擬拟 攜携 敗败 數数 暫暂 會会 條条 極极 樹树 橋桥 殘残 歲岁 歷历 殺杀 涼凉 溫温 滅灭 灣湾 煙烟 爭争 牆墙 猶犹 獨独
當当 療疗 盤盘 眾众 禍祸 積积 窩窝 節节 範范 細细 組组 緩缓 編编 罰罚 職职 腦脑 臉脸 臺台 舊旧 藥药 補补 規规 觀观 訊讯 許许 證证
識识 議议 護护 負负 責责 貨货 買买 賣卖 賠赔 趙赵 陳陈 張张 劉刘 楊杨 黃黄 吳吴 孫孙 馬马 羅罗 鄭郑 輕轻 輛辆 農农 運运 違违 適适
遞递 遺遗 釋释 鋼钢 錄录 鎖锁 鐵铁 閒闲 陽阳 陰阴 隊队 階阶 險险 雲云 靈灵 頁页 項项 順顺 領领 題题 額额 類类 風风 飛飞 館馆 驗验
驚惊 髒脏 鬧闹 鮮鲜 麗丽 麥麦 黨党 齡龄 龍龙 僅仅 儘尽 優优 償偿 凍冻 則则 劑剂 勝胜 啞哑 喚唤 嚇吓 嚴严 堅坚 塵尘 奪夺 婦妇 學学
寫写 審审 層层 嶺岭 彈弹 徵征 恥耻 悶闷 慣惯 憑凭 戰战 拋抛 撿捡 擋挡 於于 曬晒 欄栏 決决 淨净 漲涨 澤泽 災灾 爾尔 牽牵 畫画 異异
礙碍 穫获 竊窃 紙纸 絲丝 綁绑 綠绿 綫线 縮缩 纔才 纖纤 羣群 聯联
"""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = dict(zip("　。、；｡､’‘“”「」『』…～\r\n\t", ' .,;.,\'\'"""""".~ , ', strict=True))
# Dialect and small particles, each said in another letter: 好啦 is 好了, 有人伐 is 有人吗, 甭来 and 覅来 are 别来.
_PAIRS = "啦了 咯了 喽了 伐吗 甭别 覅别 勿不 冇没"
SAID_ALIKE = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_TABLE: dict[int, int | str] = {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split()}
_TABLE |= SAID_ALIKE
_TABLE |= {ord(mark): plain for mark, plain in _MARKS.items()}
_TABLE |= _FULL_WIDTH
_TABLE |= {0xFF21 + i: 0x61 + i for i in range(26)} | {0x41 + i: 0x61 + i for i in range(26)}


def plain(text: str) -> str:
    """The same text, letter for letter, in lower case, half width and simplified characters."""
    return text.translate(_TABLE)


def half_width(text: str) -> str:
    """The same text, letter for letter, in half-width letters."""
    return text.translate(_FULL_WIDTH | {0x3000: 0x20})
