// The data of this page and what follows from it. Numbers in the data are places in its lists.

const data = JSON.parse(document.getElementById('data').textContent);
const bodies = lazy(() => JSON.parse(document.getElementById('bodies').textContent));

const { about, names, texts, pages, areas, types, enums, operations, examples, codes, findings } = data;
const { permissions, permissionLists, parameters, headers } = data;
const KINDS_OF_USERS = ['Work or school account', 'Personal account', 'Application'];
const typeOf = new Map(types.map((type) => [type.name, type]));
const enumOf = new Map(enums.map((enumeration) => [enumeration.name, enumeration]));
const placeOf = lazy(() => new Map(names.map((name, place) => [name, place])));
const pageOf = lazy(() => new Map(pages.map(([path], place) => [path.toLowerCase(), place])));

const text = (place) => (place === undefined ? '' : texts[place]);
const path = (at) => pages[at[0]][0];
const areaOf = (at) => pages[at[0]][1];

/** A name without what all names begin with: `message`, `callRecords.session`, `String`. */
function short(place) {
  const name = names[place];
  for (const start of [about.namespace + '.', 'Edm.']) {
    if (name.startsWith(start)) return name.slice(start.length);
  }
  return name;
}

/** The address of a view: `#/type/microsoft.graph.message/subject`. */
function address(...parts) {
  return '#/' + parts.map((part) => encodeURIComponent(part)).join('/');
}

/** Where a type or an enum is shown; nothing for a primitive. */
function addressOf(place, ...more) {
  if (typeOf.has(place)) return address('type', names[place], ...more);
  if (enumOf.has(place)) return address('enum', names[place], ...more);
  return null;
}

const addressOfPage = (place) => address('page', ...pages[place][0].split('/'));

/** What an operation is called in Rust, and its calls without the names of arguments: `me().messages().list()`. */
function rustOf(operation) {
  const calls = (operation.calls ?? []).map((call) => `${call} ${call.replaceAll(/\([^)]*\)/g, '()')}`);
  return `${operation.rust ?? ''} ${calls.join(' ')}`;
}

/** A type's bases, nearest first. */
function basesOf(type) {
  const bases = [];
  for (let at = typeOf.get(type.base); at && !bases.includes(at); at = typeOf.get(at.base)) bases.push(at);
  return bases;
}

const derivedOf = lazy(() => group(types, (type) => type.base));

/** What refers to a name: properties of types, bodies, answers and parameters of operations. */
const usesOf = lazy(() => {
  const uses = new Map(names.map((_, place) => [place, { properties: [], bodies: [], answers: [] }]));
  for (const type of types) {
    for (const property of type.properties) uses.get(property.type).properties.push({ type, property });
  }
  for (const operation of operations) {
    const listed = (operation.body?.properties ?? []).map(([place]) => place);
    const given = [...(operation.path ?? []), ...(operation.query ?? []), ...listed];
    add('bodies', operation, [operation.body?.type, ...given.map((place) => parameters[place].type)]);
    add('answers', operation, operation.responses.map(([, type]) => type));
  }
  function add(list, operation, places) {
    for (const place of new Set(places)) uses.get(place)?.[list].push(operation);
  }
  return uses;
});

/** Examples of each operation, by its place. */
const examplesOfOperation = lazy(() => group(examples, (example) => example.operation));

/** Every request and answer that shows something, with its example. */
const messages = lazy(() =>
  examples.flatMap((example) => messagesOf(example).map((message) => ({ example, message }))));

function messagesOf(example) {
  return [example.request, ...(example.responses ?? [])].filter(Boolean);
}

/** Messages by the name of the type that they show. */
const messagesOfType = lazy(() => group(messages(), ({ message }) => message.type));

/** Who may call, by the place of the permission: operation, kind of user, whether it is among the least that are needed. */
const callersOf = lazy(() => {
  const callers = permissions.map(() => []);
  for (const operation of operations) {
    const listed = new Map();
    const lists = [operation.permissions ?? [], ...(operation.cases ?? []).map(([, lists]) => lists)];
    for (const [kind, list] of lists.flatMap((lists) => lists.map((list, kind) => [kind, list]))) {
      if (list === null) continue;
      const [place, count] = list;
      permissionLists[place].forEach((all, rank) => all.forEach((permission) => {
        const key = `${permission} ${kind}`;
        if (!listed.has(key)) {
          listed.set(key, { operation, kind, least: false });
          callers[permission].push(listed.get(key));
        }
        listed.get(key).least ||= rank < count;
      }));
    }
  }
  return callers;
});

const placeOfPermission = lazy(() => new Map(permissions.map((name, place) => [name, place])));
const operationOf = lazy(() => new Map(operations.map((operation) => [operation.id, operation])));

/** What a page gives. */
const contentsOf = lazy(() => {
  const contents = pages.map(() => ({ types: [], enums: [], operations: [], findings: [], examples: [] }));
  const lists = { types, enums, operations, findings, examples };
  for (const [list, items] of Object.entries(lists)) {
    for (const item of items) if (item.at) contents[item.at[0]][list].push(item);
  }
  return contents;
});

const CLASSES = [
  ['literal', 'real values'],
  ['elided', 'parts left out with …'],
  ['placeholder', 'names of types in place of values'],
  ['repaired', 'JSON that had to be mended'],
  ['parameters', 'parameters of an action'],
  ['untyped', 'no type known'],
  ['nonJson', 'not meant to be JSON'],
  ['invalid', 'not readable as JSON'],
];

/** Bodies by class, in the order of the classes; messages without a body are left out. */
function byClass(list) {
  const found = group(list, ({ message }) => message.class);
  return CLASSES.map(([id, label]) => ({ id, label, list: found.get(id) ?? [] }));
}

/** How many blocks ended how: used, left out or not readable; pages themselves are no blocks. */
function outcomes(list) {
  const sum = { used: 0, left: 0, failed: 0 };
  const { kinds, outcomes: words } = data.blocks;
  for (const [kind, outcome, many] of list.flatMap((area) => area.blocks)) {
    if (kinds[kind] === 'pages') continue;
    const part = { modelled: 'used', 'not readable': 'failed' }[words[outcome]] ?? 'left';
    sum[part] += many;
  }
  return sum;
}
