/** Making elements. Text always goes in as text nodes, never as HTML. */

/**
 * @param {string} tag with classes, such as "button.btn.primary"
 * @param {object} [props] attributes; `on` holds listeners, `data` data-attributes, null leaves out
 * @param {...(Node|string|null|undefined|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) setProp(element, key, value);
  add(element, children);
  return element;
}

function setProp(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (key === "data") {
    for (const [name, text] of Object.entries(value)) element.dataset[name] = text;
  } else if (key === "color") {
    element.style.backgroundColor = value; // through the CSSOM, which the content policy allows
  } else if (key === "value" || key === "checked" || key === "disabled") {
    element[key] = value;
  } else {
    element.setAttribute(key, value === true ? "" : value);
  }
}

/** Append children; null and undefined are left out, arrays are taken apart. */
export function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") element.append(child);
  }
}

/** Replace everything inside an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children.flat()) element.append(child);
  return element;
}

const ICONS = {
  menu: "M3 5h12M3 9h12M3 13h12",
  clock: "M9 2.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM9 5.5V9l2.5 1.5",
  lock: "M4.5 8.5h9v6h-9zM6.5 8.5V6a2.5 2.5 0 0 1 5 0v2.5",
  eye: "M1.5 9S4.2 4 9 4s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM9 7a2 2 0 1 1 0 4a2 2 0 0 1 0-4z",
  close: "M4 4l10 10M14 4L4 14",
  down: "M4 7l5 5 5-5",
  send: "M3 3l13 6-13 6 2-6zM5 9h6",
  bolt: "M10 2L4 10h4.5L8 16l6-8H9.5z",
  more: "M4.5 9h.01M9 9h.01M13.5 9h.01",
  smile: "M9 2.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM6.5 7.2h.01M11.5 7.2h.01M6 10.5c1.6 2.2 4.4 2.2 6 0",
  reply: "M3 4h12v8H8l-3.5 3v-3H3z",
  slash: "M11.5 3l-5 12",
  at: "M11.5 9a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0zM11.5 6.5V10c0 2 3.500 1.500 3.500-1.500A6 6 0 1 0 12 14.200",
};

/** One of the page's own line icons. */
export function icon(name) {
  const drawing = svg("svg", { viewBox: "0 0 18 18", class: "icon", "aria-hidden": "true" });
  const path = svg("path", { d: ICONS[name] });
  if (name === "more") path.setAttribute("stroke-width", "2.6");
  drawing.append(path);
  return drawing;
}
