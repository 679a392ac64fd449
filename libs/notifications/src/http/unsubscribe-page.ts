const style = `:root { color-scheme: light dark; background: light-dark(#fff, #10171c); color: light-dark(#16212a, #e8eef2) }
body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem }
a { color: light-dark(#00614c, #5ed3b3) }
button { font: inherit; padding: .4rem 1rem }`;

/** A page that needs no script, no sign-in and nothing else from anywhere. */
export const unsubscribePage = (heading: string, says: string, form = ''): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${heading}</title>
<style>${style}</style></head>
<body><main><h1>${heading}</h1><p>${says}</p>${form}</main></body></html>
`;
