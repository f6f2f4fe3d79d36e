// Operations and permissions.

function operationsView() {
  const sorted = [...operations].sort(by((operation) => operation.title));
  const byArea = (found) => [...group(found, (operation) => areaOf(operation.at) ?? -1)].sort(by(([area]) => areas[area]?.name ?? ''));
  const show = (words) => {
    const found = sorted.filter((operation) => fits(words, operation.title, `${operation.method} ${operation.paths.join(' ')} ${rustOf(operation)}`, areas[areaOf(operation.at)]?.name ?? ''));
    return [h('p', { class: 'quiet' }, count(found.length, 'operation')),
      byArea(found).map(([area, those]) => h('section', { class: 'lazy' }, h('h2', {}, areas[area]?.name ?? 'no area', h('span', { class: 'count' }, number(those.length))), list(those, 5000, operationLink)))];
  };
  return ['Operations', heading('Operations'), filtered('Filter by title, path, Rust name or area', show)];
}

function operationView(id) {
  const operation = operationOf().get(id);
  if (!operation) return missing('operation', id);
  const page = operation.at[0];
  const shown = examplesOfOperation().get(operations.indexOf(operation)) ?? [];
  return [operation.title,
    heading(operation.title, badges(operation.kind, operation.deprecated && 'deprecated')),
    h('ul', { class: 'paths' }, operation.paths.map((path, at) => h('li', {}, method(operation.method), h('code', {}, breakable(path)),
      operation.calls?.[at] && h('code', { class: 'call' }, breakable(operation.calls[at]))))),
    operation.rust && h('p', { class: 'quiet' }, 'In Rust ', h('code', {}, operation.rust)),
    h('div', { class: 'lead' }, prose(text(operation.text), page)),
    sourceLine(operation.at),
    permissionsOf(operation),
    section('Path parameters', operation.path?.length ?? 0, parameterTable(operation.path ?? [], page, 'Path parameters')),
    section('Query options', operation.query?.length ?? (operation.allOptions ? null : 0), queryOptions(operation, page)),
    section('Headers', operation.headers?.length ?? 0, parameterTable(operation.headers ?? [], page, 'Headers')),
    operation.body && section('Request body', null, bodyView(operation.body, page)),
    section('Responses', operation.responses.length, h('ul', { class: 'plain' }, operation.responses.map(([status, type, collection]) =>
      h('li', {}, h('code', {}, status), ' ', type === null ? h('span', { class: 'quiet' }, 'no body') : h('span', { 'data-row-of': true }, typeLink(type, collection)))))),
    operation.responseHeaders && responseHeaders(operation, page),
    operation.clouds && section('National clouds', null, h('p', {}, operation.clouds.join(', '))),
    section('Examples', shown.length, list(shown, 20, exampleView, 'examples')),
  ];
}

function permissionsOf(operation) {
  if (!operation.permissions) return section('Permissions', null, h('p', { class: 'quiet' }, 'The page has no table of permissions.'));
  const cases = operation.cases ?? [];
  const isEmpty = (lists) => lists.every((list) => list === null || permissionLists[list[0]].length === 0);
  return section('Permissions', null,
    cases.length > 0 && isEmpty(operation.permissions) ? null : permissionTable(operation.permissions, 'Permissions'),
    cases.map(([when, lists]) => [h('h3', {}, when), permissionTable(lists, `Permissions: ${when}`)]));
}

/** A row for each kind of user: alternatives, each with the permissions that are needed together. */
function permissionTable(lists, name) {
  const together = (all) => all.flatMap((permission, at) => [at > 0 && ' and ', permissionLink(permission)]);
  const rows = lists.map((list, kind) => {
    if (list === null) return [KINDS_OF_USERS[kind], h('span', { class: 'quiet' }, 'not stated')];
    const [place, least] = list;
    const shown = permissionLists[place].map((all, rank) => h('span', { class: rank < least ? 'least' : '', 'data-row-of': true }, together(all)));
    return [KINDS_OF_USERS[kind], shown.length > 0 ? h('span', { class: 'many' }, shown) : h('span', { class: 'quiet' }, 'not supported')];
  });
  return table(['Who', 'Any of these, the least privileged first'], rows, name, 'who');
}

function responseHeaders(operation, page) {
  const rows = (operation.responseHeaders ?? []).map(([name, words]) => [h('span', { class: 'name' }, breakable(name)), prose(text(words ?? undefined), page)]);
  return section('Response headers', rows.length, table(['Name', 'Description'], rows, 'Response headers', 'facts-table'));
}

function queryOptions(operation, page) {
  return [
    operation.query && parameterTable(operation.query, page, 'Query options'),
    operation.allOptions && h('p', { class: 'quiet' }, 'The page says that the OData query options are supported.'),
  ];
}

function parameterTable(places, page, name) {
  const rows = places.map((place) => parameterRow(parameters[place], page));
  return table(['Name', 'Type', 'Description'], rows, name, 'facts-table');
}

function parameterRow(parameter, page, at) {
  const words = [
    parameter.required && 'required',
    parameter.required === false && 'optional',
    parameter.value !== undefined && h('code', {}, parameter.value),
  ];
  return [
    h('span', { class: 'name' }, breakable(parameter.name)),
    h('span', { 'data-row-of': true }, typeLink(parameter.type, parameter.collection)),
    [prose(text(parameter.text), page), h('p', { class: 'facts' }, words.filter(Boolean).map((word) => h('span', {}, word)), at && source(at, at[0] === page && `line ${at[1]}`))],
  ];
}

function bodyView(body, page) {
  return [
    h('p', {}, body.type !== undefined ? h('span', { 'data-row-of': true }, typeLink(body.type, body.collection)) : 'An object made for this call',
      body.contentTypes.length > 0 && h('span', { class: 'quiet' }, ` · ${body.contentTypes.join(', ')}`)),
    body.properties.length > 0 && table(['Property', 'Type', 'Description'], body.properties.map(([place, at]) => parameterRow(parameters[place], page, at)), 'Request body', 'facts-table'),
  ];
}

function permissionsView() {
  const sorted = permissions.map((name, place) => ({ name, place })).sort(by(({ name }) => name));
  const row = ({ name, place }) => {
    const callers = callersOf()[place];
    const least = callers.filter((caller) => caller.least);
    return h('a', { href: address('permission', name), 'data-row': true, class: 'item' }, h('span', { class: 'name' }, breakable(name)),
      h('span', { class: 'quiet number' }, count(new Set(callers.map(({ operation }) => operation)).size, 'operation')),
      h('span', { class: 'quiet number' }, `least for ${number(new Set(least.map(({ operation }) => operation)).size)}`));
  };
  const show = (words) => {
    const found = sorted.filter(({ name }) => fits(words, name));
    return [h('p', { class: 'quiet' }, count(found.length, 'permission')), list(found, 2000, row)];
  };
  return ['Permissions', heading('Permissions'), filtered('Filter by name', show)];
}

function permissionView(name) {
  const place = placeOfPermission().get(name);
  if (place === undefined) return missing('permission', name);
  const callers = callersOf()[place];
  const byOperation = (kind) => callers.filter((caller) => caller.kind === kind).sort(by(({ operation }) => operation.title));
  const row = ({ operation, least }) => [operationLink(operation), least && badges('least privileged')];
  return [name, heading(breakable(name), badges('permission')),
    h('p', { class: 'lead' }, 'What it allows to call, by who calls.'),
    KINDS_OF_USERS.map((label, kind) => section(label, byOperation(kind).length, list(byOperation(kind), 60, row)))];
}
