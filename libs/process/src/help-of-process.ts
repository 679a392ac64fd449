import type { Part } from '#libs/settings';

interface Help {
  readonly command: string;
  readonly does: string;
  /** Of settings, those that people ask for first. */
  readonly lines: readonly string[];
}

const port = '  PORT=3000             of the console and the API';
const dataDir =
  '  DATA_DIR=./data       where everything is kept: the log, the read models, the files of local sessions';
const runtime =
  '  SESSION_RUNTIME=auto  docker where Docker or Podman answers, else local; or docker, local, kubernetes';
const jupyter =
  '  JUPYTER_LAB           the jupyter-lab that local sessions run, where it is not on the PATH; none: a view of files';
const ownStores =
  '  EVENTSTORE_URL, MONGODB_URL\n                        databases of your own instead of the embedded ones';
const stores =
  '  EVENTSTORE_URL, MONGODB_URL\n                        the databases; else those that npm run start:stores serves from the same DATA_DIR';
const logLevel = '  LOG_LEVEL=info        of the lines on standard error; warn is quieter';
const operations = (number: number): string =>
  `  OPERATIONS_PORT=${number}  of /healthz, /readyz, /metrics and /version`;

const helps: Readonly<Record<Part, Help>> = {
  standalone: {
    command: 'npm start',
    does: 'Runs all of renku-sessions on this computer until it is ended (Ctrl-C). Sessions go on meanwhile.',
    lines: [port, dataDir, runtime, jupyter, ownStores, logLevel],
  },
  stores: {
    command: 'npm run start:stores',
    does: 'Runs the embedded stores, and the local provider that signs people in.',
    lines: [
      '  EVENTSTORE_PORT=2113  of the event store',
      '  MONGODB_PORT=27017    of the document store',
      operations(3012),
      dataDir,
      ownStores,
      logLevel,
    ],
  },
  api: {
    command: 'npm run start:api',
    does: 'Runs an api beside other processes.',
    lines: [port, dataDir, runtime, stores, logLevel],
  },
  worker: {
    command: 'npm run start:worker',
    does: 'Runs a worker beside other processes.',
    lines: [operations(3010), dataDir, runtime, jupyter, stores, logLevel],
  },
  gateway: {
    command: 'npm run start:gateway',
    does: 'Runs a gateway beside other processes.',
    lines: ['  SESSIONS_PORT=3001    where sessions are', operations(3011), dataDir, runtime, stores, logLevel],
  },
};

/** What a program that is started without arguments says when it is asked how. */
export const helpOfProcess = (part: Part): string => {
  const { command, does, lines } = helps[part];
  return `Usage: ${command}

${does}

Settings are environment variables, e.g. LOG_LEVEL=warn DATA_DIR=~/renku ${command}. Those that people ask for first:

${lines.join('\n')}

All of them: docs/operations.md
`;
};
