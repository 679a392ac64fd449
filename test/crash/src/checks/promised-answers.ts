import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '../api-user.js';
import { linesNaming } from '../lines-naming.js';
import type { Verdict } from '../verdict.js';

/** All lines of a trace; the top of the stack is in what is told of one. */
const bounds = { lines: Number.POSITIVE_INFINITY, characters: 1_500 };

const traceIdIn = (surprise: string): string | undefined => /"traceId":"([^"]+)"/.exec(surprise)?.[1];

/** What the processes whose logs are in that directory said of a trace. */
const saidOf = async (traceId: string | undefined, directory: string): Promise<string[]> => {
  if (traceId === undefined) return [];
  const logs = (await readdir(directory)).filter((name) => name.endsWith('.log'));
  const said = logs.map(async (log) =>
    (await linesNaming(traceId, join(directory, log), bounds)).map((line) => `${log}: ${line}`),
  );
  return (await Promise.all(said)).flat();
};

/** Of an answer that was none that the API promises, what the process that gave it said of it is told as well. */
export const promisedAnswers = async (
  { surprises }: Pick<Ledger, 'surprises'>,
  directory: string,
): Promise<Verdict> => {
  const problems = surprises.map(async (surprise) =>
    [surprise, ...(await saidOf(traceIdIn(surprise), directory))].join('\n          '),
  );
  return { what: 'every answer was one that the API promises', problems: await Promise.all(problems) };
};
