import type { AccessTokens } from './access-tokens.js';
import { pause } from './pause.js';
import { Problem } from './problem.js';
import { reach } from './reach.js';
import type { ReadPosition } from './read-position.js';
import { Unreachable } from './unreachable.js';

/** Nothing was refused for good: the documents are on their way, or the same works a moment later. */
const passing: ReadonlySet<string> = new Set(['read-model-behind', 'outcome-unknown', 'busy']);

/**
 * Seconds until the same request is sent again; undefined: it is not. A command keeps its Idempotency-Key, so one whose
 * outcome is unknown, or whose answer was lost on the way, is not done twice.
 */
const secondsToWait = (error: unknown, attempt: number): number | undefined => {
  if (error instanceof Unreachable) return attempt < 3 ? attempt / 2 : undefined;
  if (!(error instanceof Problem)) return undefined;
  return passing.has(error.code) && attempt < 5 ? (error.retryAfter ?? 1) : undefined;
};

/**
 * How requests of one signed-in person are sent: with a token, again where that helps, and reading their own writes. Throws
 * `Problem` where the API refuses, and `Unreachable` where the server cannot be reached.
 */
export class ApiRequests {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly position: ReadPosition,
  ) {}

  readonly send = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') request.headers.set('Min-Position', this.position.toString());
    else request.headers.set('Idempotency-Key', crypto.randomUUID());
    const response = await this.repeat(request);
    this.position.saw(response.headers.get('position'));
    return response;
  };

  private async repeat(request: Request): Promise<Response> {
    let token = await this.tokens.fresh();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(request.clone(), token);
      } catch (error) {
        const wait = secondsToWait(error, attempt);
        if (attempt === 1 && error instanceof Problem && error.status === 401) token = await this.tokens.renew(token);
        else if (wait !== undefined) await pause(wait * 1000);
        else throw error;
      }
    }
  }

  private async once(request: Request, token: string): Promise<Response> {
    request.headers.set('Authorization', `Bearer ${token}`);
    const response = await reach(request);
    if (!response.ok) throw await Problem.of(response);
    return response;
  }
}
