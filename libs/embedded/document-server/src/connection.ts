import { type Socket } from 'node:net';
import { BSON } from 'bson';
import type { MemoryBudget, MemoryShare } from '#libs/embedded/memory-budget';
import { type DispatchContext, dispatch } from './commands/dispatch.js';
import { type Log } from './log.js';
import { Frames } from './wire/frames.js';
import { decodeRequest, MAX_MESSAGE_BYTES, MalformedMessage, type Request, replyHead } from './wire/message.js';

/** Above so many unanswered messages the socket is not read: the sender waits instead of filling our memory. */
const MAX_QUEUED = 64;

/** Who has not authenticated needs no more to do so, and gets no more of the memory that clients share. */
const MAX_BYTES_OF_STRANGERS = 16 * 1024;

/** One client: its commands are answered one after the other, in the order they came. */
export class Connection {
  private readonly frames = new Frames();
  private readonly queue: Request[] = [];
  private readonly memory: MemoryShare;
  private isRunning = false;
  private replyId = 1;

  constructor(
    private readonly socket: Socket,
    private readonly context: DispatchContext,
    private readonly log: Log,
    budget: MemoryBudget,
  ) {
    this.memory = budget.begin(() => this.giveUp());
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('close', () => this.memory.end());
    socket.on('error', (error) => this.log({ level: 'debug', msg: 'document-connection-lost', error: error.message }));
  }

  private receive(chunk: Buffer): void {
    try {
      for (const message of this.frames.push(chunk, this.largestMessage)) this.queue.push(decodeRequest(message));
    } catch (error) {
      this.refuse(error);
      return;
    }
    this.hold();
    if (this.queue.length > MAX_QUEUED) this.socket.pause();
    if (!this.isRunning) void this.work();
  }

  private get largestMessage(): number {
    return this.context.authentication.isGiven ? MAX_MESSAGE_BYTES : MAX_BYTES_OF_STRANGERS;
  }

  private async work(): Promise<void> {
    this.isRunning = true;
    try {
      for (let request = this.queue.shift(); request !== undefined; request = this.queue.shift())
        await this.answer(request);
      this.hold();
      this.socket.resume();
    } catch (error) {
      this.refuse(error);
    } finally {
      this.isRunning = false;
    }
  }

  private async answer(request: Request): Promise<void> {
    const reply = await dispatch(request, this.context);
    if (request.isOneWay || this.socket.destroyed) return;
    this.socket.cork();
    this.socket.write(replyHead(request, this.replyId++, reply.length));
    const isRoomLeft = this.socket.write(reply);
    this.socket.uncork();
    this.hold();
    if (!isRoomLeft) await this.drained();
  }

  private async drained(): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done).off('close', done);
        resolve();
      };
      this.socket.on('drain', done).on('close', done);
    });
  }

  /** What is not whole, not answered or not read is kept for this client. */
  private hold(): void {
    const queued = this.queue.reduce((sum, { size }) => sum + size, 0);
    this.memory.hold(this.frames.buffered + queued + this.socket.writableLength);
  }

  private giveUp(): void {
    this.log({ level: 'warn', msg: 'document-connection-too-slow', queued: this.queue.length });
    this.queue.length = 0;
    this.socket.destroy();
  }

  private refuse(error: unknown): void {
    const isMalformed = error instanceof MalformedMessage || error instanceof BSON.BSONError;
    this.log({
      level: isMalformed ? 'warn' : 'error',
      msg: isMalformed ? 'document-message-malformed' : 'document-connection-failed',
      error: error instanceof Error ? error.message : String(error),
    });
    this.queue.length = 0;
    this.socket.destroy();
  }
}
