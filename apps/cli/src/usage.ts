import {
  type Dimension,
  dimensions,
  instant,
  lineView,
  monthUpTo,
  NEWEST_RULE,
  UsageLedgers,
  UsageQueries,
  usageCsv,
  usageRules,
} from '#libs/usage';
import type { Run } from './command.js';
import { idIn } from './id-in.js';
import { lineOfUsage } from './line-of-usage.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { UsageError } from './usage-error.js';
import { withReadModels } from './with-read-models.js';

const options = {
  by: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  rule: { type: 'string' },
  project: { type: 'string' },
  csv: { type: 'boolean' },
} as const;

const isDimension = (name: string): name is Dimension => (dimensions as readonly string[]).includes(name);

const dimensionsIn = (text: string): Dimension[] => {
  const names = [...new Set(text.split(','))];
  const unknown = names.find((name) => !isDimension(name));
  if (unknown !== undefined) throw new UsageError(`--by must be some of ${dimensions.join(',')}, not ${unknown}`);
  return names.filter(isDimension);
};

const timeOf = (option: string, text: string): number => {
  const { data } = instant.safeParse(text);
  if (data === undefined)
    throw new UsageError(
      `--${option} must be a day or a time, such as 2026-03-01 or 2026-03-01T12:00:00Z, not ${text}`,
    );
  return data;
};

const ruleOf = (text: string) => {
  const rule = /^\d+$/.test(text) ? usageRules[Number(text)] : undefined;
  if (rule === undefined)
    throw new UsageError(`--rule must be one of ${Object.keys(usageRules).join(', ')}, not ${text}`);
  return rule;
};

/** Up to now, if that is before. */
const spanOf = (from: string | undefined, to: string | undefined): { from: number; to: number } => {
  const now = Date.now();
  const end = Math.min(now, to === undefined ? now : timeOf('to', to));
  const begin = from === undefined ? monthUpTo(end) : timeOf('from', from);
  if (begin > end) throw new UsageError('--from must be before --to, and not to come');
  return { from: begin, to: end };
};

export const showUsage: Run = async (args) => {
  const { values } = parseArguments(args, options, []);
  const by = dimensionsIn(values.by ?? 'month');
  const number = values.rule ?? String(NEWEST_RULE);
  const rule = ruleOf(number);
  const within = spanOf(values.from, values.to);
  const project = idIn('--project', values.project);
  await withReadModels(async ({ readModels }) => {
    const ledgers = new UsageLedgers(new UsageQueries(readModels));
    const ledger = await ledgers.of({ scope: { of: 'everything' }, within, project }, { by, rule });
    const asked = {
      from: new Date(within.from).toISOString(),
      to: new Date(within.to).toISOString(),
      rule: Number(number),
    };
    const lines = ledger.lines().map(lineView);
    // a line of CSV ends with CRLF
    const csv = () =>
      usageCsv({ ...asked, lines })
        .trimEnd()
        .split('\n')
        .map((line) => `${line.trimEnd()}\r`);
    await printLines(values.csv === true ? csv() : lines.map((line) => lineOfUsage(line)));
  });
};
