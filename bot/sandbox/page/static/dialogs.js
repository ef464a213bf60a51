// The few small forms: a new customer, a place, a contact.
import Icon from "./icons.js";

const METRES = 4000; // what the little map spans from side to side

export default {
  components: { Icon },
  props: { dialog: Object, t: Object, lang: String },
  emits: ["close", "newcomer", "send"],
  data() {
    const { kind, latitude, longitude, name, phone, own } = this.dialog;
    return { kind, name: kind === "newcomer" ? "" : name, phone, own: own !== false, language: this.lang, latitude, longitude, home: [latitude, longitude] };
  },
  computed: {
    pin() {
      const perDegree = 111320;
      const east = (this.longitude - this.home[1]) * perDegree * Math.cos((this.home[0] * Math.PI) / 180);
      const north = (this.latitude - this.home[0]) * perDegree;
      return { left: `${50 + (east / METRES) * 100}%`, top: `${50 - (north / (METRES / 2)) * 100}%` };
    },
    ready() {
      if (this.kind === "contact") return !!this.name.trim() && /\d{3}/.test(this.phone);
      if (this.kind === "location") return Math.abs(this.latitude) <= 90 && Math.abs(this.longitude) <= 180;
      return !!this.name.trim();
    },
  },
  mounted() {
    this.$nextTick(() => this.$el.querySelector("input")?.focus());
  },
  methods: {
    stay(event) {
      // What lies below waits: Tab goes round in the form.
      const stops = [...this.$refs.form.querySelectorAll("button:not(:disabled), input")];
      const to = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement !== to) return;
      event.preventDefault();
      stops.at(event.shiftKey ? -1 : 0).focus();
    },
    point(event) {
      const box = event.currentTarget.getBoundingClientRect();
      const east = ((event.clientX - box.left) / box.width - 0.5) * METRES;
      const north = (0.5 - (event.clientY - box.top) / box.height) * (METRES / 2);
      this.latitude = Number((this.home[0] + north / 111320).toFixed(6));
      this.longitude = Number((this.home[1] + east / (111320 * Math.cos((this.home[0] * Math.PI) / 180))).toFixed(6));
    },
    submit() {
      if (!this.ready) return;
      if (this.kind === "newcomer") this.$emit("newcomer", { name: this.name.trim(), language: this.language });
      else if (this.kind === "contact") this.$emit("send", { contact: { phone: this.phone.trim(), name: this.name.trim(), own: this.own } });
      else this.$emit("send", { location: { latitude: Number(this.latitude), longitude: Number(this.longitude) } });
      this.$emit("close");
    },
  },
  template: `
    <div class="veil page" @click.self="$emit('close')" @keydown.tab="stay">
      <form ref="form" class="form" role="dialog" aria-modal="true" :aria-label="t.dialogs[kind]" @submit.prevent="submit">
        <h2>{{ t.dialogs[kind] }}<button type="button" class="tool" :aria-label="t.cancel" @click="$emit('close')"><Icon name="close" /></button></h2>
        <template v-if="kind === 'newcomer'">
          <label>{{ t.name }}<input v-model="name" maxlength="64" required :placeholder="t.name_example" /></label>
          <div class="choice" role="radiogroup" :aria-label="t.language">
            <button v-for="code in ['zh', 'en']" :key="code" type="button" role="radio" :aria-checked="language === code" :class="{ on: language === code }" @click="language = code">{{ t.languages[code] }}</button>
          </div>
        </template>
        <template v-else-if="kind === 'contact'">
          <label>{{ t.name }}<input v-model="name" maxlength="64" required /></label>
          <label>{{ t.phone }}<input v-model="phone" maxlength="20" inputmode="tel" required /></label>
          <label class="check"><input type="checkbox" v-model="own" />{{ t.own_contact }}</label>
        </template>
        <template v-else>
          <div class="pad" @click="point"><span class="pin" :style="pin"><Icon name="place" :size="34" /></span><small>{{ t.pad_scale }}</small></div>
          <div class="two"><label>{{ t.latitude }}<input v-model.number="latitude" type="number" step="any" min="-90" max="90" required /></label>
            <label>{{ t.longitude }}<input v-model.number="longitude" type="number" step="any" min="-180" max="180" required /></label></div>
        </template>
        <button type="submit" class="start" :disabled="!ready">{{ t.confirm[kind] }}</button>
      </form>
    </div>`,
};
