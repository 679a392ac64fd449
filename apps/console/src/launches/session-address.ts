import { answerOf } from '../api/answer-of.js';
import { browserId } from '../api/browser-id.js';
import type { Api } from '../api/create-api.js';

/** A way into a running session that leads in once, and is closed when this browser is signed out. */
export const sessionAddress = async (api: Api, launchId: string): Promise<string> => {
  const params = { path: { launchId } };
  const access = api.POST('/api/v1/launches/{launchId}/access', { params, body: { browserId: browserId.get() } });
  return (await answerOf(access)).url;
};
