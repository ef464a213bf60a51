// One stroke family, drawn for this page; `currentColor` lets each place tint them.
import { h } from "vue";

const PATHS = {
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.6 2.1H4.4zM10 21a2.2 2.2 0 0 0 4 0M12 5V3",
  send: "M4 12 20 4l-4.5 16-3.7-6.6zM11.8 13.4 20 4",
  clip: "M19.5 11.5 12 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-7.9 7.9a1.7 1.7 0 0 1-2.4-2.4l7-7",
  down: "M6 9.5 12 15.5 18 9.5",
  photo: "M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4 16l4.5-4.5L13 16l2.5-2.5L20 18M15 9.2h.01",
  file: "M7 3.5h7l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5zM13.5 3.5V8.5h5",
  place: "M12 21s-6.8-6-6.8-11.2a6.8 6.8 0 0 1 13.6 0C18.8 15 12 21 12 21zM12 12.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  menu: "M5 7h14M5 12h14M5 17h9",
  keys: "M4 7h16v10H4zM7.5 10.2h.01M10.5 10.2h.01M13.5 10.2h.01M16.5 10.2h.01M8 13.8h8",
  next: "M5 6l7 6-7 6zM14 6l5 6-5 6M19.5 6v12",
  plus: "M12 5v14M5 12h14",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  mic: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  out: "M8 16 16 8M9.5 8H16v6.5",
  ticks: "M2.5 12.5 7 17l8.5-9M11.5 16l1 1L21.5 8",
  group: "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2.8 19.5a6.2 6.2 0 0 1 12.4 0M16 5.4a3.2 3.2 0 0 1 0 6M17.2 14a6.2 6.2 0 0 1 4 5.5",
};

export default function Icon({ name, size = 20 }) {
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    h("path", { d: PATHS[name] || "", fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}
Icon.props = ["name", "size"];
