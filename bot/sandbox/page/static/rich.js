// Draws the node tree of rich.py. Everything becomes a text node or one of these elements: no HTML is ever parsed here.
import { h } from "vue";

const ELEMENTS = { bold: "strong", italic: "em", underline: "u", strike: "s", code: "code", pre: "pre", quote: "blockquote" };

export default {
  props: { nodes: Array },
  emits: ["command"],
  setup(props, { emit }) {
    const draw = (node) => {
      if (typeof node === "string") return node;
      const [kind, children, extra] = node;
      const inside = children.map(draw);
      if (kind === "link" && /^(https?|mailto|tel):/i.test(extra))
        return h("a", { href: extra, target: "_blank", rel: "noopener noreferrer" }, inside);
      if (kind === "command")
        return h("a", { class: "command", role: "button", tabindex: 0, onClick: () => emit("command", extra) }, inside);
      if (kind === "spoiler")
        return h("span", { class: "spoiler", onClick: (event) => event.currentTarget.classList.add("shown") }, inside);
      if (kind === "mention") return h("span", { class: "mention" }, inside);
      return h(ELEMENTS[kind] || "span", inside);
    };
    return () => h("div", { class: "rich" }, (props.nodes || []).map(draw));
  },
};
