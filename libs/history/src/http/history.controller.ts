import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { z } from 'zod';
import { PROJECT_ACCESS_LOOKUP, type Principal, type ProjectAccessLookup } from '#libs/access';
import type { AsOf } from '#libs/event-sourcing';
import {
  Api,
  type ApiReply,
  Caller,
  Id,
  inProject,
  Operation,
  ProblemError,
  ratherThanJson,
  UnderWay,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { HistoryQueries, type HistorySearch } from '../read/history.queries.js';
import { NameQueries } from '../read/name.queries.js';
import { viewerOf } from '../read/viewer.js';
import { historyEntryView, historyQuery } from './history.dto.js';

type View = z.infer<typeof historyEntryView>;

const WHOLE_AT_ONCE = 3;

@Api('History')
@Controller('projects/:projectId/history')
export class HistoryController {
  /** Who reads all of one: it takes as long as it is, or as its reader takes. */
  private readonly underWay = new UnderWay({
    limit: WHOLE_AT_ONCE,
    detail: `You read ${WHOLE_AT_ONCE} whole histories already: wait for one to end.`,
  });

  constructor(
    private readonly queries: HistoryQueries,
    private readonly names: NameQueries,
    private readonly authorizer: QueryAuthorizer,
    @Inject(PROJECT_ACCESS_LOOKUP) private readonly projects: ProjectAccessLookup,
  ) {}

  /** In log order; with `Accept: application/x-ndjson` the whole of it, a line an event. */
  @Get()
  @Operation({
    id: 'readHistory',
    summary: 'What happened in a project, in log order; owners and auditors',
    description:
      'The newest events, or what follows `after` (0: from the beginning); with `before` alone what comes right before it. Both are ' +
      'positions, or times, of which the last event until then is meant. With ' +
      '`Accept: application/x-ndjson` the whole of it, an event a line and without `names`, which are not of the log.',
    answers: { 200: historyEntryView.array() },
    texts: { 'application/x-ndjson': 'Each line is a HistoryEntry as JSON, without `names`.' },
    // who reads whole ones at once is counted, not calls
    headers: { RateLimit: false },
    refusals: [...inProject, 'too-many-requests'],
  })
  async history(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: historyQuery }) query: z.infer<typeof historyQuery>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<View[] | Readable> {
    await this.authorizer.allow(caller, 'read-history', projectId);
    const { after, before, session, launch, ...rest } = query;
    const viewer = viewerOf(caller, await this.projects.of(projectId));
    if (viewer === undefined) throw new ProblemError('project-not-found');
    const search = {
      ...{ ...rest, projectId, viewer, sessionId: session, launchId: launch },
      after: await this.bound(projectId, after, 0n),
      before: await this.bound(projectId, before, 1n),
    };
    if (ratherThanJson(accept, 'application/x-ndjson')) {
      this.underWay.begin(caller.userId, reply);
      void reply.type('application/x-ndjson');
      return Readable.from(this.lines(search));
    }
    return (await this.names.named(await this.queries.page(search))).map((entry) => historyEntryView.parse(entry));
  }

  /** The position that a bound means: of a time, that of the last event until then, or of what comes next. */
  private async bound(projectId: string, asOf: AsOf | undefined, next: bigint): Promise<bigint | undefined> {
    if (asOf === undefined) return undefined;
    return 'position' in asOf ? asOf.position : (await this.queries.positionAt(projectId, new Date(asOf.time))) + next;
  }

  private async *lines(search: HistorySearch): AsyncGenerator<string> {
    for await (const entry of this.queries.all(search)) yield `${JSON.stringify(historyEntryView.parse(entry))}\n`;
  }
}
