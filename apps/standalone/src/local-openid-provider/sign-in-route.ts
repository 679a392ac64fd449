import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider/lib/provider.js';
import { demoUserNamed } from './demo-users.js';
import { chooseDemoUserPage, messagePage, pageHeaders } from './pages.js';

interface SignInRoute {
  readonly provider: Provider;
  /** Where the sign-in form may come from. */
  readonly origins: readonly string[];
  /** Where it may lead to. */
  readonly targets: readonly string[];
  readonly consoleUrl: string | undefined;
}

const formLimit = 4096;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > formLimit) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

const isUnknownSignIn = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === 'SessionNotFound';

/** The page between the console's question and its answer: who are you? */
export const signInRoute = ({ provider, origins, targets, consoleUrl }: SignInRoute) => {
  const send = (response: ServerResponse, status: number, html: string): void => {
    response.writeHead(status, pageHeaders(targets)).end(html);
  };

  const refuse = (response: ServerResponse, status: number, message: string): void =>
    send(response, status, messagePage('Signing in did not work', message, consoleUrl));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { origin } = request.headers;
    if (origin !== undefined && !origins.includes(origin)) return refuse(response, 403, 'The form is not from here.');
    const form = await readForm(request);
    if (form === undefined) return refuse(response, 413, 'The form is too long.');
    if (form.has('cancel')) {
      const cancelled = { error: 'access_denied', error_description: 'Signing in was cancelled.' };
      return await provider.interactionFinished(request, response, cancelled);
    }
    const user = demoUserNamed(form.get('username') ?? undefined);
    if (user === undefined) return refuse(response, 400, 'There is no such demo user.');
    await provider.interactionFinished(request, response, { login: { accountId: user.username, remember: true } });
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt } = await provider.interactionDetails(request, response);
    // asked for where a console is on any port; our own need nobody's
    if (prompt.name === 'consent') return provider.interactionFinished(request, response, { consent: {} });
    if (request.method === 'POST') return await answer(request, response);
    if (request.method === 'GET' || request.method === 'HEAD') return send(response, 200, chooseDemoUserPage());
    refuse(response, 405, 'This page is read or submitted.');
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await route(request, response);
    } catch (error) {
      if (!isUnknownSignIn(error)) throw error;
      refuse(response, 400, 'This sign-in has expired or belongs to another browser. Begin again in the console.');
    }
  };
};
