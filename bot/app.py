"""The one place where everything is wired together: database, conversation, delivery, clock, sandbox, health."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from sqlalchemy import Engine
from telegram.ext import ExtBot

from bot import clock as clocks
from bot.answers import keep_ready
from bot.client import Session
from bot.clock import Clock, Metronome
from bot.config import Settings, Understanding
from bot.delivery import Post
from bot.fallback import Fallback
from bot.feed_webhook import FeedWebhook
from bot.health import Metrics
from bot.log import get_logger
from bot.polling import Polling
from bot.rate import Allowance, SharedLimiter, SharedPace
from bot.telegram import Intake
from bot.wire import Wire
from bot.writer import Writer
from handlers import routers
from handlers.texts.render import Say
from handlers.understanding.model import Model
from models import migrating
from scheduling import clockwork, feed_posts, outbox, timers
from scheduling.database import open_engine
from scheduling.unit_of_work import CLOCK, Actor, Job, Store, UnitOfWork

if TYPE_CHECKING:
    from datetime import datetime

log = get_logger("app")

T = TypeVar("T")
HEARD_WITHIN = 5.0  # seconds a start waits for the sandbox whose clock it follows


class App:
    """Everything but the web server. `start` opens, `stop` closes; nothing is lost in between, however it ends."""

    def __init__(
        self, settings: Settings, *, token: str, api_base: str = "", clock: Clock | None = None,
        allowance: Allowance | None = None, engine: Engine | None = None,
    ) -> None:  # fmt: skip
        self.settings, self.token, self.api_base = settings, token, api_base.rstrip("/")
        self.policy = settings.policy
        self.clock = clock or Clock()
        self.metrics = Metrics()
        self.engine = engine or open_engine(settings.database_url)
        self.store = Store(self.engine, self.policy)
        self.writer = Writer(self.store)
        self.allowance = allowance or Allowance(self.policy.delivery)
        self.model = model_of(settings.understanding)
        self.feed = FeedWebhook(settings.hotline_feed, self.run)
        self.says = {language: self._say(language) for language in self.policy.languages}
        self._tasks: list[asyncio.Task[None]] = []

    def _say(self, language: str) -> Say:
        company = self.policy.company
        name = company.name.get(language) or next(iter(company.name.values()))
        return Say(language, self.policy.zone, {"company": name, "hotline": company.hotline}, self.policy.maps)

    def say_for(self, language: str) -> Say:
        return self.says.get(language) or self.says[self.policy.languages[0]]

    async def run(self, use_case: Callable[..., T], actor: Actor, *args: Any, **kwargs: Any) -> T:
        """A use-case in a transaction of its own, off the event loop."""
        done: T = await self.writer.run(Job(use_case, actor, self.clock.now(), args, kwargs))
        return done

    async def open(self) -> None:
        """Database migrated, both libraries connected; raises what stands in the way, before anything runs."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.writer.threads, migrating.upgrade, self.engine)
        server = TelegramAPIServer.from_base(self.api_base) if self.api_base else PRODUCTION
        session = Session(api=server)
        session.middleware(SharedPace(self.allowance))
        properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
        keep_ready()
        self.bot = Bot(self.token, session=session, default=properties)
        self.sender: ExtBot[Any] = sender(self.token, self.api_base, self.allowance)
        await self.sender.initialize()
        self.fallback = Fallback(self.settings.notify, self.settings.data)
        self.post = Post(
            self.sender, self.bot.id, self.run, self.say_for, self.allowance, self.metrics,
            self.policy.delivery.batch, self.fallback.send if self.settings.notify.fallback else None, self._fire,
        )  # fmt: skip
        self.intake = Intake(
            self.bot, self.run, routers.answering(self.model), self.policy, self.clock, self.say_for, self.allowance,
            self.metrics,
        )  # fmt: skip
        self.metronome = Metronome(self.settle, self.settings.wakes.outbox)
        self.store.on_commit = self.metronome.wake

    async def start(self, *, follow: str | None = None, poll: bool = True) -> None:
        """Begins to listen and to do what is due. `follow`: the sandbox whose clock is ours."""
        await self.run(outbox.recover, CLOCK)
        await self.feed.open()
        self.metronome.start()
        self.metronome.wake()
        if follow is not None:
            await self._follow(follow)
        if poll:
            self._tasks.append(asyncio.create_task(Polling(self.bot, self.intake).run(), name="polling"))

    async def _follow(self, sandbox: str) -> None:
        """A sandbox that is away is waited for while everything else goes on."""
        heard = asyncio.Event()
        following = clocks.follow(sandbox, self.clock, self.all_settled, self.next_due, heard)
        self._tasks.append(asyncio.create_task(following, name="clock"))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), HEARD_WITHIN)

    async def failed(self) -> BaseException | None:
        """Waits until one of the lasting tasks ends, and says why; they only end by failing."""
        if not self._tasks:
            await asyncio.Event().wait()
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).exception()

    async def settle(self) -> None:
        """Everything due by now: timers first, since they may owe somebody a message."""
        self.feed.wake()
        while await self.post.deliver_due():
            self.feed.wake()

    async def all_settled(self) -> None:
        """The sandbox's clock moves on when the hotline's system has been told as well, or has refused."""
        await self.metronome.settled()
        if self.feed.on:
            await self.feed.idle()
            await self.metronome.settled()

    async def _fire(self, due: list[int]) -> None:
        for timer_id in due:
            try:
                kind = await self.run(clockwork.fire, CLOCK, timer_id)
                if kind is not None:
                    self.metrics.timers.labels(kind.value).inc()
            except Exception:
                log.exception("a timer broke; it is tried again later", timer=timer_id)
                await self.run(clockwork.postpone, CLOCK, timer_id)

    async def next_due(self) -> datetime | None:
        return await self.run(next_due, CLOCK, self.feed.on)

    async def stop(self) -> None:
        """Closes in the order in which things depend on each other."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        if hasattr(self, "metronome"):
            await self.metronome.stop()
        await self.feed.close()
        if hasattr(self, "post"):
            await self.post.close()
        if hasattr(self, "sender"):
            await self.sender.shutdown()
        if self.model is not None:
            await self.model.close()
        if hasattr(self, "bot"):
            await self.bot.session.close()
        self.writer.close()
        self.engine.dispose()


def model_of(settings: Understanding) -> Model | None:
    """The model that may propose readings; none unless the operator names one."""
    if settings.model == "off":
        return None
    return Model(settings.url, settings.model, key=settings.key, timeout=settings.timeout.total_seconds())


def next_due(uow: UnitOfWork, feed: bool = False) -> datetime | None:
    """When the clock next has something to do: a message to send, a timer to fire, the hotline's system to tell."""
    moments = [outbox.next_due_at(uow), timers.next_timer_at(uow), feed_posts.next_due_at(uow) if feed else None]
    return min((moment for moment in moments if moment is not None), default=None)


def sender(token: str, api_base: str, allowance: Allowance) -> ExtBot[Any]:
    """python-telegram-bot's client for the outbox, held to the shared allowance."""
    base = {"base_url": f"{api_base}/bot", "base_file_url": f"{api_base}/file/bot"} if api_base else {}
    wire, unused = (Wire(most, outside=not api_base) for most in (32, 1))
    return ExtBot(token, request=wire, get_updates_request=unused, rate_limiter=SharedLimiter(allowance), **base)
