import Docker from 'dockerode';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly options?: object | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

type Answer = (error: Error | null, result: unknown) => void;

/** `nothing`: it takes the request and never answers. */
type Trouble = 'nothing' | 'reset' | readonly [status: number, message: string];

export interface TroubledEngine {
  readonly docker: Docker;
  /** The next so many requests that match (`METHOD /path`) come to this instead of what the engine would answer. */
  trouble(request: RegExp, trouble: Trouble, times?: number): void;
  /** How many requests came to a trouble. */
  readonly met: number;
}

/** An engine that answers certain requests otherwise than it would. */
export function troubledEngine(address: string): TroubledEngine {
  const docker = new Docker({ socketPath: address.replace('unix://', '') });
  const modem = docker.modem as { dial: (request: Request, answer: Answer) => void };
  const dial = modem.dial.bind(modem);
  const troubles: { request: RegExp; trouble: Trouble; left: number }[] = [];
  let met = 0;
  modem.dial = (request, answer) => {
    const found = troubles.find((each) => each.left > 0 && each.request.test(told(request)));
    if (found === undefined) return dial(request, answer);
    found.left -= 1;
    met += 1;
    meet(found.trouble, request, answer);
  };
  return {
    docker,
    trouble: (request, trouble, times = 1) => void troubles.push({ request, trouble, left: times }),
    get met() {
      return met;
    },
  };
}

/** The name of a container that is to be made is no part of the path. */
function told({ method, path, options }: Request): string {
  return `${method} ${path}${JSON.stringify(options ?? {})}`;
}

function meet(trouble: Trouble, { abortSignal }: Request, answer: Answer): void {
  if (trouble === 'nothing') {
    abortSignal?.addEventListener('abort', () => answer(abortSignal.reason as Error, null));
    return;
  }
  if (trouble === 'reset') return answer(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), null);
  const [statusCode, message] = trouble;
  answer(Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), { statusCode }), null);
}
