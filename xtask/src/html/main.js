// Which view is shown, where the reader was in it, and the keys.

const VIEWS = {
  '': overviewView,
  types: typesView,
  type: typeView,
  enums: enumsView,
  enum: enumView,
  operations: operationsView,
  operation: operationView,
  permissions: permissionsView,
  permission: permissionView,
  examples: examplesView,
  coverage: coverageView,
  findings: findingsView,
  page: pageView,
};
const NAV = ['types', 'enums', 'operations', 'permissions', 'examples', 'coverage', 'findings'];
const PARENTS = { type: 'types', enum: 'enums', operation: 'operations', permission: 'permissions', page: 'coverage' };
const main = document.getElementById('main');

/** Where the reader is in the history of this page: depth, scroll, the row that has the focus, and how far down it is. */
let here = history.state ?? { depth: 0, y: 0, row: -1, top: 0 };

function show() {
  const [view, ...words] = decoded(location.hash);
  const [name, ...content] = (VIEWS[view] ?? (() => missing('view', view)))(...words);
  document.title = [name, title()].filter(Boolean).join(' · ');
  main.replaceChildren(...content.flat(Infinity).filter(Boolean));
  closeSearch();
  for (const link of document.querySelectorAll('#nav a')) {
    const current = link.hash === `#/${PARENTS[view] ?? view}`;
    if (current) link.setAttribute('aria-current', view in PARENTS ? 'true' : 'page');
    else link.removeAttribute('aria-current');
  }
}

/** `#/type/microsoft.graph.message` → its parts; what cannot be decoded is taken as it is. */
function decoded(hash) {
  const part = (words) => {
    try {
      return decodeURIComponent(words);
    } catch {
      return words;
    }
  };
  return hash.replace(/^#\/?/, '').split('/').map(part);
}

/** Where the reader was, or the top of a new view, or the row that the address names. */
function settle(restored) {
  const rows = listRows();
  const row = restored ? rows[here.row] : null;
  if (row) row.focus({ preventScroll: true });
  else focusHeading();
  const named = document.getElementById('chosen');
  if (named && !restored) named.scrollIntoView({ block: 'center' });
  else scrollTo(0, restored ? here.y : 0);
  if (row) putBack(row, here.top, 5);
}

/** Heights above a row are guesses until they are drawn, so the row is put where it was once more in each of a few frames. */
function putBack(row, top, frames) {
  if (document.activeElement !== row) return;
  if (Math.abs(row.getBoundingClientRect().top - top) > 1) {
    row.scrollIntoView();
    scrollBy(0, row.getBoundingClientRect().top - top);
  }
  if (frames > 0) requestAnimationFrame(() => putBack(row, top, frames - 1));
}

function focusHeading() {
  (main.querySelector('h1') ?? main).focus({ preventScroll: true });
}

function remember() {
  const row = document.activeElement;
  const words = main.querySelector('.filter')?.value ?? '';
  here = { ...here, y: scrollY, row: listRows().indexOf(row), top: row.getBoundingClientRect().top, words };
  history.replaceState(here, '');
}

/** A list that is come back to is filtered as it was left. */
function filterAgain() {
  const input = main.querySelector('.filter');
  if (!input || !here.words) return;
  input.value = here.words;
  input.dispatchEvent(new Event('input'));
}

function moved() {
  const known = history.state;
  here = known ?? { depth: here.depth + 1, y: 0, row: -1, top: 0 };
  if (!known) history.replaceState(here, '');
  show();
  filterAgain();
  settle(Boolean(known));
}

function announce(words) {
  document.getElementById('announcement').textContent = words;
}

/** What arrows move between: rows of lists and links in rows of tables. */
function listRows() {
  return [...main.querySelectorAll('[data-row], [data-row-of] a')].filter((row) => row.checkVisibility?.() ?? true);
}

/** Goes to another row; false where there is none. */
function moveInList(step) {
  const rows = listRows();
  const at = rows.indexOf(document.activeElement);
  if (at < 0 && step < 0) return false;
  if (at === 0 && step < 0) {
    searchBox.focus();
    return true;
  }
  const next = rows[at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return Boolean(next);
}

function back() {
  remember();
  if (here.depth > 0) history.back();
  else if (location.hash.replace(/^#\/?/, '') !== '') location.hash = '#/';
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.('input');
  const inRows = () => typing || listRows().includes(document.activeElement);
  if (event.key === '/' && !typing) searchBox.focus();
  else if (event.key === 'Escape' && typing && event.target.value !== '') clear(event.target);
  else if (event.key === 'Escape') back();
  else if (event.key === 'ArrowDown' && inRows() && moveInList(1)) null;
  else if (event.key === 'ArrowUp' && !typing && inRows() && moveInList(-1)) null;
  else return;
  event.preventDefault();
});

function clear(input) {
  input.value = '';
  input.dispatchEvent(new Event('input'));
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  if (link.id === 'skip') {
    event.preventDefault();
    focusHeading();
    return;
  }
  link.focus({ preventScroll: true });
  remember();
  // A link to where the reader is already changes no address, but closes the results.
  if (link.hash === location.hash) closeSearch();
});
addEventListener('scrollend', remember);
addEventListener('popstate', moved);
addEventListener('beforeprint', () => main.querySelectorAll('details:not(.example)').forEach((details) => (details.open = true)));

history.scrollRestoration = 'manual';
document.getElementById('brand').textContent = title();
document.getElementById('nav').append(...NAV.map((view) => h('a', { href: `#/${view}` }, view[0].toUpperCase() + view.slice(1))));
document.getElementById('source').textContent = [`Made from the pages of ${about.label}`, about.source, about.licence].filter(Boolean).join(' · ');
const again = history.state !== null;
history.replaceState(here, '');
show();
filterAgain();
if (again || document.getElementById('chosen')) settle(again);
performance.mark('shown');
