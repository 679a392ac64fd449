import type { Finding } from './finding.js';

const DAY_MS = 24 * 60 * 60_000;
const SOON_DAYS = 30;

/** `validTo`: the certificate's own end. */
export const judgeCertificate = (file: string, validTo: Date, now: Date): Finding => {
  const check = `certificate ${file}`;
  const days = Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);
  const day = validTo.toISOString().slice(0, 10);
  const advice = 'renew it and start again what uses it; the embedded stores’ own is made anew at their next start';
  if (days < 0) return { check, status: 'problem', detail: `it has expired on ${day}`, advice };
  if (days < SOON_DAYS) return { check, status: 'warning', detail: `it expires in ${days} days, on ${day}`, advice };
  return { check, status: 'ok', detail: `it is valid until ${day}` };
};
