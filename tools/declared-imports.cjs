const { readFileSync } = require('node:fs');
const { join, normalize } = require('node:path');

const root = join(__dirname, '..');

const referencesOf = (folder) =>
  (JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')).references ?? []).map(({ path }) =>
    normalize(join(folder, path)),
  );

/** The program's parts, each with the libs that its tsconfig.json names. */
const parts = referencesOf('.').map((part) => ({ part, libs: referencesOf(part) }));

/**
 * A rule for dependency-cruiser a part: it imports no lib that its tsconfig.json does not name. The compiler does not see to that, as
 * all libs are found by one pattern (`#libs/*`).
 */
const declaredImports = (specs) =>
  parts
    .filter(({ part }) => /^(apps|libs)\//.test(part))
    .map(({ part, libs }) => ({
      name: `${part}-imports-what-it-declares`,
      comment: `Another lib is named in ${part}/tsconfig.json, or not imported.`,
      severity: 'error',
      from: { path: `^${part}/`, pathNot: specs },
      to: { path: '^libs/', pathNot: `^(${[part, ...libs].join('|')})/` },
    }));

module.exports = { declaredImports, parts };
