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
    usage: '<projectId> [--after POSITION] [--type TYPE] [--actor USERID] [--session SESSIONID] [--json]',
    summary: 'a project’s events in log order, as an auditor sees them; with --json a line of JSON each',
    explained: {
      '<projectId>': 'the project, also a deleted one',
      '--after POSITION': 'only what comes after this position of the log',
      '--type TYPE': 'only events of this type, such as SessionLaunched',
      '--actor USERID': 'only what this person did',
      '--session SESSIONID': 'only what is about this session, its launches too',
      '--json': 'a line of JSON for each event, with ids and no names, as the API exports it',
    },
    load: async () => (await import('./history.js')).showHistory,
  },
  {
    name: 'usage',
    usage: '[--by user,project,class,month] [--from DAY] [--to DAY] [--rule N] [--project ID] [--csv]',
    summary:
      'what was kept for sessions over time, as the ledger counts it, everybody’s; by month, this one so far, unless said otherwise',
    explained: {
      '--by user,project,class,month': 'what makes a line: some of these, with commas between them',
      '--from DAY, --to DAY': 'from the one up to and without the other, in UTC; 2026-03-01, or with a time',
      '--rule N': 'the rule that counts; the newest, unless said otherwise',
      '--project ID': 'only what was used in this project',
      '--csv': 'a table with a line of names, for a spreadsheet',
    },
    load: async () => (await import('./usage.js')).showUsage,
  },
  {
    name: 'export',
    usage: '<projectId> --out FILE [--force]',
    summary: 'a project’s events, as an auditor sees them, as a signed file that can be verified offline',
    explained: {
      '<projectId>': 'the project, also a deleted one',
      '--out FILE': 'the file to write, whole or not at all',
      '--force': 'replaces the file where there is one',
    },
    load: async () => (await import('./export-project.js')).exportProject,
  },
  {
    name: 'verify',
    usage: '<file> --key FILE',
    summary:
      'whether an export is whole and as it was signed, or the first line that is not; needs the file and the key alone, ends with 0, or 1 where it is not',
    explained: {
      '<file>': 'the export',
      '--key FILE': 'whose signature is trusted: what /api/v1/signing-keys answers (JWKS), or a public key as PEM',
    },
    load: async () => (await import('./verify.js')).verify,
  },
  {
    name: 'log verify',
    usage: '[--key FILE]',
    summary:
      'whether the log is as its daily anchors say, or the first anchor that does not fit and where the log was altered; ends with 0, or 1 where it was',
    explained: {
      '--key FILE': 'whose anchors are trusted, as for `verify`; the installation’s own key unless said otherwise',
    },
    load: async () => (await import('./verify-log.js')).verifyWholeLog,
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
    name: 'backup',
    usage: '--out DIR',
    summary:
      'while everything runs: the log up to now, and the documents that cannot be made anew from it, with checksums; not the keys, nor the files of sessions',
    explained: { '--out DIR': 'the directory to make, whole or not at all; its owner’s alone' },
    load: async () => (await import('./backup.js')).backup,
  },
  {
    name: 'restore',
    usage: '<backup> --data-dir DIR',
    summary: 'makes the embedded stores of a new DATA_DIR of a backup, and verifies them; nothing may run on it',
    explained: {
      '<backup>': 'the directory that `backup` made',
      '--data-dir DIR': 'the DATA_DIR to be; it must be empty, or not there',
    },
    load: async () => (await import('./restore.js')).restore,
  },
  {
    name: 'doctor',
    usage: '[--json]',
    summary:
      'one look at an installation: settings, stores, versions, clocks, leases, lag, damage, anchors, certificates, disk; ends with 0, or 1 where there is a problem',
    explained: { '--json': 'a line of JSON for each check' },
    load: async () => (await import('./doctor.js')).examine,
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
    name: 'projections verify',
    usage: '[name]',
    summary:
      'whether the documents of the read models are as a fold of the log says, and which are not: different, missing, extra, broken; ends with 0, or 1 where there is one',
    explained: { '[name]': 'this read model alone, as `projections list` names it' },
    load: async () => (await import('./verify-projections.js')).verifyProjections,
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
