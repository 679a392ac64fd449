import { Readable } from 'node:stream';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { Answer, Api, type ApiReply, Caller, Operation, ProblemError, RateLimit, ratherThanJson } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { type Dimension } from '../ledger.js';
import { UsageQueries } from '../read/usage.queries.js';
import { UsageLedgers } from '../read/usage-ledgers.js';
import { UsageNames } from '../read/usage-names.js';
import { type UsageView, usageQuery, usageRunsQuery, usageRunsView, usageView } from './usage.dto.js';
import { usageCsv } from './usage-csv.js';
import { type AskedUsage, UsageQuestions } from './usage-questions.js';
import { lineView, runView, totalView } from './usage-views.js';

const saidOf = ({ search: { scope, within }, ruleNumber }: AskedUsage) => ({
  ...{ of: scope.of, rule: ruleNumber },
  ...{ from: new Date(within.from).toISOString(), to: new Date(within.to).toISOString() },
});

const refusals = ['invalid-cursor', 'project-not-found', 'too-many-requests'] as const;

/** Of each question: one can read as many runs as there are. */
const QUESTIONS_A_MINUTE = 30;

const ONE_PROJECT =
  'Runs are not asked for by what you own: ask with `of=everything`, and for those of one project with its id as `project`.';

@Api('Usage')
@Controller('usage')
export class UsageController {
  private readonly ledgerLimit = new RateLimit({ name: 'usage', limit: QUESTIONS_A_MINUTE, windowMs: 60_000 });
  private readonly runsLimit = new RateLimit({ name: 'usage-runs', limit: QUESTIONS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly questions: UsageQuestions,
    private readonly ledgers: UsageLedgers,
    private readonly queries: UsageQueries,
    private readonly names: UsageNames,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @Operation({
    id: 'readUsage',
    summary: 'The ledger: what was kept for sessions, over time',
    description:
      'Of your own sessions (`of=mine`), of the projects that you own (`owned`: not by person, and up to the last midnight), or, for ' +
      'admins and auditors, of `everything` (for admins up to the last midnight). `by`: what makes a line, some of user, project, class ' +
      'and month. Without `from` the month up to `to`. With `Accept: text/csv` all lines as CSV.',
    answers: { 200: usageView },
    texts: {
      'text/csv':
        'RFC 4180: a line of names, then all lines of the ledger, neither in pages nor with their total and names.',
    },
    refusals: [...refusals],
  })
  async usage(
    @Caller() caller: Principal,
    @Query({ schema: usageQuery }) query: z.infer<typeof usageQuery>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Answer<UsageView> | Readable> {
    const by = [...new Set(query.by.split(','))] as Dimension[];
    const asked = await this.questions.asked(caller, query);
    if (asked.search.scope.of === 'owned' && by.includes('user'))
      throw new ProblemError(
        'forbidden',
        'Of the projects that you own you see how much, not who: ask without `user`.',
      );
    void reply.header('RateLimit', this.ledgerLimit.take(caller.userId));
    const ledger = await this.ledgers.of(asked.search, { by, rule: asked.rule });
    const said = saidOf(asked);
    if (ratherThanJson(accept, 'text/csv')) {
      void reply.type('text/csv; charset=utf-8; header=present');
      return Readable.from([usageCsv({ ...said, lines: ledger.lines().map(lineView) })]);
    }
    const found = ledger.lines(asked.after);
    const page = found.slice(0, query.limit);
    const last = found.length > page.length ? page.at(-1) : undefined;
    const lines = page.map(lineView);
    const names = await this.names.of(caller, lines);
    return new Answer(
      { ...said, lines, total: totalView(ledger.total), names },
      { next: last && asked.cursorAfter(last.name) },
    );
  }

  @Get('runs')
  @Operation({
    id: 'explainUsage',
    summary:
      'The runs behind a line of the ledger, each with the events that say so; your own, or everybody’s for auditors',
    answers: { 200: usageRunsView },
    refusals: [...refusals],
  })
  async runs(
    @Caller() caller: Principal,
    @Query({ schema: usageRunsQuery }) query: z.infer<typeof usageRunsQuery>,
  ): Promise<Answer<z.infer<typeof usageRunsView>>> {
    const asked = await this.questions.asked(caller, query);
    if (asked.search.scope.of !== 'mine') await this.authorizer.allow(caller, 'read-every-run');
    if (asked.search.scope.of === 'owned') throw new ProblemError('invalid-request', ONE_PROJECT);
    const rateLimit = this.runsLimit.take(caller.userId);
    const found = await this.queries.page(asked.search, asked.after ?? '', query.limit);
    const said = saidOf(asked);
    const last = found.length === query.limit ? found.at(-1) : undefined;
    const views = found.map((run) => runView(run, asked.rule, asked.search.within));
    const runs = views.map((view) => usageRunsView.shape.runs.element.parse(view));
    const names = await this.names.of(caller, runs);
    return new Answer({ ...said, runs, names }, { rateLimit, next: last && asked.cursorAfter(last._id) });
  }
}
