import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { z } from 'zod';
import { PROJECT_ACCESS_LOOKUP, type Principal, type ProjectAccessLookup } from '#libs/access';
import { viewerOf } from '#libs/history';
import {
  Api,
  type ApiReply,
  Caller,
  Documented,
  Id,
  inProject,
  Operation,
  ProblemError,
  RateLimit,
  UnderWay,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { auditProblems } from '../audit.rejections.js';
import { ProjectExports } from '../export/project-exports.js';

const EXPORTS_A_MINUTE = 10;
const EXPORTS_AT_ONCE = 3;

@Api('History')
@Controller('projects/:projectId/export')
export class ExportsController {
  private readonly limit = new RateLimit({ name: 'exports', limit: EXPORTS_A_MINUTE, windowMs: 60_000 });
  /** One may take longer than a minute: of a large project, or where its reader is slow. */
  private readonly underWay = new UnderWay({
    limit: EXPORTS_AT_ONCE,
    detail: `You have ${EXPORTS_AT_ONCE} exports under way already: wait for one to end.`,
  });

  constructor(
    private readonly exports: ProjectExports,
    private readonly authorizer: QueryAuthorizer,
    @Inject(PROJECT_ACCESS_LOOKUP) private readonly projects: ProjectAccessLookup,
  ) {}

  @Get()
  @Documented((swagger) => swagger.ApiProduces('application/x-ndjson'))
  @Operation({
    id: 'exportProject',
    summary: 'A project’s events as a signed file that can be verified offline; owners and auditors',
    description:
      'A line of JSON for each event, each with a hash that is chained to the one before, and as last line a manifest with an Ed25519 ' +
      'signature: `renku-sessions verify`. Without that line it broke off.',
    answers: {
      200: z
        .string()
        .meta({ description: 'Each line is an object as JSON: an event with its hash, and at last the manifest.' }),
    },
    refusals: [...inProject, 'too-many-requests', auditProblems['signing-unavailable']],
  })
  async export(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Readable> {
    await this.authorizer.allow(caller, 'read-history', projectId);
    const viewer = viewerOf(caller, await this.projects.of(projectId));
    if (viewer === undefined) throw new ProblemError('project-not-found');
    void reply.header('RateLimit', this.limit.take(caller.userId));
    this.underWay.begin(caller.userId, reply);
    const text = await this.exports.begin({ projectId, viewer, exportedBy: caller.userId });
    void reply
      .type('application/x-ndjson')
      .header('Content-Disposition', `attachment; filename="${projectId}.ndjson"`)
      .header('Cache-Control', 'no-store');
    return Readable.from(text, { objectMode: false });
  }
}
