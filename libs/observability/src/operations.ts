import type { Health } from './health.js';
import type { Metrics } from './metrics.js';

export interface OperationsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (status: number, body: object): OperationsAnswer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});

/** What operators ask of a running process. */
export class Operations {
  static readonly paths = ['healthz', 'readyz', 'metrics', 'version'] as const;

  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly version: string,
  ) {}

  async answer(path: (typeof Operations.paths)[number]): Promise<OperationsAnswer> {
    switch (path) {
      // alive: the event loop turns
      case 'healthz':
        return json(200, { status: 'ok' });
      case 'readyz': {
        const state = await this.health.readiness();
        return json(state.ready ? 200 : 503, state);
      }
      case 'metrics':
        return {
          status: 200,
          type: this.metrics.registry.contentType,
          body: await this.metrics.registry.metrics(),
        };
      case 'version':
        return json(200, { name: 'renku-sessions', version: this.version, node: process.version });
    }
  }
}
