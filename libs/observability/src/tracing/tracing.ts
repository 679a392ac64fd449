import type { OnApplicationShutdown } from '@nestjs/common';
import { logContext } from '../log-context.js';
import type { FinishedSpan } from './finished-span.js';
import { spanIdFrom, traceIdFrom } from './trace-ids.js';

/** Where spans go. */
export interface SpanExport {
  add(span: FinishedSpan): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** What this process does because of what, for whoever watches; nothing where nobody does. */
export class Tracing implements OnApplicationShutdown {
  constructor(private readonly spans?: SpanExport) {}

  get isWatched(): boolean {
    return this.spans !== undefined;
  }

  record(span: FinishedSpan): void {
    this.spans?.add(span);
  }

  /** Lines that are logged in the course of the work say of which span it is, where anybody watches. */
  within<T>(of: () => Required<Pick<FinishedSpan, 'correlationId' | 'id'>>, work: () => T): T {
    if (!this.isWatched) return work();
    return logContext.within(() => {
      const { correlationId, id } = of();
      // as OpenTelemetry has these fields in logs that are not its own
      return { trace_id: traceIdFrom(correlationId), span_id: spanIdFrom(id) };
    }, work);
  }

  async onApplicationShutdown(): Promise<void> {
    // an operator's collector that is gone must not fail an orderly end
    await this.spans?.close().catch(() => undefined);
  }
}
