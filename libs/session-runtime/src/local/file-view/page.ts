import { basename, dirname } from 'node:path/posix';
import { Html, html } from '#libs/html';
import { addressOf } from './address-of.js';
import { script } from './script.js';
import { shownName } from './shown-name.js';
import { style } from './style.js';

export interface Page {
  /** Of the directory or file that it is about. */
  readonly path: string;
  readonly content: Html;
}

/** A page of the file view, with nothing loaded from elsewhere. The nonce allows its own script and style. */
export const page = ({ path, content }: Page, nonce: string): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(path)} · Files</title>
<style nonce="${nonce}">${new Html(style)}</style>
</head>
<body>
<header>
  <p role="note">Basic file view: install JupyterLab on this computer to run code.</p>
  <p class="actions"><a class="button" href="/archive" download>Download /work</a>
    <button id="shut-down" type="button">Shut down</button></p>
</header>
<main>
<nav aria-label="Path"><ol>${crumbs(path)}</ol></nav>
<h1><bdi>${titleOf(path)}</bdi></h1>
${content}
<p id="message" role="status"></p>
</main>
<script nonce="${nonce}">${new Html(script)}</script>
</body>
</html>
`;

const titleOf = (path: string): string => (path === '' ? '/work' : shownName(basename(path)));

/** The directories above, the outermost first. */
const above = (path: string): string[] => {
  if (path === '') return [];
  const parent = dirname(path);
  return parent === '.' ? [''] : [...above(parent), parent];
};

const crumbs = (path: string): Html[] =>
  above(path).map((parent) => html`<li><a href="${addressOf('', parent)}"><bdi>${titleOf(parent)}</bdi></a> / </li>`);
