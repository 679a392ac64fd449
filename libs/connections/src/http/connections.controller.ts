import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { authorityOf } from '#libs/outbound';
import {
  Answer,
  Api,
  Caller,
  InContext,
  misfit,
  Operation,
  type PersonalContext,
  ProblemError,
  RateLimit,
} from '#libs/rest';
import { ConnectHost } from '../connect-host.js';
import { CONNECTIONS, type Connections } from '../connections.js';
import { connectionsProblems } from '../connections.rejections.js';
import { type ConnectionView, connectBody, connectionView, viewOf } from './connection.dto.js';
import { Host } from './host.pipe.js';

/** Each is a request to a host that somebody names. */
const TOKENS_A_MINUTE = 10;
const unavailable = connectionsProblems['connections-unavailable'];

@Api('Connections')
@Controller('me/connections')
export class ConnectionsController {
  private readonly tokens = new RateLimit({ name: 'tokens', limit: TOKENS_A_MINUTE, windowMs: 60_000 });

  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    private readonly hosts: ConnectHost,
  ) {}

  @Get()
  @Operation({
    id: 'listConnections',
    summary: 'The Git hosts from which your sessions clone with a token of yours',
    answers: { 200: connectionView.array() },
    refusals: [unavailable],
  })
  async list(@Caller() { userId }: Principal): Promise<ConnectionView[]> {
    return (await this.connections.list(userId)).map(viewOf);
  }

  @Get(':host')
  @Operation({
    id: 'getConnection',
    summary: 'One of them; never its token',
    answers: { 200: connectionView },
    refusals: [connectionsProblems['connection-not-found'], unavailable],
  })
  async get(@Caller() { userId }: Principal, @Param('host', Host) host: string): Promise<ConnectionView> {
    const found = await this.connections.find(userId, host);
    if (found === undefined) throw new ProblemError(connectionsProblems['connection-not-found']);
    return viewOf(found);
  }

  @Put(':host')
  @Operation({
    id: 'connectHost',
    summary: 'Give a token for a Git host, in the place of the one that is there',
    description:
      'It is tried at once where that can be: on the repository that you name, or at a host that says whose a token is. It counts from the next clone on.',
    answers: { 200: connectionView },
    refusals: [
      connectionsProblems['connection-host-unreachable'],
      connectionsProblems['too-many-connections'],
      'too-many-requests',
      unavailable,
    ],
    headers: { Position: false },
  })
  async connect(
    @InContext() { actor }: PersonalContext,
    @Param('host', Host) host: string,
    @Body({ schema: connectBody }) body: z.infer<typeof connectBody>,
  ): Promise<Answer<ConnectionView>> {
    refuseElsewhere(host, body.repository);
    const rateLimit = this.tokens.take(actor);
    return new Answer(viewOf(await this.hosts.connect(actor, { host, ...body })), { rateLimit });
  }

  @Delete(':host')
  @HttpCode(204)
  @Operation({
    id: 'disconnectHost',
    summary: 'Forget the token; what was cloned with it stays',
    answers: { 204: 'nothing' },
    headers: { Position: false },
  })
  async disconnect(@InContext() { actor }: PersonalContext, @Param('host', Host) host: string): Promise<void> {
    await this.connections.remove(actor, host);
  }
}

function refuseElsewhere(host: string, repository: string | undefined): void {
  if (repository === undefined || authorityOf(new URL(repository)) === host) return;
  const detail = `must be at ${host}: the token is for that host`;
  throw misfit([{ pointer: '/repository', detail }]);
}
