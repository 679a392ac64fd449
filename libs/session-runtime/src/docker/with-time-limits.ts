import type Docker from 'dockerode';

export interface TimeLimits {
  /** For the answer to a question. Milliseconds. */
  readonly looksMs: number;
  /** For the answer to a change, before which an engine may copy an image or remove a great many files. */
  readonly changesMs: number;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly abortSignal?: AbortSignal | undefined;
}

type OnAnswer = (error: Error | null, answer: unknown) => void;

interface Modem {
  dial(request: Request, onAnswer: OnAnswer): void;
}

/** An engine took a request and has not answered: whether it does what it was asked for is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const usual: TimeLimits = { looksMs: 30_000, changesMs: 300_000 };

/** They last as long as there is something to tell or to take in; who makes them gives them up. */
const lasting = /^(GET \/events|POST \/images\/create|PUT \/containers\/[^/]+\/archive)\?/;

/**
 * The engine, of which each call fails that it does not begin to answer in time: a daemon that is locked up in one container takes
 * requests for it and is silent for ever.
 */
export function withTimeLimits(docker: Docker, { looksMs, changesMs } = usual): Docker {
  const modem = docker.modem as Modem;
  const dial: Modem['dial'] = (request, onAnswer) => {
    if (lasting.test(`${request.method} ${request.path}`)) return modem.dial(request, onAnswer);
    const isChange = request.method === 'POST' || request.method === 'DELETE';
    dialWithin(isChange ? changesMs : looksMs, modem, request, onAnswer);
  };
  const limited = Object.create(modem, { dial: { value: dial } }) as Modem;
  return Object.create(docker, { modem: { value: limited } }) as Docker;
}

function dialWithin(limitMs: number, modem: Modem, request: Request, onAnswer: OnAnswer): void {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limitMs);
  const signals = [late.signal, ...(request.abortSignal === undefined ? [] : [request.abortSignal])];
  modem.dial({ ...request, abortSignal: AbortSignal.any(signals) }, (error, answer) => {
    clearTimeout(timer);
    onAnswer(error !== null && late.signal.aborted ? noAnswer(request, limitMs) : error, answer);
  });
}

function noAnswer({ method, path }: Request, limitMs: number): NoAnswerError {
  const [called = path] = path.split('?');
  return new NoAnswerError(`The container engine has not answered ${method} ${called} within ${limitMs / 1000} s.`);
}
