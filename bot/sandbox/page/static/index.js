export { default as Bar } from "./bar.js";
export { default as Column } from "./column.js";
export { default as Dialogs } from "./dialogs.js";
export { default as Face } from "./face.js";
export { default as Icon } from "./icons.js";
