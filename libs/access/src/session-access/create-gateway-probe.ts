import { createGatewayQuestion, type GatewayQuestionOptions } from './create-gateway-question.js';
import { probePath } from './gateway-paths.js';

/**
 * Asks the gateway to GET the landing page of this very run, over the way that a browser's requests take: Host, headers,
 * connection. `false`: not now, whatever the cause.
 */
export const createGatewayProbe = (options: GatewayQuestionOptions) => {
  const ask = createGatewayQuestion(probePath, options);
  return async (run: { readonly launchId: string; readonly run: number }): Promise<boolean> =>
    (await ask(run))?.status === 204;
};
