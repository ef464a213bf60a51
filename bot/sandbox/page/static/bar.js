// The strip on top: the product's name, the town's clock and what may be done to it.
import Icon from "./icons.js";
import { date, second } from "./time.js";

export default {
  components: { Icon },
  props: { title: String, t: Object, lang: String, zone: String, now: Number, moving: String },
  emits: ["advance", "newcomer", "language"],
  computed: {
    other() {
      return this.lang === "zh" ? "en" : "zh";
    },
    date() {
      return date(this.now, this.lang, this.zone);
    },
    time() {
      return second(this.now, this.lang, this.zone);
    },
    steps() {
      return [
        { by: "PT30M", text: this.t.half_hour },
        { by: "PT2H", text: this.t.two_hours },
        { by: "P1D", text: this.t.one_day },
      ];
    },
  },
  template: `
    <header class="bar" :class="{ moving: !!moving }">
      <div class="brand"><span class="logo"><Icon name="bell" :size="24" /></span><b>{{ title }}</b><small>{{ t.sandbox }}</small></div>
      <div class="clock" :aria-busy="!!moving">
        <div class="face-of-clock" role="timer"><Icon name="clock" :size="18" /><span class="date">{{ date }}</span><time>{{ time.slice(0, 5) }}<span>{{ time.slice(5) }}</span></time></div>
        <div class="steps">
          <button v-for="s in steps" :key="s.by" type="button" :class="{ busy: moving === s.by }" :disabled="!!moving" @click="$emit('advance', s.by)">{{ s.text }}</button>
          <button type="button" class="next" :class="{ busy: moving === 'next' }" :disabled="!!moving" :title="t.next_title" @click="$emit('advance', 'next')">{{ t.next }}<Icon name="next" :size="16" /></button>
        </div>
      </div>
      <div class="right">
        <button type="button" class="newcomer" :aria-label="t.newcomer" :title="t.newcomer" @click="$emit('newcomer')"><Icon name="plus" :size="17" /><span>{{ t.newcomer }}</span></button>
        <button type="button" class="language" :title="t.language" :lang="other" :aria-label="t.languages[other]" @click="$emit('language', other)">{{ t.other_language }}</button>
      </div>
      <i class="progress" aria-hidden="true"></i>
    </header>`,
};
