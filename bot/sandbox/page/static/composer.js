// Where a person writes, attaches and presses reply-keyboard buttons.
import Icon from "./icons.js";
import { asPhoto, asFile } from "./files.js";
import { enter, walk } from "./menu.js";

export default {
  components: { Icon },
  props: { seat: Object, t: Object },
  emits: ["send", "dialog"],
  data: () => ({ text: "", pop: "", keys: true }),
  computed: {
    keyboard() {
      return this.seat.keyboard?.rows?.length ? this.seat.keyboard : null;
    },
    menu() {
      return this.pop || this.matching.length;
    },
    matching() {
      const commands = this.seat.commands || [];
      if (this.pop === "commands") return commands;
      const typed = this.text.match(/^\/(\w*)$/);
      return typed ? commands.filter((c) => c.command.startsWith(typed[1].toLowerCase())) : [];
    },
  },
  watch: {
    "seat.keyboard"() {
      this.keys = true;
    },
    text() {
      this.$nextTick(() => {
        const box = this.$refs.box;
        if (!box) return;
        box.style.height = "auto";
        box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
      });
    },
  },
  mounted() {
    this.away = (event) => {
      if (this.pop && !this.$el.contains(event.target)) this.pop = "";
    };
    document.addEventListener("pointerdown", this.away);
  },
  beforeUnmount() {
    document.removeEventListener("pointerdown", this.away);
  },
  methods: {
    drawn: (text) => /^\p{Extended_Pictographic}/u.test(text),
    walk,
    toggle(what) {
      this.pop = this.pop === what ? "" : what;
      if (this.pop) this.$nextTick(() => enter(this.$el));
    },
    leave() {
      this.pop = "";
      this.$refs.box.focus();
    },
    submit() {
      if (!this.text.trim()) return;
      this.$emit("send", { text: this.text });
      this.text = "";
    },
    enter(event) {
      // Enter also accepts a word in Chinese input methods: then it is not "send".
      if (event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    },
    run(command) {
      this.pop = "";
      this.text = "";
      this.$refs.box.focus();
      this.$emit("send", { text: `/${command}` });
    },
    press(key) {
      if (key.ask) this.$emit("dialog", { kind: key.ask, own: true });
      else this.$emit("send", { text: key.text });
      if (this.keyboard.once) this.keys = false;
    },
    async picked(event, how) {
      const [file] = event.target.files;
      event.target.value = "";
      this.pop = "";
      if (file) this.$emit("send", { file: how === "photo" ? await asPhoto(file) : await asFile(file), caption: this.text });
      this.text = "";
    },
    async pasted(event) {
      const file = [...(event.clipboardData?.files || [])].find((f) => f.type.startsWith("image/"));
      if (!file) return;
      event.preventDefault();
      this.$emit("send", { file: await asPhoto(file), caption: this.text });
      this.text = "";
    },
  },
  template: `
    <footer class="composer" @keydown="menu && walk($event)" @keydown.esc="leave">
      <div v-if="matching.length" class="pop commands" role="menu" :aria-label="t.commands">
        <button v-for="c in matching" :key="c.command" type="button" role="menuitem" @click="run(c.command)">
          <span>/{{ c.command }}</span><small>{{ c.description }}</small></button>
      </div>
      <input ref="photo" type="file" accept="image/*" hidden @change="picked($event, 'photo')" />
      <input ref="file" type="file" hidden @change="picked($event, 'file')" />
      <div v-if="pop === 'attach'" class="pop attach" role="menu" :aria-label="t.attach">
        <button type="button" role="menuitem" @click="$refs.photo.click()"><Icon name="photo" />{{ t.photo }}</button>
        <button type="button" role="menuitem" @click="$refs.file.click()"><Icon name="file" />{{ t.file }}</button>
        <button type="button" role="menuitem" @click="pop = ''; $emit('dialog', { kind: 'location' })"><Icon name="place" />{{ t.place }}</button>
        <button type="button" role="menuitem" @click="pop = ''; $emit('dialog', { kind: 'contact' })"><Icon name="person" />{{ t.contact }}</button>
      </div>
      <div class="write">
        <button v-if="seat.commands && seat.commands.length" type="button" class="tool" :aria-label="t.commands" :title="t.commands" aria-haspopup="menu" :aria-expanded="pop === 'commands'" @click="toggle('commands')"><Icon name="menu" /></button>
        <button type="button" class="tool" :aria-label="t.attach" :title="t.attach" aria-haspopup="menu" :aria-expanded="pop === 'attach'" @click="toggle('attach')"><Icon name="clip" /></button>
        <textarea ref="box" rows="1" maxlength="4096" v-model="text" :placeholder="seat.keyboard && seat.keyboard.hint || t.write" :aria-label="t.write"
          @keydown.enter="enter" @paste="pasted"></textarea>
        <button v-if="keyboard" type="button" class="tool" :class="{ on: keys }" :aria-pressed="keys" :aria-label="t.keys" :title="t.keys" @click="keys = !keys"><Icon name="keys" /></button>
        <button type="button" class="send" :disabled="!text.trim()" :aria-label="t.send" :title="t.send" @click="submit"><Icon name="send" /></button>
      </div>
      <div v-if="keyboard && keys" class="replies" role="group" :aria-label="t.keys">
        <div v-for="(row, r) in keyboard.rows" :key="r" class="keys">
          <button v-for="(key, c) in row" :key="c" type="button" class="reply" @click="press(key)">
            <Icon v-if="key.ask && !drawn(key.text)" :name="key.ask === 'contact' ? 'person' : 'place'" :size="16" />{{ key.text }}</button>
        </div>
      </div>
    </footer>`,
};
