import { randomBytes } from 'node:crypto';
import { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type IdGenerator } from '@opentelemetry/sdk-trace-base';
import type { FinishedSpan } from './finished-span.js';
import { spanIdFrom, traceIdFrom } from './trace-ids.js';
import type { SpanExport } from './tracing.js';

/** Gives the next span the id that follows from what it is of. */
class KnownIds implements IdGenerator {
  next: { readonly traceId: string; readonly spanId: string } | undefined;

  generateTraceId(): string {
    return this.next?.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.next?.spanId ?? randomBytes(8).toString('hex');
  }
}

/** OTLP over HTTP, as the variables `OTEL_EXPORTER_OTLP_…` and `OTEL_BSP_…` say. Loaded where somebody listens alone. */
export class OtlpSpans implements SpanExport {
  private readonly ids = new KnownIds();
  private readonly provider: BasicTracerProvider;

  constructor(version: string) {
    this.provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'renku-sessions', 'service.version': version }),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
      idGenerator: this.ids,
    });
  }

  add({ name, correlationId, id, causeId, startedAt, endedAt, attributes = {}, error }: FinishedSpan): void {
    const traceId = traceIdFrom(correlationId);
    const spanId = id === undefined ? randomBytes(8).toString('hex') : spanIdFrom(id);
    const cause = { traceId, spanId: spanIdFrom(causeId ?? ''), traceFlags: TraceFlags.SAMPLED, isRemote: true };
    const parent = causeId === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, cause);
    this.ids.next = { traceId, spanId };
    const span = this.provider
      .getTracer('renku-sessions')
      .startSpan(name, { startTime: startedAt, attributes }, parent);
    this.ids.next = undefined;
    if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
    span.end(Math.max(startedAt, endedAt));
  }

  close(): Promise<void> {
    return this.provider.shutdown();
  }
}

/** Its message may hold what people write. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');
