// What several views are made of.

/** A link to a type or an enum, with a mark for a collection; a primitive is plain. */
function typeLink(place, collection) {
  const href = addressOf(place);
  const label = breakable(short(place));
  const name = href ? h('a', { href, class: 'name' }, label) : h('span', { class: 'primitive' }, label);
  return collection ? h('span', {}, name, h('span', { class: 'quiet' }, ' collection')) : name;
}

/** A long name may be broken before a capital, after a dot or a slash. */
function breakable(name) {
  const parts = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[./_-])/);
  return parts.flatMap((part, at) => (at > 0 ? [h('wbr'), part] : [part]));
}

/** `resources/message.md:71`, as a link where the report knows where pages are. */
function source(at, label) {
  const [file, line] = [path(at), at[1]];
  const words = label || `${file}:${line}`;
  if (!about.link) return h('span', { class: 'at' }, breakable(words));
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  const href = about.link.replaceAll('{page}', () => encoded).replaceAll('{line}', () => line);
  return h('span', { class: 'at' }, outside(href, breakable(words)));
}

/** The page, as a view of this report, and the line of a fact. */
function sourceLine(at) {
  return h('p', { class: 'source' }, 'From ', h('a', { href: addressOfPage(at[0]) }, 'page'), ' ', source(at),
    areaOf(at) !== null && [' in ', h('a', { href: address('coverage', areas[areaOf(at)].name) }, areas[areaOf(at)].name)]);
}

function operationLink(operation) {
  return h('a', { href: address('operation', operation.id), class: 'operation', 'data-row': true },
    method(operation.method), h('span', {}, h('span', { class: 'title' }, operation.title),
      h('span', { class: 'path' }, breakable(operation.paths[0] ?? ''))));
}

function method(word) {
  const known = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].includes(word);
  return h('span', { class: `method ${known ? word.toLowerCase() : ''}` }, word);
}

function permissionLink(place) {
  return h('a', { href: address('permission', permissions[place]), class: 'name' }, breakable(permissions[place]));
}

function codeLink(code) {
  return h('a', { href: address('findings', code.id), class: 'code' }, code.id);
}

function severity(word) {
  return h('span', { class: `severity ${word}` }, word);
}

function badges(...words) {
  const shown = words.filter(Boolean);
  return shown.length > 0 && h('span', { class: 'badges' }, shown.map((word) => h('span', { class: 'badge' }, word)));
}

/** The heading of a view; focus goes there when it opens. */
function heading(title, ...beside) {
  return h('div', { class: 'heading' }, h('h1', { tabindex: -1 }, title), beside);
}

/** A part of a view. Without content it is left out. */
function section(title, many, ...content) {
  if (many === 0) return null;
  return h('section', {}, h('h2', {}, title, many !== null && h('span', { class: 'count' }, number(many))), content);
}

/** A table whose cells tell their column where it is too narrow for one. */
function table(columns, rows, name, kind) {
  const row = ({ id, cells }) =>
    h('tr', { id }, cells.map((cell, at) =>
      h(at === 0 ? 'th' : 'td', { scope: at === 0 ? 'row' : null, 'data-column': columns[at] }, cell)));
  return h('table', { 'aria-label': name, class: kind },
    h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, column)))),
    h('tbody', {}, rows.map((cells) => row(Array.isArray(cells) ? { cells } : cells))));
}

/** A list, of which the first items are shown until the rest is asked for. */
function list(items, limit, show, kind = 'rows') {
  const element = h('ul', { class: kind }, items.slice(0, limit).map((item) => h('li', {}, show(item))));
  if (items.length <= limit) return element;
  const all = (event) => {
    const rest = items.slice(limit).map((item) => h('li', {}, show(item)));
    element.append(...rest);
    event.target.remove();
    rest[0].querySelector('a, summary')?.focus();
  };
  return [element, h('button', { type: 'button', class: 'more', click: all }, `Show all ${number(items.length)}`)];
}

/** Parts of a whole as one bar, with a legend where it says something. */
function bar(parts, { legend = false, name = '' } = {}) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const shown = parts.filter((part) => part.value > 0);
  const words = shown.map((part) => `${part.label}: ${number(part.value)}`).join(', ');
  const piece = (part) => {
    const element = h('span', { class: `piece ${part.id}`, title: `${part.label}: ${number(part.value)}` });
    element.style.flexGrow = part.value;
    return element;
  };
  const entry = (part) =>
    h('li', {}, h('span', { class: `dot ${part.id}` }),
      part.href ? h('a', { href: part.href }, part.label) : part.label,
      h('span', { class: 'quiet' }, ` ${number(part.value)} · ${percent(part.value, whole)}`));
  return [
    h('div', { class: 'bar', role: 'img', 'aria-label': `${name} ${words}`.trim() }, shown.map(piece)),
    legend && h('ul', { class: 'legend' }, shown.map(entry)),
  ];
}

function coverageBar(list, options) {
  const { used, left, failed } = outcomes(list);
  return bar([
    { id: 'used', label: 'modelled', value: used },
    { id: 'left', label: 'left out with a reason', value: left },
    { id: 'failed', label: 'not readable', value: failed },
  ], { name: 'Blocks', ...options });
}

/** JSON on one line → indented. Numbers keep their text. */
function indented(json) {
  let [out, depth, quoted] = ['', 0, false];
  const line = () => '\n' + '  '.repeat(depth);
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (quoted || c === '"') {
      out += c;
      if (c === '\\') out += json[++at];
      else if (c === '"') quoted = !quoted;
    } else if ((c === '{' || c === '[') && '}]'.includes(json[at + 1])) {
      out += c + json[++at];
    } else if (c === '{' || c === '[') {
      depth++;
      out += c + line();
    } else if (c === '}' || c === ']') {
      depth--;
      out += line() + c;
    } else {
      out += c === ',' ? c + line() : c === ':' ? ': ' : c;
    }
  }
  return out;
}

/** A request or an answer as the page shows it. */
function messageText(message) {
  const first = message.method ? [`${message.method} ${message.url}`] : message.status ? [`HTTP/1.1 ${message.status}`] : [];
  const fields = (headers[message.headers] ?? []).map(([name, value]) => `${name}: ${value}`);
  const raw = message.body === undefined ? null : bodies()[message.body];
  const plain = ['invalid', 'nonJson'].includes(message.class);
  const body = raw === null ? [] : [...(first.length ? [''] : []), plain ? raw : indented(raw)];
  return [...first, ...fields, ...body].join('\n');
}

/** An example that opens; its bodies are read only then. */
function exampleView(example) {
  const parts = messagesOf(example);
  const show = (event) => {
    const details = event.target;
    if (!details.open || details.childElementCount > 1) return;
    details.append(...parts.map((message) => h('div', { class: 'message' }, messageNote(message),
      h('pre', { tabindex: 0 }, messageText(message)))));
  };
  const label = [example.name, h('span', { class: 'quiet' }, parts.map((part) => ` · ${wordOf(part)}`))];
  return h('details', { class: 'example', toggle: show }, h('summary', { 'data-row': true }, label));
}

function wordOf(message) {
  const label = CLASSES.find(([id]) => id === message.class)?.[1] ?? 'no body';
  return `${message.method ? 'request' : message.status || 'representation'} ${label}`;
}

function messageNote(message) {
  return h('p', { class: 'quiet' }, message.method ? 'Request' : message.status ? 'Response' : 'JSON representation',
    message.type !== undefined && [', ', typeLink(message.type, message.collection)],
    message.truncated && ', shortened by its authors',
    message.untyped && `: ${message.untyped}`,
    message.repaired && `; mended: ${message.repaired.join(', ')}`);
}

/** A box that narrows a list: `show` is given the words and gives the list. */
function filtered(label, show) {
  const place = h('div', {}, show([]));
  const input = h('input', { type: 'search', class: 'filter', 'aria-label': label, placeholder: label, autocomplete: 'off', spellcheck: 'false',
    input: (event) => place.replaceChildren(h('div', {}, show(event.target.value.toLowerCase().split(/\s+/).filter(Boolean)))) });
  return [input, place];
}

const fits = (words, ...texts) => words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
