import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { probePath } from './gateway-paths.js';
import { SessionAccessTokens } from './session-access-tokens.js';

export interface GatewayProbeOptions {
  /** Where the gateway listens, as this process reaches it, e.g. `http://127.0.0.1:3001`. */
  readonly gatewayOrigin: string;
  readonly sessionsDomain: string;
  readonly secret: string;
  readonly clock?: () => Date;
}

/** Seconds, and how long the gateway has to answer. */
const lifetime = 15;

/**
 * Asks the gateway to GET the landing page of this very run, over the way that a browser's requests take: Host, headers,
 * connection. `false`: not now, whatever the cause.
 */
export const createGatewayProbe = ({ gatewayOrigin, sessionsDomain, ...tokenOptions }: GatewayProbeOptions) => {
  const tokens = new SessionAccessTokens(tokenOptions);
  return async ({ launchId, run }: { readonly launchId: string; readonly run: number }): Promise<boolean> => {
    const { token } = await tokens.issue('probe', { launchId, subject: String(run) }, lifetime);
    const question = request(new URL(probePath, gatewayOrigin), {
      headers: { host: `${launchId}.${sessionsDomain}`, authorization: `Bearer ${token}` },
      agent: false,
    });
    question.on('error', () => undefined); // It is `once` that tells.
    question.end();
    try {
      const [answer] = (await once(question, 'response', { signal: AbortSignal.timeout(lifetime * 1000) })) as [
        IncomingMessage,
      ];
      answer.resume();
      return answer.statusCode === 204;
    } catch {
      question.destroy();
      return false;
    }
  };
};
