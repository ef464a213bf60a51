// Keyboard in a menu: arrows walk through it, Escape leaves it.
const ITEMS = "[role=menuitem]";

export function walk(event) {
  const items = [...event.currentTarget.querySelectorAll(ITEMS)];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || !items.length) return;
  event.preventDefault();
  items.at(to % items.length).focus();
}

export function enter(root) {
  (root.querySelector(`.on${ITEMS}`) || root.querySelector(ITEMS))?.focus();
}
