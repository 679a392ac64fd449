/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

const cellOf = (value: string | number | undefined): string => {
  if (typeof value === 'number') return String(value);
  const text = value === undefined || !formula.test(value) ? (value ?? '') : `'${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180: a line of names, then a line a row; each ends with CRLF. Text is never a formula. */
export const csv = (columns: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
