import type { Part } from '#libs/settings';

const begins: Readonly<Record<Part, string>> = {
  standalone:
    'Usage: npm start\n\nRuns all of renku-sessions on this computer until it is ended (Ctrl-C). Sessions go on meanwhile.\n',
  stores: 'Usage: npm run start:stores\n\nRuns the embedded stores, and the local provider that signs people in.\n',
  api: 'Usage: npm run start:api\n\nRuns an api beside other processes.\n',
  worker: 'Usage: npm run start:worker\n\nRuns a worker beside other processes.\n',
  gateway: 'Usage: npm run start:gateway\n\nRuns a gateway beside other processes.\n',
};

const settings = `
Settings are environment variables, e.g. PORT=4000 DATA_DIR=~/renku npm start. Those that people ask for first:

  PORT=3000             of the console and the API
  DATA_DIR=./data       where everything is kept: the log, the read models, the files of local sessions
  SESSION_RUNTIME=auto  docker where Docker or Podman answers, else local; or docker, local, kubernetes
  JUPYTER_LAB           the jupyter-lab that local sessions run, where it is not on the PATH; none: a view of files
  EVENTSTORE_URL, MONGODB_URL
                        databases of your own instead of the embedded ones
  LOG_LEVEL=info        of the lines on standard error; warn is quieter

All of them: docs/operations.md
`;

/** What a program that is started without arguments says when it is asked how. */
export const helpOfProcess = (part: Part): string => `${begins[part]}${settings}`;
