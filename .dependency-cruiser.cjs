const { consoleImports } = require('./tools/console-imports.cjs');
const { declaredImports } = require('./tools/declared-imports.cjs');

const slices = 'environments|images|resources|projects|people|sessions|launches|notifications|history|usage|audit';
/** What a slice's decisions are over, beside its events. */
const states =
  'environments|repository-images|built-images|resource-classes|project|person|session|sessions|launch|inbox|image-news|delivery|log-anchors';
const pure = `^libs/(${slices})/src/([a-z]+\\.(events|rejections)|${states})\\.ts$|^libs/(${slices})/src/(write|automation)/[^/]+\\.ts$|\\.projection\\.ts$`;
const specs = '(spec|int-spec|e2e-spec|contract|fixture)\\.ts$|/testing/|/testing\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-files-know-no-framework',
      comment: 'What decides or derives imports no framework, driver or I/O.',
      severity: 'error',
      from: { path: pure, pathNot: specs },
      to: {
        path: 'node_modules/(@nestjs|fastify|mongodb|@eventstore|socket.io|rxjs)|^node:',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-files-know-no-other-slice',
      comment: 'Slices meet through events and query ports; a type is no meeting.',
      severity: 'error',
      from: {
        path: `^libs/(${slices})/src/([a-z]+\\.(events|rejections)|${states})\\.ts$|^libs/(${slices})/src/write/[^/]+\\.ts$`,
        pathNot: specs,
      },
      to: {
        path: `^libs/(${slices}|access|rest|slice|session-runtime)/`,
        pathNot: '^libs/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'event-sourcing-knows-no-domain',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: specs },
      to: { path: '^libs/(?!event-sourcing)|node_modules/(@nestjs|mongodb|@eventstore)' },
    },
    {
      name: 'one-importer-of-the-event-store-client',
      severity: 'error',
      from: { pathNot: `^libs/(event-store|embedded/event-store-server)/|${specs}` },
      to: { path: 'node_modules/@eventstore/db-client' },
    },
    {
      name: 'one-importer-of-the-mongodb-driver',
      severity: 'error',
      from: { pathNot: `^libs/read-models/|${specs}` },
      to: { path: 'node_modules/mongodb/' },
    },
    {
      name: 'swagger-is-loaded-when-it-is-asked-for',
      comment: 'Five hundred files: say it with `Documented` of libs/rest, or by a type.',
      severity: 'error',
      from: { pathNot: `^apps/api/src/operations/load-docs\\.ts$|${specs}` },
      to: { path: 'node_modules/@nestjs/swagger', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-runtime-is-loaded-where-it-is-chosen',
      comment: 'By load-kubernetes.ts and load-docker.ts: sixty files each, and one is needed.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `^libs/session-runtime/src/(docker|kubernetes)/|${specs}` },
      to: {
        path: '^libs/session-runtime/src/(docker|kubernetes)/',
        pathNot: '/(find-docker|access-problem|engine-problem)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'socket-io-is-made-by-the-adapter',
      comment: 'Gateways are Nest’s; of socket.io itself they need types.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: specs },
      to: { path: 'node_modules/socket\\.io/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'embedded-servers-are-for-standalone-and-cli',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `^libs/embedded/|^apps/(standalone|cli)/|${specs}` },
      to: { path: '^libs/embedded/' },
    },
    {
      name: 'a-lib-has-one-entry-point',
      comment: 'Another lib is reached by #libs/<name>, never by a path into it.',
      severity: 'error',
      from: { path: '^libs/(embedded/[^/]+|[^/]+)/', pathNot: specs },
      to: { path: '^libs/', pathNot: '^libs/$1/|^libs/(embedded/)?[^/]+/src/(index|testing)\\.ts$' },
    },
    {
      name: 'apps-do-not-meet',
      comment: 'Only standalone composes apps.',
      severity: 'error',
      from: { path: '^apps/(?!standalone)([^/]+)/', pathNot: specs },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    ...declaredImports(specs),
    ...consoleImports(specs),
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
