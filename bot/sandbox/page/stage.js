// The whole page: the bar, three phones, what floats above them. The server owns the chats; this keeps what is shown.
import { Bar, Column, Dialogs, Face, Icon } from "menling-sandbox";

const KEPT = 240; // messages a column keeps before the oldest are let go again
const TOAST = 3500;
const TYPING = 5200;

const seat = (given) => ({
  person: 0, chat: "", group: false, address: {}, chats: [], messages: [], more: false, kept: KEPT, typing: "", keyboard: null, commands: [], unreadFrom: 0,
  busy: null, toast: "", alert: "", version: 0, ...given,
});

export default {
  components: { Bar, Column, Dialogs, Face, Icon },
  props: { texts: Object, lang: String, zone: String, title: String, start: Object },
  data() {
    const { seats, people, clock, home } = this.start;
    return { seats: seats.map(seat), people, home, clock: this.synced(clock), now: clock.now, tab: 0, zoomed: "", dialog: null, moving: "", toasts: [] };
  },
  computed: {
    t() {
      return this.texts;
    },
    unread() {
      return this.people.reduce((n, p) => n + p.unread, 0);
    },
  },
  watch: {
    unread: { immediate: true, handler(n) { document.title = n ? `(${n}) ${this.title}` : this.title; } },
    dialog(now) { if (!now) this.opener?.focus(); },
    lang: { immediate: true, handler(lang) { document.documentElement.lang = lang === "zh" ? "zh-CN" : "en"; } },
  },
  mounted() {
    this.timer = setInterval(this.tick, 250);
    this.narrow = matchMedia("(max-width: 899px)");
    this.narrowed = () => this.$forceUpdate();
    this.narrow.addEventListener("change", this.narrowed);
    this.escape = (event) => { if (event.key === "Escape") { this.zoomed = ""; this.dialog = null; } };
    document.addEventListener("keydown", this.escape);
    this.$emit("ready");
  },
  beforeUnmount() {
    clearInterval(this.timer);
    this.narrow.removeEventListener("change", this.narrowed);
    document.removeEventListener("keydown", this.escape);
  },
  methods: {
    synced: (clock) => ({ ...clock, since: performance.now() }),
    tick() {
      const { now, runs, since } = this.clock;
      const at = Math.floor((runs ? now + performance.now() - since : now) / 1000) * 1000;
      if (at !== this.now) this.now = at;
    },
    turn(by) {
      this.tab = (this.tab + by + this.seats.length) % this.seats.length;
      this.$refs.tabs[this.tab].focus();
    },
    shown(index) {
      return !this.narrow?.matches || this.tab === index;
    },
    unreadIn(index) {
      const { role } = this.seats[index];
      return this.people.filter((p) => p.seat === role).reduce((n, p) => n + p.unread, 0);
    },

    // --- what the server says -------------------------------------------------
    people_changed(people) {
      this.people = people;
    },
    clock_changed(clock) {
      this.clock = this.synced(clock);
      this.tick();
    },
    chat_opened(index, given) {
      const now = this.seats[index];
      this.seats[index] = seat({ role: now.role, version: now.version + 1, ...given });
    },
    chat_changed(index, chat, { messages = [], deleted = [], typing, keyboard, commands, chats }) {
      const now = this.seats[index];
      if (now.person !== chat[0] || now.chat !== chat[1]) return; // about somebody no longer shown here
      if (messages.length || deleted.length) {
        const byId = new Map(now.messages.map((m) => [m.id, m]));
        const oldest = now.more && now.messages.length ? now.messages[0].id : -Infinity;
        for (const m of messages) if (m.id >= oldest) byId.set(m.id, m);
        for (const id of deleted) byId.delete(id);
        const all = [...byId.values()].sort((a, b) => a.id - b.id);
        if (all.length > now.kept) now.more = true;
        now.messages = all.slice(-now.kept);
      }
      if (typing !== undefined) this.types(now, typing);
      if (keyboard !== undefined) now.keyboard = keyboard;
      if (commands !== undefined) now.commands = commands;
      if (chats !== undefined) now.chats = chats;
    },
    earlier_came(index, chat, { messages, more }) {
      const now = this.seats[index];
      if (now.person !== chat[0] || now.chat !== chat[1]) return;
      const known = new Set(now.messages.map((m) => m.id));
      now.messages = [...messages.filter((m) => !known.has(m.id)), ...now.messages];
      now.more = more;
      now.kept = Math.max(KEPT, now.messages.length + KEPT / 2); // what was asked for stays
      this.placed?.();
    },
    answered(index, { text, alert }) {
      const now = this.seats[index];
      now.busy = null;
      if (text && alert) now.alert = text;
      else if (text) this.said(now, text);
    },
    failed(index, text) {
      this.seats[index].busy = null;
      this.said(this.seats[index], text);
    },
    moved(text) {
      this.moving = "";
      if (text) this.toast(text);
    },
    notice(text) {
      this.toast(text);
    },

    // --- what people do ---------------------------------------------------------
    types(place, doing) {
      place.typing = doing;
      clearTimeout(place.stopping);
      if (doing) place.stopping = setTimeout(() => (place.typing = ""), TYPING); // nobody says when it has lapsed
    },
    said(place, text) {
      place.toast = text;
      clearTimeout(place.fading);
      place.fading = setTimeout(() => (place.toast = ""), TOAST);
    },
    toast(text) {
      const entry = { text, key: Math.random() };
      this.toasts.push(entry);
      setTimeout(() => (this.toasts = this.toasts.filter((one) => one.key !== entry.key)), TOAST + 1500);
    },
    show(index, { person, chat }) {
      this.$emit("show", { seat: index, person, chat });
    },
    async send(index, what) {
      const { person, chat } = this.seats[index];
      if (what.location) this.home = what.location;
      if (what.file) await this.upload(index, what);
      else this.$emit("send", { seat: index, person, chat, ...what });
    },
    async upload(index, { file, caption }) {
      // Files go over HTTP, by the call everybody else uses too.
      const { person, address } = this.seats[index];
      const body = { ...file, ...address, ...(caption ? { caption } : {}) };
      try {
        const answer = await fetch(`${window.path_prefix || ""}/sandbox/people/${person}/messages`, {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
        });
        if (!answer.ok) this.said(this.seats[index], (await answer.json()).error || this.t.not_sent);
      } catch {
        this.said(this.seats[index], this.t.not_sent);
      }
    },
    tap(index, { message, row, cell }) {
      const { person, chat } = this.seats[index];
      this.seats[index].busy = { message: message.id, at: `${row}:${cell}` };
      this.$emit("tap", { seat: index, person, chat, message: message.id, row, cell });
    },
    earlier(index, done) {
      const { person, chat, messages } = this.seats[index];
      this.placed = done;
      this.$emit("earlier", { seat: index, person, chat, before: messages.length ? messages[0].id : 0 });
    },
    read(index, upto) {
      const { person, chat } = this.seats[index];
      this.$emit("read", { seat: index, person, chat, upto });
    },
    advance(by) {
      this.moving = by;
      this.$emit("advance", { by });
    },
    open(index, dialog) {
      this.opener = document.activeElement;
      const person = this.people.find((p) => p.id === this.seats[index]?.person) || {};
      this.dialog = { seat: index, name: person.name || "", phone: person.phone || "", ...this.home, ...dialog };
    },
  },
  template: `
    <div class="stage">
      <Bar :title="title" :t="t" :lang="lang" :zone="zone" :now="now" :moving="moving"
        @advance="advance" @newcomer="open(0, { kind: 'newcomer' })" @language="$emit('language', { lang: $event })" />
      <nav class="tabs" role="tablist" :aria-label="t.phones" @keydown.left="turn(-1)" @keydown.right="turn(1)">
        <button v-for="(s, i) in seats" :key="i" ref="tabs" type="button" role="tab" :aria-selected="tab === i" :tabindex="tab === i ? 0 : -1" :class="['as-' + s.role, { on: tab === i }]" @click="tab = i">
          {{ t.roles[s.role] }}<span v-if="unreadIn(i)" class="badge">{{ unreadIn(i) }}</span></button>
      </nav>
      <main class="columns">
        <Column v-for="(s, i) in seats" :key="i" :class="{ off: tab !== i }" :seat="s" :people="people" :t="t" :lang="lang" :zone="zone"
          :now="now" :visible="shown(i)" @show="show(i, $event)" @send="send(i, $event)" @tap="tap(i, $event)" @earlier="earlier(i, $event)"
          @read="read(i, $event)" @zoom="zoomed = $event" @dialog="open(i, $event)" />
      </main>
      <transition-group name="rise" tag="div" class="toasts"><div v-for="one in toasts" :key="one.key" class="toast" role="status">{{ one.text }}</div></transition-group>
      <transition name="fade"><div v-if="zoomed" class="veil page zoom" role="dialog" aria-modal="true" :aria-label="t.photo" @click="zoomed = ''"><img :src="zoomed" :alt="t.photo" /></div></transition>
      <transition name="fade"><Dialogs v-if="dialog" :dialog="dialog" :t="t" :lang="lang" @close="dialog = null"
        @newcomer="$emit('newcomer', $event)" @send="send(dialog.seat, $event)" /></transition>
    </div>`,
};
