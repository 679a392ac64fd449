import { Tracing } from './tracing.js';

/** Exports where there is an endpoint; else nothing is loaded for it. */
export const loadTracing = async (endpoint: string | undefined, version: string): Promise<Tracing> => {
  if (endpoint === undefined) return new Tracing();
  const { OtlpSpans } = await import('./otlp-spans.js');
  return new Tracing(new OtlpSpans(version));
};
