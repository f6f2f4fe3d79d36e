// The neighbourhood of a type, drawn: its bases above it, what derives from it below, what refers to it on the left,
// what it refers to on the right. On a narrow screen the two sides stand below it.

const BOX = 26;
const GAP = 8;
const LEVEL = 46;

/** The picture in an element that draws it again when its width changes. */
function picture(type) {
  const sides = neighbours(type);
  if (Object.values(sides).every((side) => side.length === 0)) return null;
  const place = h('div', { class: 'picture' });
  let drawn = 0;
  new ResizeObserver(([{ contentRect }]) => {
    const width = Math.floor(contentRect.width);
    if (width > 0 && width !== drawn) place.replaceChildren(draw(type, sides, (drawn = width)));
  }).observe(place);
  return place;
}

/** The four sides: what to show, and in words how it belongs here. */
function neighbours(type) {
  const own = (property) => !names[property.type].startsWith('Edm.');
  const out = group(type.properties.filter(own), (property) => property.type);
  const uses = group(usesOf().get(type.name).properties, ({ type: user }) => user.name);
  const box = (place, why) => ({ place, why });
  const alphabetical = by(({ place }) => short(place));
  return {
    bases: basesOf(type).reverse().map((base) => box(base.name, 'base')),
    derived: (derivedOf().get(type.name) ?? []).map((heir) => box(heir.name, 'derived')).sort(alphabetical),
    uses: [...uses].map(([place, found]) => box(place, found.map(({ property }) => property.name).join(', '))).sort(alphabetical),
    refers: [...out].map(([place, found]) => box(place, found.map((property) => property.name).join(', '))).sort(alphabetical),
  };
}

function draw(type, sides, width) {
  const narrow = width < 640;
  const most = narrow ? 6 : 9;
  const column = narrow ? Math.floor((width - 24) / 2) : Math.min(250, Math.floor((width - 112) / 3));
  const middle = Math.floor((width - column) / 2);
  const right = width - column;
  const boxes = [];
  const lines = [];
  const put = (items, x, y, step, kind) => cut(items, most).forEach((item, at) => boxes.push({ ...item, kind, x, y: y + at * step, width: column }));
  const height = (items, step) => Math.min(items.length, most + 1) * step;
  const stack = height(sides.bases, LEVEL) + BOX + (sides.derived.length ? 22 + height(sides.derived, BOX + GAP) : 0);
  const tall = narrow ? stack : Math.max(stack, 20 + height(sides.uses, BOX + GAP), 20 + height(sides.refers, BOX + GAP));
  const top = narrow ? 0 : Math.floor((tall - stack) / 2);
  const own = { place: type.name, kind: 'own', x: middle, y: top + height(sides.bases, LEVEL), width: column };

  put(sides.bases, middle, top, LEVEL, 'base');
  boxes.push(own);
  put(sides.derived, middle, own.y + BOX + 22, BOX + GAP, 'heir');
  const sideTop = narrow ? tall + 34 : 0;
  const side = (items, x, kind) => {
    if (items.length === 0) return;
    const used = height(items, BOX + GAP) + 20;
    const y = narrow ? sideTop : Math.max(0, Math.floor((tall - used) / 2));
    boxes.push({ label: kind === 'use' ? 'used by' : 'refers to', x, y, width: column });
    put(items, x, y + 20, BOX + GAP, kind);
  };
  side(sides.uses, 0, 'use');
  side(sides.refers, right, 'refer');

  const vertical = [...boxes.filter((one) => one.kind === 'base'), own];
  vertical.slice(1).forEach((one, at) => lines.push(upward(one, vertical[at])));
  const heirs = boxes.filter((one) => one.kind === 'heir');
  if (heirs.length > 0) lines.push(upward(heirs[0], own));
  for (const one of boxes) {
    if (one.kind === 'use' && !narrow) lines.push(curve(one, own));
    if (one.kind === 'refer' && !narrow) lines.push(curve(own, one));
  }
  const low = Math.max(...boxes.map((one) => one.y + BOX)) + 2;
  return svg('svg', { viewBox: `-1 -1 ${width + 2} ${low + 2}`, width, height: low, role: 'group', 'aria-label': `What is around ${short(type.name)}` },
    svg('defs', {}, arrow('refers-to', 'M0 0 L7 3.5 L0 7 Z', 'filled'), arrow('derives-from', 'M1 1 L9 5 L1 9 Z', 'hollow')),
    lines, boxes.map(boxView));
}

/** The first items, and how many more there are. */
function cut(items, most) {
  if (items.length <= most + 1) return items;
  return [...items.slice(0, most), { more: items.length - most }];
}

function arrow(id, d, kind) {
  const size = kind === 'hollow' ? 10 : 7;
  return svg('marker', { id, viewBox: `0 0 ${size} ${size}`, refX: size - 1, refY: size / 2, markerWidth: size, markerHeight: size, orient: 'auto' },
    svg('path', { d, class: kind }));
}

function upward(from, to) {
  const x = from.x + from.width / 2;
  return svg('path', { class: 'edge', d: `M${x} ${from.y} V${to.y + BOX + 1}`, 'marker-end': 'url(#derives-from)' });
}

function curve(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + BOX / 2, to.x - 1, to.y + BOX / 2];
  const bend = (x2 - x1) / 2;
  return svg('path', { class: 'edge', d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, 'marker-end': 'url(#refers-to)' });
}

function boxView(one) {
  const words = { x: one.x + 10, y: one.y + BOX / 2 + 4 };
  if (one.label) return svg('text', { x: one.x, y: one.y + 12, class: 'label' }, one.label);
  if (one.more) return svg('text', { ...words, class: 'label' }, `and ${number(one.more)} more`);
  const rect = svg('rect', { x: one.x, y: one.y, width: one.width, height: BOX, rx: 5 });
  const name = short(one.place);
  const most = Math.floor((one.width - 20) / 7.1);
  const shown = name.length > most ? name.slice(0, most - 1) + '…' : name;
  const parts = [rect, svg('text', words, shown), svg('title', {}, one.why ? `${name}: ${one.why}` : name)];
  const href = one.kind === 'own' ? null : addressOf(one.place);
  return href ? svg('a', { href, class: `box ${one.kind}` }, parts) : svg('g', { class: `box ${one.kind}` }, parts);
}
