import { createHash } from 'node:crypto';
import { Html, html } from '#libs/html';
import { demoUsers } from './demo-users.js';

const style = `
:root{color-scheme:light dark;--ink:#1b2733;--soft:#5a6b7b;--card:#fff;--ground:#eef2f5;--line:#d5dde4;--accent:#006e58}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef3;--soft:#9fb0bf;--card:#1b242d;--ground:#10171d;--line:#33414d;--accent:#4fd1b0}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:27rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 .25rem;font-size:1.35rem}
p{margin:0 0 1.25rem;color:var(--soft)}
button{display:flex;gap:.9rem;align-items:center;width:100%;margin:0 0 .6rem;padding:.7rem .9rem;text-align:left;font:inherit;
color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px;cursor:pointer}
button:hover,button:focus-visible{border-color:var(--accent);outline:2px solid var(--accent);outline-offset:-1px}
button:last-child{margin-bottom:0}
.face{flex:none;display:grid;place-items:center;width:2.4rem;height:2.4rem;border-radius:50%;font-weight:600;
color:var(--card);background:var(--accent)}
.who{display:block;font-weight:600}
.what{display:block;font-size:.875rem;color:var(--soft)}
.centred{justify-content:center}
.plain{border-color:transparent;color:var(--soft)}
a{color:var(--accent)}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`.text;

/**
 * No script, nothing from elsewhere, in nobody's frame. Forms may lead to the console too, because browsers hold the
 * redirect after a form to the same rule.
 */
export const pageHeaders = (formTargets: readonly string[]): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: that would take the Origin header from the form, too.
  'referrer-policy': 'same-origin',
});

/** Posts `username` to its own address, or `cancel`. */
export const chooseDemoUserPage = (): string => {
  const buttons = demoUsers.map(
    ({ username, name, purpose }) => html`<button name="username" value="${username}">
<span class="face" aria-hidden="true">${name.slice(0, 1)}</span>
<span><span class="who">${name}</span><span class="what">${purpose}</span></span>
</button>`,
  );
  return page(
    'Choose a demo user',
    html`<h1>Choose a demo user</h1>
<p>This provider runs on your own machine and asks for no password.</p>
<form method="post">
${buttons}
<button class="centred plain" name="cancel" value="yes">Cancel</button>
</form>`,
  );
};

/** `form` is oidc-provider's own, with the id `op.logoutForm` and its guard against cross-site requests. */
export const signOutPage = (form: string): string =>
  page(
    'Sign out',
    html`<h1>Sign out?</h1>
<p>You can choose another demo user afterwards.</p>
${new Html(form)}
<button class="centred" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button class="centred plain" type="submit" form="op.logoutForm">Stay signed in</button>`,
  );

export const messagePage = (title: string, message: string, consoleUrl: string | undefined): string =>
  page(
    title,
    html`<h1>${title}</h1>
<p>${message}</p>
${consoleUrl === undefined ? '' : html`<a href="${consoleUrl}">Back to the console</a>`}`,
  );
