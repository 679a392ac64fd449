/** Of a message, by its lines, which are HTML already. */
export const htmlDocument = (lines: readonly string[]): string =>
  `${['<!doctype html><html lang="en"><body style="font-family: sans-serif">', ...lines].join('\n')}</body></html>`;
