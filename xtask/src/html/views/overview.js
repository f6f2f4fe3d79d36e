// The first view.

function overviewView() {
  const properties = types.reduce((sum, type) => sum + type.properties.length, 0);
  const documents = pages.filter(([, area]) => area !== null).length;
  const figures = [
    [documents, 'page', 'pages', '#/coverage'],
    [types.length, 'type', 'types', '#/types'],
    [properties, 'property', 'properties', '#/types'],
    [enums.length, 'enum', 'enums', '#/enums'],
    [operations.length, 'operation', 'operations', '#/operations'],
    [permissions.length, 'permission', 'permissions', '#/permissions'],
    [examples.length, 'example', 'examples', '#/examples'],
    [findings.length, 'finding', 'findings', '#/findings'],
  ];
  return ['', heading(h('span', {}, title())),
    h('ul', { class: 'figures' }, figures.map(([many, one, several, href]) =>
      h('li', {}, h('a', { href, 'data-row': true }, h('strong', {}, number(many)), ' ', many === 1 ? one : several)))),
    h('div', { class: 'columns' },
      section('Coverage', null, coverageBar(areas, { legend: true }), largestAreas()),
      section('Examples', null, classBar(messages()), h('h2', {}, 'Largest types'), largestTypes())),
    section('Findings', findings.length, codeList(findings)),
  ];
}

/** The namespace as words, and the version: `Microsoft Graph v1.0`. */
function title() {
  const words = about.namespace.split('.').filter(Boolean).map((word) => word[0].toUpperCase() + word.slice(1));
  return [...words, about.version].join(' ');
}

/** Areas with the most blocks. */
function largestAreas() {
  const size = (area) => area.blocks.reduce((sum, [, , many]) => sum + many, 0);
  const sorted = [...areas].sort((a, b) => size(b) - size(a));
  const row = (area) => {
    const { used, left, failed } = outcomes([area]);
    return h('a', { href: address('coverage', area.name), 'data-row': true, class: 'measure' },
      h('span', {}, area.name), h('span', { class: 'quiet number' }, number(used + left + failed)), coverageBar([area], { name: area.name }));
  };
  return [list(sorted.slice(0, 12), 12, row, 'measures'), areas.length > 12 && h('p', {}, h('a', { href: '#/coverage' }, `All ${number(areas.length)} areas`))];
}

function largestTypes() {
  const sorted = [...types].sort((a, b) => b.properties.length - a.properties.length).slice(0, 12);
  const most = sorted[0]?.properties.length ?? 1;
  const row = (type) => {
    const length = h('span', { class: 'piece plain' });
    length.style.width = `${(100 * type.properties.length) / most}%`;
    return h('a', { href: addressOf(type.name), 'data-row': true, class: 'measure' },
      h('span', { class: 'name' }, breakable(short(type.name))), h('span', { class: 'quiet number' }, number(type.properties.length)), h('div', { class: 'bar', 'aria-hidden': 'true' }, length));
  };
  return list(sorted, 12, row, 'measures');
}
