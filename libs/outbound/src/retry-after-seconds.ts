import type { OutboundAnswer } from './outbound-client.js';

/** When to ask again, as a server says it. A date says too little between clocks that differ; what nobody waits for is not said. */
export const retryAfterSeconds = ({ header }: Pick<OutboundAnswer, 'header'>): number | undefined => {
  const said = header('retry-after') ?? '';
  return /^\d{1,6}$/.test(said) ? Number(said) : undefined;
};
