// Pages, areas, findings and classes of examples.

function coverageView(name) {
  if (name !== undefined) return areaView(name);
  const pagesOf = group(pages, ([, area]) => area);
  const found = group(findings, (finding) => (finding.at ? areaOf(finding.at) : null));
  const row = (area, place) => {
    const { used, left, failed } = outcomes([area]);
    return [
      h('a', { href: address('coverage', area.name), 'data-row': true }, area.name),
      number(pagesOf.get(place)?.length ?? 0),
      number(used + left + failed),
      coverageBar([area], { name: area.name }),
      percent(used, used + left + failed),
      number(found.get(place)?.length ?? 0),
    ];
  };
  return ['Coverage', heading('Coverage'),
    h('p', { class: 'lead' }, 'What became of the blocks of the pages: headings, paragraphs, rows, HTTP lines, code. Each is in the model, or left out for a reason, or not readable, with a finding that says why.'),
    h('p', { class: 'lead quiet' }, `${count(data.lines, 'line')} of the pages say something; ${number(data.unexplained.length)} of them lie in no block.`),
    coverageBar(areas, { legend: true }),
    section('Areas', areas.length, table(['Area', 'Pages', 'Blocks', 'What became of them', 'Modelled', 'Findings'], areas.map(row), 'Areas', 'areas')),
    section('Blocks', null, blockTable(areas)),
    section('Reasons', null, reasonTable(areas)),
    section('Lines in no block', data.unexplained.length, list(data.unexplained, 100, (at) => source(at), 'names')),
  ];
}

function areaView(name) {
  const place = areas.findIndex((area) => area.name === name);
  if (place < 0) return missing('area', name);
  const here = (item) => item.at && areaOf(item.at) === place;
  const own = types.filter((type) => here(type) && !type.undocumented).sort(by((type) => short(type.name)));
  const documented = operations.filter(here).sort(by((operation) => operation.title));
  const shown = messages().filter(({ example }) => here(example));
  return [name, heading(name, badges('area')),
    coverageBar([areas[place]], { legend: true }),
    section('Blocks', null, blockTable([areas[place]])),
    section('Reasons', null, reasonTable([areas[place]])),
    section('Examples', null, classBar(shown)),
    section('Findings', findings.filter(here).length, codeList(findings.filter(here))),
    section('Types', own.length, list(own, 60, (type) => h('span', { 'data-row-of': true }, typeLink(type.name)), 'names')),
    section('Operations', documented.length, list(documented, 60, operationLink)),
    section('Pages', pages.filter(([, area]) => area === place).length, list(pages.flatMap(([file, area], at) => (area === place ? [{ file, at }] : [])), 60, ({ file, at }) => h('a', { href: addressOfPage(at), 'data-row': true }, breakable(file)), 'names')),
  ];
}

/** A row for each kind of block. */
function blockTable(list) {
  const { kinds, outcomes: words } = data.blocks;
  const found = group(list.flatMap((area) => area.blocks), ([kind]) => kind);
  const sum = (rows, test) => rows.filter(([, outcome]) => test(words[outcome])).reduce((total, [, , many]) => total + many, 0);
  const row = ([kind, rows]) => {
    const [used, failed, all] = [sum(rows, (word) => word === 'modelled'), sum(rows, (word) => word === 'not readable'), sum(rows, () => true)];
    return [kinds[kind], number(all), number(used), number(all - used - failed), number(failed)];
  };
  return table(['Kind', 'All', 'Modelled', 'Left out', 'Not readable'], [...found].sort(([a], [b]) => a - b).map(row), 'Blocks', 'sums');
}

/** A row for each reason to leave blocks out. */
function reasonTable(list) {
  const { kinds, outcomes: words } = data.blocks;
  const sums = new Map();
  for (const [kind, outcome, many] of list.flatMap((area) => area.blocks)) {
    if (words[outcome] === 'modelled') continue;
    const key = `${outcome} ${kind}`;
    sums.set(key, { outcome, kind, many: (sums.get(key)?.many ?? 0) + many });
  }
  const sorted = [...sums.values()].sort((a, b) => b.many - a.many || a.outcome - b.outcome || a.kind - b.kind);
  return table(['Reason', 'Blocks', 'Number'], sorted.map(({ outcome, kind, many }) => [words[outcome], kinds[kind], number(many)]), 'Reasons', 'reasons');
}

function classBar(shown) {
  const parts = byClass(shown).map(({ id, label, list: those }) => ({ id, label, value: those.length, href: address('examples', id) }));
  return bar(parts, { legend: true, name: 'Bodies of examples' });
}

function examplesView(chosen) {
  const classes = byClass(messages());
  const one = classes.find(({ id }) => id === chosen);
  if (chosen !== undefined && !one) return missing('class of examples', chosen);
  if (one) {
    const shown = [...new Set(one.list.map(({ example }) => example))];
    const of = [...group(shown, (example) => areaOf(example.at) ?? -1)].sort(by(([area]) => areas[area]?.name ?? ''));
    return [one.label, heading(one.label, badges('examples')),
      h('p', { class: 'lead' }, `${count(one.list.length, 'body', 'bodies')} in ${count(shown.length, 'example')}.`),
      of.map(([area, those]) => section(areas[area]?.name ?? 'no area', those.length, list(those, 20, placedExample, 'examples')))];
  }
  const areasOf = [...group(messages(), ({ example }) => areaOf(example.at) ?? -1)].sort(by(([area]) => areas[area]?.name ?? ''));
  const row = ([area, those]) => [
    h('a', { href: address('coverage', areas[area]?.name ?? ''), 'data-row': true }, areas[area]?.name ?? 'no area'),
    ...byClass(those).map(({ list: found }) => (found.length > 0 ? number(found.length) : h('span', { class: 'quiet' }, '–'))),
  ];
  return ['Examples', heading('Examples'),
    h('p', { class: 'lead' }, 'What the bodies of the examples are good for.'),
    classBar(messages()),
    section('By area', null, table(['Area', ...CLASSES.map(([, label]) => label)], areasOf.map(row), 'Examples by area', 'sums classes'))];
}

function placedExample(example) {
  return [exampleView(example), h('p', { class: 'source' }, source(example.at),
    example.operation !== undefined && [' · ', h('a', { href: address('operation', operations[example.operation].id) }, operations[example.operation].title)])];
}

function findingsView(chosen) {
  const place = codes.findIndex((code) => code.id === chosen);
  if (chosen !== undefined && place < 0) return missing('code', chosen);
  if (chosen === undefined) {
    return ['Findings', heading('Findings'),
      h('p', { class: 'lead' }, 'Faults of the pages: errors stop the generator, warnings are doubts, notes lose nothing.'),
      findings.length === 0 ? h('p', {}, 'None.')
        : filtered('Filter by code, page or words', (words) => (words.length === 0 ? codeList(findings) : filteredFindings(findings, words, true)))];
  }
  const code = codes[place];
  const found = findings.filter((finding) => finding.code === place);
  return [code.id, heading(`${code.id}: ${code.title}`, severity(code.severity)),
    h('p', { class: 'lead' }, code.explanation), filtered('Filter by page or words', (words) => filteredFindings(found, words))];
}

function filteredFindings(among, words, withCode) {
  const page = (finding) => (finding.at ? pages[finding.at[0]][0] : '');
  const found = among.filter((finding) => fits(words, finding.message, page(finding), codes[finding.code].id, codes[finding.code].title));
  return findingGroups(found, withCode);
}

/** A line for each code, with how many there are. */
function codeList(found) {
  const sorted = [...group(found, (finding) => finding.code)].sort(([a], [b]) => a - b);
  return list(sorted, 200, ([place, those]) => h('a', { href: address('findings', codes[place].id), 'data-row': true, class: 'item three' },
    h('span', { class: 'code' }, codes[place].id, ' ', severity(codes[place].severity)), h('span', {}, codes[place].title), h('span', { class: 'number' }, number(those.length))));
}

/** Findings below their pages. */
function findingGroups(found, withCode) {
  const of = [...group(found, (finding) => (finding.at ? finding.at[0] : -1))];
  return section('Pages', of.length, list(of, 60, ([page, those]) => [
    page < 0 ? h('h3', {}, 'the pages as a whole') : h('h3', {}, h('a', { href: addressOfPage(page), 'data-row': true }, breakable(pages[page][0]))),
    h('ul', { class: 'findings' }, those.map((finding) => h('li', {}, findingText(finding, withCode)))),
  ], 'groups'));
}

function findingText(finding, withCode) {
  return [withCode && [codeLink(codes[finding.code]), ' '],
    finding.at && [source(finding.at, `line ${finding.at[1]}`), ' '],
    h('span', {}, inline(finding.message)),
    finding.accepted && [' ', badges('accepted')],
    finding.related && h('p', { class: 'quiet' }, finding.related[1], ' ', source(finding.related[0])),
    finding.help !== undefined && h('p', { class: 'quiet' }, inline(text(finding.help)))];
}

function pageView(...segments) {
  const file = segments.join('/');
  const place = pageOf().get(file.toLowerCase());
  if (place === undefined) return missing('page', file);
  const found = contentsOf()[place];
  return [file, heading(breakable(file), badges('page')), h('p', { class: 'source' }, source([place, 1])),
    section('Types', found.types.length, list(found.types, 60, (type) => h('span', { 'data-row-of': true }, typeLink(type.name)), 'names')),
    section('Enums', found.enums.length, list(found.enums, 60, (enumeration) => h('span', { 'data-row-of': true }, typeLink(enumeration.name)), 'names')),
    section('Operations', found.operations.length, list(found.operations, 60, operationLink)),
    section('Findings', found.findings.length, h('ul', { class: 'findings' }, found.findings.map((finding) => h('li', {}, findingText(finding, true))))),
    section('Examples', found.examples.length, list(found.examples, 60, placedExample, 'examples')),
  ];
}

function missing(kind, name) {
  return [`no ${kind}`, heading(`There is no such ${kind}`), h('p', { class: 'full' }, name), h('p', {}, h('a', { href: '#/' }, 'Overview'))];
}
