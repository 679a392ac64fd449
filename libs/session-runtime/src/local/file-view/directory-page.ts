import { type Html, html } from '#libs/html';
import { addressOf } from './address-of.js';
import { momentOf } from './moment-of.js';
import { shownName } from './shown-name.js';
import { sizeInWords } from './size-in-words.js';
import type { TreeEntry, TreePart } from './work-tree.js';

export interface DirectoryPart extends TreePart {
  readonly path: string;
  /** Which entry is the first here, and how many follow at most. */
  readonly from: number;
  readonly count: number;
}

/** A part of a directory's entries, and what can be put there. */
export const directoryPage = (part: DirectoryPart): Html => html`
<p class="actions"><button id="new-file" type="button" data-to="${addressOf('api/file', part.path)}">New file</button>
  <label class="button">Upload <input id="upload" type="file" multiple data-to="${addressOf('api/file', part.path)}"></label></p>
${part.total === 0 ? html`<p>Nothing is here yet.</p>` : tableOf(part)}`;

const tableOf = (part: DirectoryPart): Html => html`
<table class="entries">
<thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Changed</th></tr></thead>
<tbody>${part.entries.map((entry) => rowOf(entry, part.path))}</tbody>
</table>
${part.total > part.count ? pagesOf(part) : undefined}`;

const rowOf = (entry: TreeEntry, directory: string): Html => {
  const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
  return html`<tr><td>${nameOf(entry, path)}</td><td>${sizeOf(entry)}</td><td>${momentOf(entry.changedAt)}</td></tr>
`;
};

const nameOf = ({ name, kind }: TreeEntry, path: string): Html => {
  const shown = html`<bdi>${shownName(name)}</bdi>${kind === 'directory' ? '/' : ''}`;
  return kind === 'other' ? shown : html`<a href="${addressOf('', path)}">${shown}</a>`;
};

const sizeOf = ({ kind, size }: TreeEntry): string => {
  if (kind === 'file') return sizeInWords(size);
  return kind === 'link' ? 'link' : '';
};

const pagesOf = ({ path, from, count, total, entries }: DirectoryPart): Html => {
  const to = (start: number, words: string) => html`<a href="${addressOf('', path)}&from=${start}">${words}</a> `;
  return html`<nav aria-label="Parts"><p>${from + 1} to ${from + entries.length} of ${total}.
${from > 0 ? to(Math.max(0, from - count), 'Before') : undefined}${from + count < total ? to(from + count, 'More') : undefined}</p></nav>`;
};
