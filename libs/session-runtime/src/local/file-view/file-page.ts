import { extname } from 'node:path/posix';
import { type Html, html } from '#libs/html';
import { addressOf } from './address-of.js';
import { imageTypeOf } from './image-type-of.js';
import { momentOf } from './moment-of.js';
import type { Query } from './query-of.js';
import { shownName } from './shown-name.js';
import { sizeInWords } from './size-in-words.js';
import { entityTagOf, type TreeEntry } from './work-tree.js';

export interface ShownFile extends Pick<Query, 'path' | 'as'> {
  readonly entry: TreeEntry;
  /** Of its beginning; undefined where it is no text. */
  readonly text: string | undefined;
  /** Whether there is more of it. */
  readonly isPart: boolean;
}

/** Larger texts are shown to here. */
export const shownTextBytes = 1024 * 1024;

/** Larger notebooks, which hold images, are shown as any other text. */
const notebookBytes = 16 * 1024 * 1024;

const extensionOf = (path: string): string => extname(path).toLowerCase();

/** How much of a file has to be read to show it. */
export const bytesToShow = (path: string, size: number): number =>
  extensionOf(path) === '.ipynb' && size <= notebookBytes ? size : Math.min(size, shownTextBytes);

/** A file as it is meant to look, where that is known, else its text; what is no text can be downloaded. */
export const filePage = async (file: ShownFile): Promise<Html> => {
  const rendered = file.as === undefined ? await renderedOf(file) : undefined;
  return html`
<p class="soft">${sizeInWords(file.entry.size)}, changed ${momentOf(file.entry.changedAt)}</p>
<p class="actions"><a class="button" href="${addressOf('download', file.path)}" download>Download</a> ${choices(file, rendered !== undefined)}</p>
${rendered ?? plainOf(file)}`;
};

/** What else can be done with it. */
const choices = (file: ShownFile, isRendered: boolean): Html => {
  const address = addressOf('', file.path);
  const to = (query: string, words: string) => html`<a class="button" href="${address}${query}">${words}</a> `;
  if (isEdited(file))
    return html`<button id="save" type="button" data-to="${addressOf('api/file', file.path)}" data-entity-tag="${entityTagOf(file.entry)}">Save</button> ${to('', 'Done')}`;
  return html`${isRendered && file.text !== undefined ? to('&as=source', 'Source') : undefined}${
    file.as === 'source' ? to('', 'Rendered') : undefined
  }${isEditable(file) ? to('&as=edit', 'Edit') : undefined}`;
};

const isEditable = ({ text, isPart, entry }: ShownFile): boolean =>
  text !== undefined && !isPart && entry.size <= shownTextBytes;

const isEdited = (file: ShownFile): boolean => file.as === 'edit' && isEditable(file);

/** What renders is loaded where it is wanted: every session starts this program, and few look at such a file. */
const renderedOf = async ({ path, text, isPart }: ShownFile): Promise<Html | undefined> => {
  if (imageTypeOf(path) !== undefined)
    return html`<p><img src="${addressOf('raw', path)}" alt="${shownName(path)}"></p>`;
  if (text === undefined || isPart) return undefined;
  const extension = extensionOf(path);
  if (extension === '.ipynb') return (await import('./rendered-notebook.js')).renderedNotebook(text, path);
  if (!/^\.(md|markdown)$/.test(extension)) return undefined;
  const { renderedMarkdown } = await import('./rendered-markdown.js');
  return html`<div class="rendered">${renderedMarkdown(text, path)}</div>`;
};

/** Of its lines. */
const endsOf = (text: string): 'crlf' | 'lf' => (/\r\n/.test(text) && !/(?<!\r)\n/.test(text) ? 'crlf' : 'lf');

const plainOf = (file: ShownFile): Html => {
  const { text, isPart } = file;
  if (text === undefined) return html`<p>This is not a text. Download it to look at it.</p>`;
  // HTML drops the first end of line
  if (isEdited(file))
    return html`<textarea id="text" aria-label="Text of the file" spellcheck="false" data-ends="${endsOf(text)}">\n${text}</textarea>`;
  const notAll = html`<p>The first ${sizeInWords(shownTextBytes)} are shown. Download it for all.</p>`;
  return html`${isPart ? notAll : undefined}${lines(text)}`;
};

const lines = (text: string): Html => {
  const count = text.replace(/\n$/, '').split('\n').length;
  const numbers = Array.from({ length: count }, (_, index) => index + 1).join('\n');
  return html`<div class="lines" role="group" aria-label="Text of the file" tabindex="0"><pre aria-hidden="true">${numbers}</pre><pre>${text}</pre></div>`;
};
