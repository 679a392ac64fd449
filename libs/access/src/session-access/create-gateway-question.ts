import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SessionAccessTokens } from './session-access-tokens.js';

export interface GatewayQuestionOptions {
  /** Where the gateway listens, as this process reaches it, e.g. `http://127.0.0.1:3001`. */
  readonly gatewayOrigin: string;
  readonly sessionsDomain: string;
  readonly secret: string;
  /** Of each question: what it was answered; `undefined`, where it was not. */
  readonly onAnswer?: (status: number | undefined) => void;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly body: string;
}

/** Seconds, and how long the gateway has to answer. */
const lifetime = 15;

/** What the worker asks the gateway about this very run, at the session's own host. `undefined`: no answer, whatever the cause. */
export const createGatewayQuestion = (
  path: string,
  { gatewayOrigin, sessionsDomain, secret, onAnswer }: GatewayQuestionOptions,
) => {
  const tokens = new SessionAccessTokens({ secret });
  return async ({
    launchId,
    run,
  }: {
    readonly launchId: string;
    readonly run: number;
  }): Promise<GatewayAnswer | undefined> => {
    const { token } = await tokens.issue('probe', { launchId, subject: String(run) }, lifetime);
    const question = request(new URL(path, gatewayOrigin), {
      // of the answer's body as well
      signal: AbortSignal.timeout(lifetime * 1000),
      headers: { host: `${launchId}.${sessionsDomain}`, authorization: `Bearer ${token}` },
      agent: false,
    });
    question.on('error', () => undefined); // It is `once` that tells.
    question.end();
    try {
      const [answer] = (await once(question, 'response')) as [IncomingMessage];
      const { statusCode: status = 0 } = answer;
      const body = await text(answer);
      onAnswer?.(status);
      return { status, body };
    } catch {
      question.destroy();
      onAnswer?.(undefined);
      return undefined;
    }
  };
};
