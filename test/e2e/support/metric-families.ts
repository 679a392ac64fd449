export interface MetricFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

/** What a scrape in Prometheus' text format declares. */
export const metricFamilies = (scrape: string): MetricFamily[] => {
  const helps = new Map([...scrape.matchAll(/^# HELP (\S+) ?(.*)$/gm)].map(([, name = '', help = '']) => [name, help]));
  return [...scrape.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
    help: helps.get(name) ?? '',
  }));
};
