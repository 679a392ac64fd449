import type { Command } from './command.js';

/** Everything that `renku-sessions` does. */
export const commands: readonly Command[] = [
  {
    name: 'event-store',
    usage:
      '--data-dir DIR [--port 2113] [--host H] [--advertise-host H] [--tls-cert FILE --tls-key FILE --user NAME --password-file FILE ...] [--max-append-size BYTES] [--write-timeout MS]',
    summary:
      'runs the embedded event store (EventStoreDB’s protocol) on its own; its users may do everything, and without users so may everybody on this computer',
    explained: {
      '--data-dir DIR': 'where the log is kept; made when it is not there, used by one process at a time',
      '--port 2113': 'the port to listen on; 0 takes a free one',
      '--host H': 'the host to listen on, 127.0.0.1 unless said otherwise; others than loopback need TLS',
      '--advertise-host H': 'the host that clients dial, where it is not --host: the one in the certificate',
      '--tls-cert FILE, --tls-key FILE': 'certificate chain and private key, as PEM; they need a user',
      '--user NAME, --password-file FILE': 'who may call, each with the file of the password; again for each user',
      '--max-append-size BYTES': 'how much data one append may hold, 1048576 unless said otherwise',
      '--write-timeout MS': 'how long a write may wait for its turn, 2000 unless said otherwise',
    },
    load: async () => (await import('./event-store.js')).runEventStore,
  },
  {
    name: 'document-store',
    usage: '--data-dir DIR [--port 27017] [--user NAME --password-file FILE ...]',
    summary:
      'runs the embedded document store (MongoDB’s protocol) on its own, on loopback; without users everybody on this computer may do everything',
    explained: {
      '--data-dir DIR': 'where the documents are kept; made when it is not there, used by one process at a time',
      '--port 27017': 'the port to listen on; 0 takes a free one',
      '--user NAME, --password-file FILE':
        'who may connect (SCRAM-SHA-256), each with the file of the password; again for each user',
    },
    load: async () => (await import('./document-store.js')).runDocumentStore,
  },
  {
    name: 'history',
    usage: '<projectId> [--after POSITION] [--type TYPE] [--actor USERID] [--json]',
    summary: 'a project’s events in log order, as an auditor sees them; with --json a line of JSON each',
    explained: {
      '<projectId>': 'the project, also a deleted one',
      '--after POSITION': 'only what comes after this position of the log',
      '--type TYPE': 'only events of this type, such as SessionLaunched',
      '--actor USERID': 'only what this person did',
      '--json': 'a line of JSON for each event, with ids and no names, as the API exports it',
    },
    load: async () => (await import('./history.js')).showHistory,
  },
  {
    name: 'events',
    usage: '[--json]',
    summary: 'every kind of event that there can be: what it means, its fields and version, and who may read it',
    explained: { '--json': 'a line of JSON for each kind of event' },
    load: async () => (await import('./list-events.js')).listEvents,
  },
  {
    name: 'stores',
    usage: '',
    summary:
      'the addresses of the stores, as settings, with their passwords: for mongosh, clients of the event store, other processes',
    load: async () => (await import('./show-stores.js')).showStores,
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
    explained: {
      '<name>': 'the read model, as `projections list` names it',
      '--no-wait': 'ends when the rebuild is requested',
    },
    load: async () => (await import('./rebuild-projection.js')).rebuildProjection,
  },
];
