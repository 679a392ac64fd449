import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics, in Prometheus' text format at /metrics. */
export class Metrics {
  readonly registry = new Registry();
  /** Seconds from request to answer. */
  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A value that is read when it is scraped. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
