// Elements from words. Text of the pages becomes text nodes and attributes, never markup: nothing here reads HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: `h('a', {href: '#/'}, 'text', element, …)`. Children that are null or false are left out. */
function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** The same for a picture. */
function svg(tag, props, ...children) {
  return build(document.createElementNS(SVG, tag), props, children);
}

function build(element, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** A value that is made when it is first asked for. */
function lazy(make) {
  let made;
  return () => (made ??= make());
}

/** `1,234`: the same on every machine. */
function number(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 type`, `2 types`. */
function count(n, one, many = one + 's') {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `99.4 %`; all of it only where nothing is missing. */
function percent(part, whole) {
  if (!whole) return '–';
  const share = (100 * part) / whole;
  return part === whole ? '100 %' : `${Math.min(share, 99.9).toFixed(1)} %`;
}

/** Groups by what `key` gives; items without a key are left out. */
function group(items, key) {
  const groups = new Map();
  for (const item of items) {
    const at = key(item);
    if (at === undefined || at === null) continue;
    if (!groups.has(at)) groups.set(at, []);
    groups.get(at).push(item);
  }
  return groups;
}

/** By a text, in the order of its characters: the same in every language. */
function by(text) {
  return (a, b) => {
    const [left, right] = [text(a).toLowerCase(), text(b).toLowerCase()];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
