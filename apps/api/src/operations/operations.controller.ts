import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Check, type Metrics, readiness } from '#libs/observability';
import { type ApiReply, Public } from '#libs/rest';

/** What operators ask of a running process. */
export interface Operations {
  readonly version: string;
  readonly metrics: Metrics;
  readonly checks: readonly Check[];
}

export const OPERATIONS = Symbol('Operations');

@Public()
@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(@Inject(OPERATIONS) private readonly operations: Operations) {}

  /** Alive: the event loop turns. */
  @Get('healthz')
  healthz(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready to serve; 503 and the reasons where not. */
  @Get('readyz')
  async readyz(@Res({ passthrough: true }) reply: ApiReply): Promise<object> {
    const state = await readiness(this.operations.checks);
    void reply.status(state.ready ? 200 : 503);
    return state;
  }

  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    const { registry } = this.operations.metrics;
    void reply.type(registry.contentType);
    return registry.metrics();
  }

  @Get('version')
  version(): { name: string; version: string; node: string } {
    return { name: 'renku-sessions', version: this.operations.version, node: process.version };
  }
}
