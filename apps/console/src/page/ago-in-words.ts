import { t } from '@lingui/core/macro';
import { i18n } from '../language/i18n.js';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, as roughly as one says it. */
export const agoInWords = (at: string, now: Date): string => {
  const elapsed = Math.max(0, now.getTime() - new Date(at).getTime());
  const [unit, length] = units.find(([, size]) => elapsed >= size) ?? [];
  if (unit === undefined) return t`just now`;
  return new Intl.RelativeTimeFormat(i18n.locale, { numeric: 'auto' }).format(-Math.floor(elapsed / length), unit);
};
