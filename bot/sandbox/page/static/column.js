// One person's phone: who they are, what they see, what they may press and write.
import Bubble from "./bubble.js";
import Composer from "./composer.js";
import Face from "./face.js";
import Icon from "./icons.js";
import { enter, walk } from "./menu.js";
import { date, dayKey, year } from "./time.js";

const NEAR = 80; // pixels from the bottom that still count as "reading the newest"

export default {
  components: { Bubble, Composer, Face, Icon },
  props: { seat: Object, people: Array, t: Object, lang: String, zone: String, now: Number, visible: Boolean },
  emits: ["show", "send", "tap", "earlier", "read", "zoom", "dialog"],
  data: () => ({ picking: false, atEnd: true, below: 0 }),
  computed: {
    person() {
      return this.people.find((p) => p.id === this.seat.person) || { id: 0, name: "", role: "none", photo: null, unread: 0 };
    },
    groups() {
      // People of this column's own role first, everybody else after them.
      const own = this.people.filter((p) => p.seat === this.seat.role);
      const others = this.people.filter((p) => p.seat !== this.seat.role);
      return [own, others].filter((group) => group.length);
    },
    elsewhere() {
      return this.people.filter((p) => p.seat === this.seat.role && p.id !== this.seat.person).reduce((n, p) => n + p.unread, 0);
    },
    inGroup() {
      return this.seat.group;
    },
    days() {
      // Grouped by day, so that each day's name stays on top only while its day is on screen.
      const days = [];
      for (const m of this.seat.messages) {
        const key = dayKey(m.at, this.zone);
        if (!days.length || days[days.length - 1].key !== key) days.push({ key, text: this.dayName(m.at), rows: [] });
        const { rows } = days[days.length - 1];
        if (this.seat.unreadFrom === m.id) rows.push({ kind: "unread", key: "unread" });
        if (m.service) rows.push({ kind: "service", key: m.id, text: m.service });
        else {
          const before = rows[rows.length - 1];
          const same = before?.m && before.m.mine === m.mine && before.m.who?.name === m.who?.name && m.at - before.m.at < 300000;
          if (same && !before.m.buttons.length) before.tail = false;
          rows.push({ kind: "message", key: m.id, m, tail: true, named: this.inGroup && !m.mine && !same, joined: !!same });
        }
      }
      return days;
    },
    status() {
      return this.t.roles[this.person.role] || this.person.role;
    },
  },
  watch: {
    "seat.version"() {
      this.settle(true);
    },
    "seat.messages": {
      deep: false,
      handler(now, was) {
        const fresh = now.length && was.length ? now.filter((m) => m.id > was[was.length - 1].id) : [];
        const own = fresh.some((m) => m.mine);
        this.settle(this.atEnd || own);
        if (!this.atEnd && !own) this.below += fresh.filter((m) => !m.mine).length;
      },
    },
    visible() {
      this.settle(this.atEnd);
    },
    "person.unread"() {
      this.read(); // the count may come after the message it counts
    },
    "seat.alert"(said) {
      // It has to be read; afterwards the keyboard goes on where it was.
      if (said) this.before = document.activeElement;
      this.$nextTick(() => (said ? this.$refs.heard : this.before)?.focus());
    },
    "seat.typing"() {
      if (this.atEnd) this.settle(true);
    },
  },
  mounted() {
    this.settle(true);
    this.away = (event) => {
      if (this.picking && !this.$refs.picker?.contains(event.target)) this.picking = false;
    };
    document.addEventListener("pointerdown", this.away);
    this.seen = () => this.read();
    document.addEventListener("visibilitychange", this.seen);
    // Pictures that arrive late must not push the newest message out of sight.
    this.grown = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.grown.observe(this.$refs.thread);
    this.grown.observe(this.$refs.scroll);
  },
  beforeUnmount() {
    document.removeEventListener("pointerdown", this.away);
    document.removeEventListener("visibilitychange", this.seen);
    this.grown.disconnect();
  },
  methods: {
    walk,
    pick() {
      // By keyboard the list is entered at once; a pointer finds its own way.
      this.picking = !this.picking;
      if (this.picking) this.$nextTick(() => enter(this.$refs.picker));
    },
    leave() {
      if (this.picking) this.$refs.whose.focus();
      this.picking = false;
    },
    dayName(at) {
      const keys = [0, 1].map((days) => dayKey(this.now - days * 86400000, this.zone));
      const known = keys.indexOf(dayKey(at, this.zone));
      const name = date(at, this.lang, this.zone);
      if (known >= 0) return `${[this.t.today, this.t.yesterday][known]} · ${name}`;
      return year(at, this.zone) === year(this.now, this.zone) ? name : `${year(at, this.zone)} · ${name}`;
    },
    settle(toEnd) {
      this.$nextTick(() => {
        if (toEnd) this.toEnd();
        this.read();
      });
    },
    toEnd() {
      const box = this.$refs.scroll;
      if (!box) return;
      box.scrollTop = box.scrollHeight;
      this.atEnd = true;
      this.below = 0;
    },
    jump() {
      const box = this.$refs.scroll;
      box.scrollTo({ top: box.scrollHeight, behavior: "smooth" });
    },
    scrolled() {
      const box = this.$refs.scroll;
      this.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      if (this.atEnd) {
        this.below = 0;
        this.read();
      }
    },
    read() {
      const last = this.seat.messages[this.seat.messages.length - 1];
      if (last && this.atEnd && this.visible && !document.hidden && this.person.unread) this.$emit("read", last.id);
    },
    earlier() {
      // Keep what is being read where it is while older messages come in above it.
      const box = this.$refs.scroll;
      const rest = box.scrollHeight - box.scrollTop;
      this.atEnd = false;
      this.$emit("earlier", () => this.$nextTick(() => (box.scrollTop = box.scrollHeight - rest)));
    },
    choose(person) {
      this.leave();
      this.$emit("show", { person: person.id, chat: "" });
    },
    start() {
      this.$emit("send", { text: "/start" });
    },
  },
  template: `
    <section class="phone" :class="'as-' + seat.role" :aria-label="t.roles[seat.role]" :data-seat="seat.role">
      <header ref="picker" @keydown="walk" @keydown.esc.stop="leave">
        <button ref="whose" type="button" class="whose" aria-haspopup="menu" :aria-expanded="picking" :title="t.switch" @click="pick">
          <Face :person="person" />
          <span class="names"><b>{{ person.name }}</b>
            <small v-if="seat.typing" class="typing">{{ t.typing[seat.typing] || t.typing.typing }}<i></i><i></i><i></i></small>
            <small v-else>{{ status }}</small></span>
          <span v-if="elsewhere" class="badge">{{ elsewhere }}</span>
          <Icon name="down" :size="16" />
        </button>
        <div v-if="picking" class="pop people" role="menu" :aria-label="t.switch">
          <template v-for="(group, g) in groups" :key="g">
            <hr v-if="g" />
            <button v-for="p in group" :key="p.id" type="button" role="menuitem" :class="{ on: p.id === seat.person }" @click="choose(p)">
              <Face :person="p" :size="34" />
              <span class="names"><b>{{ p.name }}</b><small>{{ t.roles[p.role] || p.role }}</small></span>
              <span v-if="p.unread" class="badge">{{ p.unread }}</span>
            </button>
          </template>
        </div>
      </header>
      <nav v-if="seat.chats.length > 1" class="chats" :aria-label="t.chats">
        <button v-for="c in seat.chats" :key="c.key" type="button" :class="{ on: c.key === seat.chat }" :aria-pressed="c.key === seat.chat" @click="$emit('show', { person: seat.person, chat: c.key })">
          <Icon :name="c.group ? 'group' : 'bell'" :size="15" />{{ c.title }}<span v-if="c.unread" class="badge">{{ c.unread }}</span></button>
      </nav>
      <div class="wall">
        <div class="scroll" ref="scroll" tabindex="0" role="log" aria-live="polite" :aria-label="person.name" @scroll.passive="scrolled">
          <div class="thread" ref="thread">
            <button v-if="seat.more" type="button" class="earlier" @click="earlier">{{ t.earlier }}</button>
            <div v-if="!seat.messages.length && person.id" class="empty">
              <span class="bell"><Icon name="bell" :size="46" /></span>
              <p>{{ t.hints[seat.role] }}</p>
              <button type="button" class="start" @click="start">{{ t.start }}</button>
            </div>
            <div v-for="d in days" :key="d.key" class="day-of">
              <div class="pill day">{{ d.text }}</div>
              <template v-for="row in d.rows" :key="row.key">
                <div v-if="row.kind === 'unread'" class="unread"><span>{{ t.unread }}</span></div>
                <div v-else-if="row.kind === 'service'" class="pill">{{ row.text }}</div>
                <Bubble v-else :class="{ joined: row.joined }" :message="row.m" :t="t" :lang="lang" :zone="zone" :tail="row.tail" :named="row.named"
                  :busy="seat.busy && seat.busy.message === row.m.id ? seat.busy.at : ''"
                  @tap="$emit('tap', $event)" @command="$emit('send', { text: $event })" @zoom="$emit('zoom', $event)" />
              </template>
            </div>
          </div>
        </div>
        <button v-if="!atEnd" type="button" class="jump" :aria-label="t.newest" @click="jump"><Icon name="down" :size="20" /><b v-if="below">{{ below }}</b></button>
        <transition name="rise"><div v-if="seat.toast" class="toast" role="status">{{ seat.toast }}</div></transition>
      </div>
      <Composer :key="seat.person + ':' + seat.chat" :seat="seat" :t="t" @send="$emit('send', $event)" @dialog="$emit('dialog', $event)" />
      <transition name="fade"><div v-if="seat.alert" class="veil" @click.self="seat.alert = ''" @keydown.esc.stop="seat.alert = ''">
        <div class="alert" role="alertdialog" aria-modal="true" :aria-label="seat.alert"><p>{{ seat.alert }}</p><button ref="heard" type="button" @click="seat.alert = ''">{{ t.ok }}</button></div>
      </div></transition>
    </section>`,
};
