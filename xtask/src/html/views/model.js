// Types and enums.

function typesView() {
  const sorted = [...types].sort(by((type) => short(type.name)));
  const row = (type) => h('a', { href: addressOf(type.name), 'data-row': true, class: 'item' },
    h('span', { class: 'name' }, breakable(short(type.name)), type.deprecated && badges('deprecated')),
    h('span', { class: 'quiet' }, type.kind, type.base !== undefined && [' · ', short(type.base)]),
    h('span', { class: 'quiet number' }, count(type.properties.length, 'property', 'properties')));
  const show = (words) => {
    const found = sorted.filter((type) => fits(words, names[type.name], areas[areaOf(type.at)]?.name ?? ''));
    return [h('p', { class: 'quiet' }, count(found.length, 'type')), list(found, 2000, row)];
  };
  return ['Types', heading('Types'), filtered('Filter by name or area', show)];
}

function typeView(name, chosen) {
  const type = typeOf.get(placeOf().get(name));
  if (!type) return missing('type', name);
  const { properties, bodies: taken, answers } = usesOf().get(type.name);
  const bases = basesOf(type);
  const shown = messagesOfType().get(type.name) ?? [];
  const related = [...new Set([...answers, ...taken])].sort(by((operation) => operation.title));
  return [short(type.name),
    heading(breakable(short(type.name)), badges(type.kind, type.abstract && 'abstract', type.open && 'open', type.freeForm && 'any JSON', type.deprecated && 'deprecated', type.undocumented && 'no page of its own')),
    h('p', { class: 'full' }, breakable(names[type.name]), type.key && [' · key ', h('code', {}, type.key)]),
    h('div', { class: 'lead' }, prose(text(type.text), type.at[0])),
    sourceLine(type.at),
    picture(type),
    section('Properties', type.properties.length, propertyTable(type.properties, type, chosen)),
    section('Says of inherited properties', type.restated?.length ?? 0, propertyTable(type.restated ?? [], type, chosen)),
    bases.some((base) => base.properties.length > 0) && section('Inherited', null, bases.filter((base) => base.properties.length > 0).map((base) =>
      h('details', {}, h('summary', { 'data-row': true }, count(base.properties.length, 'property', 'properties'), ' of ', short(base.name)), propertyTable(base.properties, base)))),
    section('Where used', properties.length, list([...properties].sort(by(({ type: user }) => short(user.name))), 40, useRow)),
    section('Operations', related.length, list(related, 40, (operation) => [operationLink(operation), badges(answers.includes(operation) && 'answers it', taken.includes(operation) && 'takes it')])),
    section('Derived types', (derivedOf().get(type.name) ?? []).length, list([...(derivedOf().get(type.name) ?? [])].sort(by((heir) => short(heir.name))), 60, (heir) => h('span', { 'data-row-of': true }, typeLink(heir.name)), 'names')),
    section('Examples', new Set(shown.map(({ example }) => example)).size, list([...new Set(shown.map(({ example }) => example))], 20, exampleView, 'examples')),
  ];
}

function useRow({ type, property }) {
  return h('a', { href: addressOf(type.name, property.name), 'data-row': true, class: 'item two' },
    h('span', { class: 'name' }, breakable(`${short(type.name)}.${property.name}`)),
    h('span', { class: 'quiet' }, property.collection && 'collection', property.navigation && ' relationship'));
}

function propertyTable(properties, type, chosen) {
  const row = (property) => ({
    id: property.name === chosen ? 'chosen' : null,
    cells: [
      h('span', { class: 'name' }, breakable(property.name)),
      h('span', { 'data-row-of': true }, typeLink(property.type, property.collection)),
      [prose(text(property.text), property.at[0]), facts(property, type)],
    ],
  });
  return table(['Property', 'Type', 'Description'], properties.map(row), `Properties of ${short(type.name)}`, 'facts-table');
}

/** What is said of a property besides its description, and where. */
function facts(property, type) {
  const words = [
    property.name === type.key && 'key',
    property.navigation && 'relationship',
    property.required && 'required',
    property.readOnly && 'read-only',
    property.nullable === true && 'nullable',
    property.nullable === false && 'not nullable',
    property.onlyOnSelect && 'only on $select',
    property.filter && ['$filter', property.filter.length > 0 && ` ${property.filter.join(', ')}`],
    property.default !== undefined && `default ${property.default}`,
    property.values && `one of ${property.values.join(', ')}`,
    property.deprecated && 'deprecated',
  ];
  return h('p', { class: 'facts' }, words.filter(Boolean).map((word) => h('span', {}, word)), property.at[0] === type.at[0] ? source(property.at, `line ${property.at[1]}`) : source(property.at));
}

function enumsView() {
  const sorted = [...enums].sort(by(({ name }) => short(name)));
  const row = (enumeration) => h('a', { href: addressOf(enumeration.name), 'data-row': true, class: 'item two' },
    h('span', { class: 'name' }, breakable(short(enumeration.name)), enumeration.flags && badges('flags')),
    h('span', { class: 'quiet ends' }, enumeration.members.map((member) => member.name).join(', ')));
  const show = (words) => {
    const found = sorted.filter((enumeration) => fits(words, names[enumeration.name], enumeration.members.map((member) => member.name).join(' ')));
    return [h('p', { class: 'quiet' }, count(found.length, 'enum')), list(found, 2000, row)];
  };
  return ['Enums', heading('Enums'), filtered('Filter by name or member', show)];
}

function enumView(name, chosen) {
  const enumeration = enumOf.get(placeOf().get(name));
  if (!enumeration) return missing('enum', name);
  const { properties, bodies: taken, answers } = usesOf().get(enumeration.name);
  const related = [...new Set([...taken, ...answers])];
  const row = (member) => ({
    id: member.name === chosen ? 'chosen' : null,
    cells: [
      h('span', { class: 'name' }, breakable(member.name)),
      [prose(text(member.text), enumeration.at[0]), badges(member.evolvable && 'only with Prefer: include-unknown-enum-members', member.deprecated && 'deprecated')],
    ],
  });
  return [short(enumeration.name),
    heading(breakable(short(enumeration.name)), badges('enum', enumeration.flags && 'flags')),
    h('p', { class: 'full' }, breakable(names[enumeration.name])),
    sourceLine(enumeration.at),
    section('Members', enumeration.members.length, table(['Member', 'Description'], enumeration.members.map(row), 'Members', 'members')),
    section('Where used', properties.length, list([...properties].sort(by(({ type }) => short(type.name))), 40, useRow)),
    section('Operations', related.length, list(related, 40, operationLink)),
  ];
}
