import type WebSocket from 'ws';

type Loose = Readonly<Record<string, unknown>>;

interface Answer {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: Loose;
  readonly message?: string;
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** Commands of WebDriver BiDi (w3c.github.io/webdriver-bidi) and their answers. */
export class BidiSession {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private last = 0;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString('utf8')) as Answer;
      this.waiting.get(answer.id ?? 0)?.(answer);
    });
  }

  async send(method: string, params: Loose): Promise<Loose> {
    this.last += 1;
    const id = this.last;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { type, result, message } = await answered;
    this.waiting.delete(id);
    if (type === 'error') throw new Error(`${method}: ${message ?? 'refused'}`);
    return result ?? {};
  }

  /** Of an expression, or of a promise, of JSON. */
  async evaluate(context: string, expression: string): Promise<unknown> {
    const params = { expression, target: { context }, awaitPromise: true };
    const { result, exceptionDetails } = (await this.send('script.evaluate', params)) as unknown as Evaluated;
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result?.value === undefined || result.value === '' ? undefined : (JSON.parse(result.value) as unknown);
  }

  close(): void {
    this.socket.close();
  }
}
