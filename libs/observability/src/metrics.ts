import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Of prom-client's own: gauges with the names of counters, which Prometheus’ linter refuses; the same without `_total` are there. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** What is not read by then is left out of a scrape, and the rest is told. */
const READ_MS = 2_000;

/** For waits of people and machines, seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is read at a scrape: a value for each value of the label. */
type Samples = Iterable<readonly [string, number]>;

const readInTime = async (read: () => Promise<Samples>): Promise<Samples> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Samples>((resolve) => {
    timer = setTimeout(() => resolve([]), READ_MS);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The process's metrics, in Prometheus' text format at /metrics. Names begin with `renku_sessions_` and end with their unit; the values
 * of a label are few and known: no id, no name that people give.
 */
export class Metrics {
  readonly registry = new Registry();
  /** Seconds from request to answer. */
  readonly requests = this.histogram(
    'http_request_duration_seconds',
    'Seconds from a request to the API to its answer',
    [...['method', 'route', 'status']],
  );

  /** `version`: the program's. */
  constructor(version: string) {
    collectDefaultMetrics({ register: this.registry });
    for (const name of misnamed) this.registry.removeSingleMetric(name);
    const build = { name: 'build_info', help: 'What runs; always 1', label: 'version' };
    this.gaugeBy(build, () => Promise.resolve([[version, 1]]));
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: fullName(name), help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets = BUCKETS,
  ): Histogram<Label> {
    return new Histogram({
      name: fullName(name),
      help,
      labelNames: [...labelNames],
      buckets,
      registers: [this.registry],
    });
  }

  /** A value that is read when it is scraped. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name: fullName(name),
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** One that is read when it is scraped; left out where there is none, or it cannot be read. */
  gaugeOf(of: { readonly name: string; readonly help: string }, read: () => Promise<number | undefined>): void {
    const sample = async (): Promise<Samples> => {
      const value = await read();
      return value === undefined ? [] : [['', value]];
    };
    new Gauge({
      ...{ name: fullName(of.name), help: of.help, registers: [this.registry] },
      async collect() {
        const [found] = await readInTime(sample);
        this.remove();
        if (found !== undefined) this.set(found[1]);
      },
    });
  }

  /** Values that are read when they are scraped, one for each value of a label; left out where they cannot be read. */
  gaugeBy(
    of: { readonly name: string; readonly help: string; readonly label: string },
    read: () => Promise<Samples>,
  ): void {
    const { name, help, label } = of;
    new Gauge({
      name: fullName(name),
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        const samples = await readInTime(read);
        this.reset();
        for (const [value, number] of samples) this.set({ [label]: value }, number);
      },
    });
  }
}

const fullName = (name: string): string => `renku_sessions_${name}`;
