// One message: what it carries, when, and the buttons under it.
import Icon from "./icons.js";
import Rich from "./rich.js";
import { minute, size, span } from "./time.js";

export default {
  components: { Icon, Rich },
  props: { message: Object, t: Object, lang: String, zone: String, tail: Boolean, named: Boolean, busy: String },
  emits: ["tap", "command", "zoom"],
  computed: {
    said() {
      const { mine, who } = this.message;
      return `${mine ? this.t.you : who?.name || this.t.bot} ${this.at}`;
    },
    at() {
      return minute(this.message.at, this.lang, this.zone);
    },
    map() {
      const { latitude, longitude } = this.message.location;
      return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
    },
    shape() {
      const m = this.message;
      return {
        mine: m.mine,
        tail: this.tail,
        bare: !!m.sticker || (m.big && !m.buttons.length),
        picture: !!m.photo,
        wide: !!(m.location || m.buttons.length),
      };
    },
  },
  methods: { minute, size, span },
  template: `
    <div class="line" :class="shape" :data-message="message.id" role="article" :aria-label="said">
      <div class="card">
        <div class="bubble">
          <div v-if="named && message.who" class="who" :style="{ '--hue': message.who.hue }">{{ message.who.name }}</div>
          <div v-if="message.reply" class="reply-to"><b>{{ message.reply.from_name }}</b><span>{{ message.reply.text }}</span></div>
          <button v-if="message.photo" type="button" class="photo" :aria-label="t.enlarge" @click="$emit('zoom', message.photo)">
            <img :src="message.photo" :alt="t.photo" loading="lazy" />
          </button>
          <div v-if="message.sticker" class="sticker">
            <img v-if="message.sticker.url" :src="message.sticker.url" :alt="message.sticker.emoji" />
            <span v-else>{{ message.sticker.emoji }}</span>
          </div>
          <a v-if="message.document" class="file" :href="message.document.url" :download="message.document.name">
            <span class="disc"><Icon name="file" :size="22" /></span>
            <span><b>{{ message.document.name }}</b><small>{{ size(message.document.size) }}</small></span>
          </a>
          <div v-if="message.voice" class="voice">
            <audio v-if="message.voice.url" controls preload="none" :src="message.voice.url"></audio>
            <span v-else class="disc"><Icon name="mic" :size="22" /></span>
            <small>{{ span(message.voice.duration) }}</small>
          </div>
          <a v-if="message.location" class="place" :href="map" target="_blank" rel="noopener noreferrer">
            <span class="grid"><span class="pin"><Icon name="place" :size="30" /></span>
              <i v-if="message.location.live">{{ t.live }}</i></span>
            <span class="where"><b>{{ message.location.title || t.place }}</b>
              <small>{{ message.location.address || message.location.latitude.toFixed(5) + ', ' + message.location.longitude.toFixed(5) }}</small></span>
          </a>
          <div v-if="message.contact" class="file">
            <span class="disc"><Icon name="person" :size="22" /></span>
            <span><b>{{ message.contact.name }}</b><small>{{ message.contact.phone }}</small></span>
          </div>
          <div class="text" v-if="message.nodes.length" :class="{ big: message.big }">
            <Rich :nodes="message.nodes" @command="$emit('command', $event)" /><span class="room" :class="{ long: message.edited }"></span>
          </div>
          <div v-if="message.reactions.length" class="reactions"><span v-for="r in message.reactions" :key="r">{{ r }}</span></div>
          <div class="meta"><span v-if="message.edited">{{ t.edited }}</span><time>{{ at }}</time>
            <Icon v-if="message.mine" name="ticks" :size="15" /></div>
          <svg v-if="tail && !shape.bare" class="tip" width="10" height="16" viewBox="0 0 10 16" aria-hidden="true"><path d="M0 0c0 8 3.5 13 10 15.5C5 16.4 2 16 0 15.6z" /></svg>
        </div>
        <div v-if="message.buttons.length" class="keyboard" role="group" :aria-label="t.buttons">
          <div v-for="(row, r) in message.buttons" :key="r" class="keys">
            <template v-for="(button, c) in row" :key="c">
              <a v-if="button.url" class="key" :href="button.url" target="_blank" rel="noopener noreferrer">{{ button.text }}<Icon name="out" :size="13" /></a>
              <button v-else-if="button.start" type="button" class="key" @click="$emit('command', '/start ' + button.start)"><span>{{ button.text }}</span></button>
              <button v-else type="button" class="key" :class="{ busy: busy === r + ':' + c }" :aria-disabled="!!busy"
                @click="busy || $emit('tap', { message, row: r, cell: c })"><span>{{ button.text }}</span></button>
            </template>
          </div>
        </div>
      </div>
    </div>`,
};
