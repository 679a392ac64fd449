import { z } from 'zod';
import { atQuery } from '#libs/projects';
import { pageQuery } from '#libs/rest';
import { shownStatuses } from '../read/launch-statuses.js';
import { type SessionSort, sessionSorts } from '../read/list-parts.js';

const yours = 'are of your own launches of today: leave it out where you ask for the past.';

interface Asked {
  readonly at?: string | undefined;
  readonly query?: string | undefined;
  readonly sort?: SessionSort | undefined;
  readonly status?: string | undefined;
}

/** What does not go together, and what to do. */
const clashes: readonly [name: keyof Asked, message: string, clash: (asked: Asked) => boolean][] = [
  [
    'sort',
    `Last use and status ${yours}`,
    ({ at, sort }) => at !== undefined && (sort === 'last-used' || sort === 'status'),
  ],
  ['status', `Statuses ${yours}`, ({ at, status }) => at !== undefined && status !== undefined],
  [
    'sort',
    'What is searched by name can be sorted by name, last-used or status.',
    ({ query = '', sort }) => query !== '' && sort === 'added',
  ],
];

/** As names are kept: see `plainText`. */
export const namePrefix = z.string().normalize('NFC').trim().max(99);

export const sessionsQuery = z
  .strictObject({
    ...atQuery.shape,
    ...pageQuery,
    query: namePrefix
      .optional()
      .meta({ description: 'Only those whose name begins with this; capitals do not matter' }),
    sort: z.enum(sessionSorts).optional().meta({
      description:
        'In which order: as they were added (the default), by name (the default with `query`), by your own last use (then those that you never launched, by name), or by the status that you see (running, launching, paused, failed, inactive; then by your own last use, inactive ones by name)',
    }),
    status: z.enum(shownStatuses).optional().meta({ description: 'Only those that have this status for you' }),
  })
  .superRefine((asked, context) => {
    for (const [name, message, clash] of clashes)
      if (clash(asked)) context.addIssue({ code: 'custom', path: [name], message });
  });

export type SessionsQuery = z.infer<typeof sessionsQuery>;

/** An index finds names and keeps them sorted; to sort them otherwise would cost as much as there are. */
export const sortOf = ({ sort, query = '' }: SessionsQuery): SessionSort => sort ?? (query === '' ? 'added' : 'name');
