import type { Command } from './command.js';

/** Everything that `renku-sessions` does. */
export const commands: readonly Command[] = [
  {
    name: 'event-store',
    usage:
      '--data-dir DIR [--port 2113] [--host H] [--advertise-host H] [--tls-cert FILE --tls-key FILE --user NAME --password-file FILE ...]',
    summary: 'runs the embedded event store (EventStoreDB’s protocol) on its own; its users may do everything',
    load: async () => (await import('./event-store.js')).runEventStore,
  },
  {
    name: 'document-store',
    usage: '--data-dir DIR [--port 27017]',
    summary: 'runs the embedded document store (MongoDB’s protocol) on its own, on loopback',
    load: async () => (await import('./document-store.js')).runDocumentStore,
  },
  {
    name: 'history',
    usage: '<projectId> [--after POSITION] [--type TYPE] [--actor USERID] [--json]',
    summary:
      'a project’s events in log order, as an auditor sees them; with --json a line of JSON each, with ids and no names',
    load: async () => (await import('./history.js')).showHistory,
  },
  {
    name: 'projections list',
    usage: '',
    summary:
      'the read models: version, generation, live, building or retired, position, how far behind the furthest one, …',
    load: async () => (await import('./list-projections.js')).listProjections,
  },
  {
    name: 'projections build',
    usage: '',
    summary:
      'before a rollout: builds what the read models of this version need, beside the workers that run, and ends',
    load: async () => (await import('./build-projections.js')).buildProjections,
  },
  {
    name: 'projections rebuild',
    usage: '<name> [--no-wait]',
    summary: 'builds a read model anew beside the live one and waits until the worker has flipped to it',
    load: async () => (await import('./rebuild-projection.js')).rebuildProjection,
  },
];
