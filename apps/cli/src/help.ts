import type { Command } from './command.js';

const line = ({ name, usage, summary }: Command): string => `  ${`${name} ${usage}`.trim()}\n      ${summary}\n`;

/** The whole of the help, ready to print. */
export const helpOf = (commands: readonly Command[]): string =>
  [
    'Usage: renku-sessions <command> [options]\n\nFor auditors and operators.\n\n',
    ...commands.map(line),
    '  help | --help\n      this text; help <command> or <command> --help: what its options are\n  --version\n      the version\n\n',
    'history, export, usage, backup, projections and stores look for the database that MONGODB_URL (and MONGODB_DATABASE) name, or else that of the\n',
    'standalone which runs on DATA_DIR (./data); export, backup, log verify, projections build and projections verify also read the log at EVENTSTORE_URL.\n',
    'export signs with the key of SIGNING_KEY_FILE, or else of DATA_DIR.\n',
  ].join('');
