import { setMaxListeners } from 'node:events';
import { ProblemError } from './problem.js';
import type { ApiReply } from './request.js';

interface Options {
  /** Requests of each caller. */
  readonly limit: number;
  /** What a caller is told who has as many. */
  readonly detail: string;
}

/** At most so many requests at once of each caller, until their answers were given or given up, counted in this process's memory. */
export class UnderWay {
  private readonly counts = new Map<string, number>();

  constructor(private readonly options: Options) {}

  /** Counts a request until its answer has ended. Throws the problem `too-many-requests`. */
  begin(caller: string, reply: ApiReply): void {
    const { limit, detail } = this.options;
    const count = this.counts.get(caller) ?? 0;
    if (count >= limit) throw new ProblemError('too-many-requests', detail);
    this.counts.set(caller, count + 1);
    whenAnswered(reply, () => this.end(caller));
  }

  private end(caller: string): void {
    const left = (this.counts.get(caller) ?? 1) - 1;
    if (left === 0) this.counts.delete(caller);
    else this.counts.set(caller, left);
  }
}

/** Calls back once, when the answer was given, or never will be. */
const whenAnswered = ({ raw, request }: ApiReply, listener: () => void): void => {
  const { socket } = request.raw;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    raw.off('finish', end).off('close', end);
    socket.off('close', end);
    listener();
  };
  if (raw.destroyed) return end();
  raw.once('finish', end).once('close', end);
  if (raw.socket !== null) return;
  // of those that wait for others on their connection (pipelining), as many as there are, Node tells nothing where that ends
  setMaxListeners(0, socket);
  socket.once('close', end);
};
