import { setMaxListeners } from 'node:events';
import type Docker from 'dockerode';
import type { RuntimeProblems } from '../runtime-problems.js';

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
  /** Without what it was about. */
  readonly call: string;

  constructor(
    { method, path }: Pick<Request, 'method' | 'path'>,
    readonly withinMs: number,
  ) {
    const [called = path] = path.split('?');
    super(`The container engine has not answered ${method} ${called} within ${withinMs / 1000} s.`);
    this.call = `${method} ${called.replace(subject, '$1/…')}`;
  }
}

const usual: TimeLimits = { looksMs: 15_000, changesMs: 300_000 };

/** They last as long as there is something to tell or to take in; who makes them gives them up. */
const lasting = /^(GET \/events|POST \/images\/create|PUT \/containers\/[^/]+\/archive)\?/;

/** Where what it was about is part of the path. */
const subject = /^(\/\w+)\/(?!(?:json|create)$).+?(?=\/\w+$|$)/;

export interface WatchedCalls {
  readonly limits?: TimeLimits | undefined;
  /** Told of each call that fails. */
  readonly problems?: RuntimeProblems | undefined;
  /** From when on no answer is waited for. */
  readonly givingUp?: AbortSignal | undefined;
}

/**
 * The engine, of which each call fails that it does not begin to answer in time: a daemon that is locked up in one container takes
 * requests for it and is silent for ever.
 */
export function withTimeLimits(docker: Docker, { limits = usual, problems, givingUp }: WatchedCalls = {}): Docker {
  const modem = docker.modem as Modem;
  // any number of calls are under way; Node takes more than ten for a leak
  if (givingUp !== undefined) setMaxListeners(0, givingUp);
  const dial: Modem['dial'] = (request, onAnswer) => {
    const limitMs = limitFor(request, limits);
    const onNotedAnswer: OnAnswer = (error, answer) => {
      if (error !== null) problems?.note(error);
      onAnswer(error, answer);
    };
    if (limitMs === undefined) modem.dial(request, onNotedAnswer);
    else dialWithin(limitMs, modem, { ...request, givingUp }, onNotedAnswer);
  };
  const limited = Object.create(modem, { dial: { value: dial } }) as Modem;
  return Object.create(docker, { modem: { value: limited } }) as Docker;
}

function limitFor({ method, path }: Request, { looksMs, changesMs }: TimeLimits): number | undefined {
  if (lasting.test(`${method} ${path}`)) return undefined;
  return method === 'POST' || method === 'DELETE' ? changesMs : looksMs;
}

interface Call extends Request {
  readonly givingUp: AbortSignal | undefined;
}

function dialWithin(limitMs: number, modem: Modem, { givingUp, ...request }: Call, onAnswer: OnAnswer): void {
  const ending = new AbortController();
  const late = new NoAnswerError(request, limitMs);
  const timer = setTimeout(() => ending.abort(late), limitMs);
  const giveUp = (): void => ending.abort();
  // not by AbortSignal.any, which keeps something of each call for as long as a signal lives
  for (const signal of [givingUp, request.abortSignal]) {
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  }
  modem.dial({ ...request, abortSignal: ending.signal }, (error, answer) => {
    clearTimeout(timer);
    givingUp?.removeEventListener('abort', giveUp);
    onAnswer(error !== null && ending.signal.reason === late ? late : error, answer);
  });
}
