// The search box: everything that has a view, found by parts of its words.

const SHOWN = 40;
const searchBox = document.getElementById('search');
const results = document.getElementById('results');

/** All that can be found: label, words, kind, where it is shown; the more important kinds first. */
const entries = lazy(() => {
  const entry = (kind, weight, label, detail, href, words = '') =>
    ({ kind, weight, label, detail, href, lower: label.toLowerCase(), words: `${label} ${detail} ${words}`.toLowerCase() });
  return [
    types.map((type) => entry('type', 0, short(type.name), '', addressOf(type.name), names[type.name])),
    enums.map(({ name }) => entry('enum', 1, short(name), '', addressOf(name), names[name])),
    operations.map((operation) => entry('operation', 2, operation.title, `${operation.method} ${operation.paths[0] ?? ''}`, address('operation', operation.id), `${operation.id} ${operation.paths.join(' ')} ${rustOf(operation)}`)),
    permissions.map((name) => entry('permission', 2, name, '', address('permission', name))),
    codes.map((code) => entry('finding', 2, code.id, code.title, address('findings', code.id))),
    areas.map(({ name }) => entry('area', 3, name, '', address('coverage', name))),
    types.flatMap((type) => type.properties.map(({ name }) => entry('property', 4, name, `of ${short(type.name)}`, addressOf(type.name, name)))),
    enums.flatMap(({ name, members }) => members.map((member) => entry('member', 5, member.name, `of ${short(name)}`, addressOf(name, member.name)))),
    pages.map(([file], place) => entry('page', 6, file, '', addressOfPage(place))),
  ].flat();
});

/** The best entries for some words, and how many there are. */
function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (const entry of words.length > 0 ? entries() : []) {
    if (words.every((word) => entry.words.includes(word))) found.push({ entry, rank: rankOf(entry, words) });
  }
  found.sort((a, b) => a.rank - b.rank || a.entry.label.length - b.entry.label.length || (a.entry.href < b.entry.href ? -1 : 1));
  return { best: found.slice(0, SHOWN).map(({ entry }) => entry), all: found.length };
}

/** Lower is better: the whole label, its beginning, a part of it, other words. */
function rankOf({ lower, weight }, words) {
  const whole = words.join(' ');
  const place = lower === whole ? 0 : lower.startsWith(whole) ? 10 : lower.includes(whole) ? 20 : 30;
  return place + weight;
}

let chosen = -1;

function search() {
  const { best, all } = find(searchBox.value);
  const option = (entry, at) => h('a', { href: entry.href, role: 'option', id: `result-${at}`, tabindex: -1, 'aria-selected': 'false' },
    h('span', { class: 'kind' }, entry.kind), h('span', { class: 'label' }, entry.label), entry.detail && h('span', { class: 'quiet' }, entry.detail));
  const rest = all > best.length && h('p', { class: 'quiet' }, `${number(all - best.length)} more; another word narrows them down`);
  const none = all === 0 && h('p', { class: 'quiet' }, 'nothing found');
  results.replaceChildren(...[best.map(option), rest, none].flat().filter(Boolean));
  opened(searchBox.value.trim() !== '');
  choose(best.length > 0 ? 0 : -1);
  announce(all === 0 ? 'nothing found' : `${all} found`);
}

function opened(open) {
  results.hidden = !open;
  searchBox.setAttribute('aria-expanded', String(open));
  if (open) return;
  choose(-1);
  results.replaceChildren();
}

function choose(at) {
  const options = results.querySelectorAll('[role=option]');
  options[chosen]?.setAttribute('aria-selected', 'false');
  chosen = Math.max(-1, Math.min(at, options.length - 1));
  options[chosen]?.setAttribute('aria-selected', 'true');
  options[chosen]?.scrollIntoView({ block: 'nearest' });
  if (options[chosen]) searchBox.setAttribute('aria-activedescendant', options[chosen].id);
  else searchBox.removeAttribute('aria-activedescendant');
}

function closeSearch() {
  searchBox.value = '';
  opened(false);
}

searchBox.addEventListener('input', search);
searchBox.addEventListener('focus', () => searchBox.value.trim() !== '' && search());
results.addEventListener('mousedown', (event) => event.preventDefault());
document.addEventListener('click', (event) => event.target.closest?.('.search') || opened(false));
searchBox.addEventListener('keydown', (event) => {
  const moves = { ArrowDown: chosen + 1, ArrowUp: Math.max(0, chosen - 1) };
  if (event.key in moves && results.hidden && event.key === 'ArrowDown') moveInList(1);
  else if (event.key in moves) choose(moves[event.key]);
  else if (event.key === 'Enter' && !results.hidden) results.children[chosen]?.click?.();
  else if (event.key === 'Escape') leaveSearch();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

function leaveSearch() {
  closeSearch();
  focusHeading();
}
