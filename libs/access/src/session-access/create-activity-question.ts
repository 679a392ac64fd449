import { z } from 'zod';
import { createGatewayQuestion, type GatewayQuestionOptions } from './create-gateway-question.js';
import { activityPath } from './gateway-paths.js';

/** What a session says of itself. */
export const sessionActivity = z.object({ lastActivity: z.iso.datetime().optional() });

export type SessionActivity = Readonly<z.infer<typeof sessionActivity>>;

/** Asks this very run, through the gateway, when it was last active. `undefined`: it could not be asked. */
export const createActivityQuestion = (options: GatewayQuestionOptions) => {
  const ask = createGatewayQuestion(activityPath, options);
  return async (run: { readonly launchId: string; readonly run: number }): Promise<SessionActivity | undefined> => {
    const answer = await ask(run);
    return answer?.status === 200 ? sessionActivity.parse(JSON.parse(answer.body)) : undefined;
  };
};
