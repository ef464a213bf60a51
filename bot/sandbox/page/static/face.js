// An avatar: the person's picture, or the last part of their name on a colour of their own.
import { h } from "vue";

export default function Face({ person, size = 42 }) {
  if (person.photo)
    return h("img", { class: "face", src: person.photo, alt: "", style: { width: `${size}px`, height: `${size}px` } });
  const name = (person.name || "?").trim();
  const short = /^[\x00-\x7f]/.test(name)
    ? name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase()
    : [...name][0];
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${size * 0.42}px`, "--hue": person.hue || 0 };
  return h("span", { class: "face", style, "aria-hidden": "true" }, short);
}
Face.props = ["person", "size"];
