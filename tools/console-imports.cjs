const source = 'apps/console/src';

/** What every page stands on. */
const below = ['api', 'language', 'live', 'page'];

/** Pages, and which others each shows a part of. */
const pages = {
  launches: [],
  images: [],
  inbox: [],
  account: [],
  usage: [],
  projects: ['history', 'launches'],
  sessions: ['history', 'images', 'launches', 'projects'],
  history: ['launches', 'projects', 'sessions'],
  home: ['inbox', 'launches', 'projects'],
  admin: ['sessions'],
  runs: ['history', 'images', 'launches', 'projects', 'sessions'],
  palette: ['home', 'projects'],
};

const rule = (name, comment, from, allowed, specs) => ({
  name: `console-${name}`,
  comment,
  severity: 'error',
  from: { path: `^${source}/(${from.join('|')})/`, pathNot: specs },
  to: { path: `^${source}/[^/]+/`, pathNot: `^${source}/(${allowed.join('|')})/` },
});

/** Rules for dependency-cruiser: what of the console imports what. */
const consoleImports = (specs) => [
  rule('stands-on-no-page', 'What every page stands on knows none of them.', below, below, specs),
  ...Object.entries(pages).map(([page, parts]) =>
    rule(
      `page-${page}`,
      'Another page is named in tools/console-imports.cjs, or not imported.',
      [page],
      [page, ...parts, ...below],
      specs,
    ),
  ),
];

module.exports = { consoleImports };
