// Descriptions: a small part of Markdown as elements. What is not understood stays text.

// Bounded, so that no text makes it slow: code, strong, emphasis, link, escape, entity, line break.
const MARKS = new RegExp(
  [
    '(?<fence>`{1,3})(?<code>[^`]{1,400})\\k<fence>(?!`)',
    '\\*\\*(?<strong>[^*]{1,400})\\*\\*',
    '(?<![\\w*])\\*(?<em>[^*\\s][^*]{0,400})\\*(?!\\w)',
    '!?\\[(?<label>[^\\[\\]]{0,400})\\]\\((?<target>[^()\\s]{0,400})(?:\\s+"[^"]{0,200}")?\\)',
    '\\\\(?<escaped>[!-/:-@\\[-`{-~])',
    '&(?<entity>nbsp|amp|lt|gt|quot|#39);',
    '(?<line><br ?/?>)',
  ].join('|'),
  'g',
);
const ENTITIES = { nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Elements for a description that stands on a page; items of a list become one. */
function prose(words, page) {
  const lines = words.split('\n');
  const items = lines.filter((line) => line.startsWith('- '));
  const rest = lines.filter((line) => !line.startsWith('- ')).join(' ');
  return [
    rest && h('span', {}, inline(rest, page)),
    items.length > 0 && h('ul', { class: 'items' }, items.map((item) => h('li', {}, inline(item.slice(2), page)))),
  ];
}

function inline(words, page) {
  const parts = [];
  let done = 0;
  for (const found of words.matchAll(MARKS)) {
    parts.push(words.slice(done, found.index), mark(found.groups, page));
    done = found.index + found[0].length;
  }
  return [...parts, words.slice(done)];
}

function mark({ code, strong, em, label, target, escaped, entity }, page) {
  if (code !== undefined) return h('code', {}, code.trim());
  if (strong !== undefined) return h('strong', {}, inline(strong, page));
  if (em !== undefined) return h('em', {}, inline(em, page));
  if (label !== undefined) return link(inline(label, page), target, page);
  return escaped ?? ENTITIES[entity] ?? h('br');
}

function link(label, target, page) {
  if (/^https?:\/\//i.test(target)) return outside(target, label);
  const href = within(target, page);
  return href ? h('a', { href }, label) : label;
}

/** An address outside of this page; opens beside it. */
function outside(href, ...label) {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer', class: 'outside' }, label);
}

/** The view of what a link between pages means: `../resources/message.md` on `api/message-get.md`. */
function within(target, page) {
  const [file, fragment = ''] = target.split('#');
  if (!file || file.includes(':') || page === undefined) return null;
  const segments = pages[page][0].split('/').slice(0, -1);
  for (const segment of file.split('?')[0].split('/')) {
    if (segment === '..') segments.pop();
    else if (segment && segment !== '.') segments.push(segment);
  }
  const found = pageOf().get(segments.join('/').toLowerCase());
  return found === undefined ? null : viewOf(found, fragment.toLowerCase());
}

/** A page that describes one thing stands for it. */
function viewOf(page, fragment) {
  const { types: described, enums: listed, operations } = contentsOf()[page];
  const named = listed.filter(({ name }) => fragment.startsWith(short(name).toLowerCase()));
  const documented = described.filter((type) => !type.undocumented);
  if (fragment && named.length > 0) return addressOf(named[0].name);
  if (documented.length > 0) return addressOf(documented[0].name);
  if (operations.length === 1) return address('operation', operations[0].id);
  return listed.length === 1 ? addressOf(listed[0].name) : addressOfPage(page);
}
