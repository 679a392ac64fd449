import { createReadStream } from 'node:fs';
import { linesOf, type TrustedKeys, type Verdict, verifyExport } from '#libs/audit';
import type { Run } from './command.js';
import { lineOfError } from './line-of-error.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { trustedKeysIn } from './trusted-keys-in.js';
import { UsageError } from './usage-error.js';

const options = { key: { type: 'string' } } as const;

/** What a signature does not say, for whoever relies on it. */
const unknowable = [
  'What this does not say:',
  '  what happened after the export; a file that was replaced by an older export, whole and signed, looks like this one',
  '  whether the installation left out events when it signed, or signed what did not happen: `renku-sessions log verify` looks at its log',
  '  whose the key is, and who had it: compare its id with one that you have from elsewhere',
  '  whether the names of people were right: they are as the installation knew them when it exported',
];

/** For people: what has been verified, and what has not. */
const told = ({ header, manifest }: Extract<Verdict, { isWhole: true }>): readonly string[] => {
  const { events, unreadable, firstPosition, lastPosition, keyId } = manifest;
  const range = events === 0 ? '' : `, positions ${firstPosition ?? ''} to ${lastPosition ?? ''}`;
  return [
    `whole and as it was signed: ${events} events of project ${header.project}${range}`,
    `exported ${header.exportedAt} by ${header.exportedBy} as ${header.exportedAs.join(', ')} from installation ${header.log}`,
    `signed with the key ${keyId}`,
    ...(unreadable === undefined
      ? []
      : [
          `${unreadable} of these events the program that exported could not read (UnreadableEvent): see docs/export.md`,
        ]),
    ...unknowable,
  ];
};

/** What a file says. Rejects with an `Error` that names the file where it cannot be read. */
const verdictOn = async (file: string, keys: TrustedKeys): Promise<Verdict> => {
  try {
    return await verifyExport(linesOf(createReadStream(file) as AsyncIterable<Buffer>), keys);
  } catch (cause) {
    throw new Error(`the export in ${file} cannot be read: ${lineOfError(cause)}`, { cause });
  }
};

export const verify: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['file']);
  const [file] = positionals;
  if (values.key === undefined)
    throw new UsageError('--key is missing: a JWKS or PEM file with the key that is trusted');
  const keys = await trustedKeysIn(values.key);
  const verdict = await verdictOn(file, keys);
  if (!verdict.isWhole) throw new Error(`${file}, line ${verdict.line}: ${verdict.what}: ${verdict.message}`);
  await printLines(told(verdict));
};
