import { t } from '@lingui/core/macro';
import type { operations, Usage } from '../api/schema.js';
import { i18n } from '../language/i18n.js';
import { filterOf, type UsageFilter } from './usage-wish.js';

type Line = Usage['lines'][number];
type RunsQuery = NonNullable<operations['explainUsage']['parameters']['query']>;

/** How things are called, by their ids. */
export type Callers = Readonly<Record<'project' | 'class' | 'user', (id: string) => string>>;

const monthFormat = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;

export const lineName = ({ month, projectId, userId, resourceClassId }: Line, call: Callers): string => {
  if (month !== undefined) return i18n.date(`${month}-01`, monthFormat);
  if (projectId !== undefined) return call.project(projectId);
  if (userId !== undefined) return call.user(userId);
  return typeof resourceClassId === 'string' ? call.class(resourceClassId) : t`Without a resource class`;
};

const spanOf = (month: string | undefined, { from, to }: Pick<Usage, 'from' | 'to'>) => {
  if (month === undefined) return { from, to };
  const begins = new Date(`${month}-01`);
  const ends = new Date(Date.UTC(begins.getUTCFullYear(), begins.getUTCMonth() + 1));
  // times that are written alike are in the order of their texts
  return {
    from: [from, begins.toISOString()].sort().at(-1) ?? from,
    to: [to, ends.toISOString()].sort()[0] ?? to,
  };
};

/** What is asked of the API for the runs that a line is the sum of. */
export const runsOfLine = (
  line: Line,
  asked: Omit<Usage, 'lines' | 'total' | 'names'>,
  filter: UsageFilter,
): RunsQuery => {
  const { month, projectId, userId, resourceClassId } = line;
  return {
    ...{ of: asked.of, rule: asked.rule, ...spanOf(month, asked), ...filterOf(filter) },
    ...(projectId !== undefined && { project: projectId }),
    ...(userId !== undefined && { user: userId }),
    ...(resourceClassId !== undefined && { class: resourceClassId ?? 'none' }),
  };
};
