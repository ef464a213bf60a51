"""A small bot with everything a page must be able to show, in one process with the sandbox and its page."""

import asyncio
import base64
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.sandbox.limits import RateLimits
from bot.sandbox.page import mount
from bot.sandbox.server import create_app, serve
from bot.sandbox.store import Sandbox

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFUlEQVR4nGM0qT7AgBsw4ZEbwdIAJmIB0EBP0ggAAAAASUVORK5CYII="
)
PEOPLE = [
    (1001, "王芳", "zh", "customer"),
    (1002, "Emma Clark", "en", "customer"),
    (1004, "张伟", "zh", "technician"),
    (1005, "刘洋", "zh", "technician"),
    (1006, "陈静", "zh", "dispatcher"),
]

dispatcher = Dispatcher()


def keys(*rows: str) -> InlineKeyboardMarkup:
    """Each row is words separated by spaces; a word is a button's text and its data."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=w, callback_data=w) for w in row.split()] for row in rows]
    )


@dispatcher.message(CommandStart())
async def start(message: Message) -> None:
    """The first card."""
    markup = keys("报修 装机", "提醒")
    markup.inline_keyboard.append([InlineKeyboardButton(text="官网", url="https://example.org/")])
    await message.answer("您好,<b>我是门铃</b>。<tg-spoiler>秘密</tg-spoiler> 1 &lt; 2", reply_markup=markup)


@dispatcher.message(Command("keys"))
async def reply_keys(message: Message) -> None:
    """A reply keyboard of all kinds."""
    number = KeyboardButton(text="我的号码", request_contact=True)
    place = KeyboardButton(text="我的位置", request_location=True)
    rows = [[number, place], [KeyboardButton(text="算了")]]
    await message.answer("怎么找您?", reply_markup=ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True))


@dispatcher.message(Command("things"))
async def things(message: Message) -> None:
    """A picture, a file, a place."""
    await message.answer_photo(BufferedInputFile(PICTURE, "face.png"), caption="张伟师傅")
    await message.answer_document(BufferedInputFile(b"BEGIN:VCALENDAR", "visit.ics"), caption="日历")
    await message.answer_venue(30.6571, 104.0809, title="春熙路", address="18 号")


@dispatcher.message(Command("many"))
async def many(message: Message) -> None:
    """Enough to need a scroll bar."""
    for number in range(1, 26):
        await message.answer(f"第 {number} 条\n{'。' * 30}")


@dispatcher.message(Command("slow"))
async def slow(message: Message) -> None:
    """Something that takes a while."""
    await message.bot.send_chat_action(message.chat.id, "typing")
    await asyncio.sleep(0.7)
    await message.answer("想好了")


@dispatcher.message(F.contact)
async def contact(message: Message) -> None:
    """A number that was shared."""
    await message.answer(f"记下了 {message.contact.phone_number}", reply_markup=ReplyKeyboardRemove())


@dispatcher.message(F.location)
async def location(message: Message) -> None:
    """A place that was shared."""
    await message.answer(f"看到了 {message.location.latitude:.2f}")


@dispatcher.message(F.photo)
async def photo(message: Message) -> None:
    """A picture that was sent."""
    await message.answer(f"照片 {message.photo[-1].width}")


@dispatcher.message()
async def anything(message: Message) -> None:
    """The words back, as text."""
    await message.answer(f"收到:{message.text}", parse_mode=None)


@dispatcher.callback_query(F.data == "报修")
async def edit(query: CallbackQuery) -> None:
    """The card changes in place."""
    await query.message.edit_text("好,<b>什么时候</b>?", reply_markup=keys("上午 下午"))
    await query.answer("记下了")


@dispatcher.callback_query()
async def alarm(query: CallbackQuery) -> None:
    """Something to be read before going on."""
    await query.answer(f"按了 {query.data}", show_alert=True)


async def main(port: int) -> None:
    """The sandbox with its page and the bot, until killed."""
    sandbox = Sandbox(limits=RateLimits.off())
    for identity, name, language, role in PEOPLE:
        sandbox.seed_person(identity, name, language, role)
    app = create_app(sandbox)
    mount(app, sandbox)
    server = await serve(sandbox, "127.0.0.1", port, app=app)
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    bot = Bot("1:sandbox", session=session, default=DefaultBotProperties(parse_mode="HTML"))
    await bot.set_my_commands([BotCommand(command=c, description=d) for c, d in [("keys", "键"), ("slow", "慢")]])
    await dispatcher.start_polling(bot)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
