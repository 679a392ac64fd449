import { stripVTControlCharacters } from 'node:util';
import { type Html, html } from '#libs/html';
import { type NotebookCell, type NotebookOutput, notebook, notebookText } from './notebook.js';
import { renderedMarkdown } from './rendered-markdown.js';
import { sanitised } from './sanitised.js';

/** The cells of a notebook and what they gave, to be read; undefined where the text is none of format 4. `file`: its path. */
export const renderedNotebook = (json: string, file: string): Html | undefined => {
  const read = notebook.safeParse(parsed(json));
  if (!read.success) return undefined;
  return html`${read.data.cells.map((cell, index) => cellOf(cell, index + 1, file))}`;
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const cellOf = (
  { cell_type: type, source, execution_count: count, outputs }: NotebookCell,
  number: number,
  file: string,
): Html => {
  if (type === 'markdown') return html`<div class="cell rendered">${renderedMarkdown(source, file)}</div>`;
  const title = type === 'code' ? `In [${count ?? ' '}]` : 'Raw';
  return html`<div class="cell"><p class="soft">${title}</p>
${block(source, `Cell ${number}`)}${outputs.map((output) => outputOf(output, `Output of cell ${number}`, file))}</div>`;
};

const outputOf = (output: NotebookOutput, label: string, file: string): Html => {
  switch (output.output_type) {
    case 'stream':
      return block(output.text, label, 'output');
    case 'error':
      return block(output.traceback.join('\n') || `${output.ename}: ${output.evalue}`, label, 'output wrong');
    default:
      return dataOf(output.data, label, file);
  }
};

const images = ['image/png', 'image/jpeg', 'image/gif', 'image/svg+xml'];

/** Of the forms that one output has, the richest that can be shown without running anything. */
const dataOf = (data: Readonly<Record<string, unknown>>, label: string, file: string): Html => {
  const of = (type: string): string | undefined => notebookText.safeParse(data[type]).data;
  const image = images.find((type) => of(type) !== undefined);
  if (image !== undefined) return html`<img class="output" src="${inAddress(image, of(image) ?? '')}" alt="${label}">`;
  const [markup, markdown] = [of('text/html'), of('text/markdown')];
  if (markup !== undefined) return scrolled(sanitised(markup, file), label);
  if (markdown !== undefined) return scrolled(renderedMarkdown(markdown, file), label);
  return block(of('text/plain') ?? 'This output is of a kind that is not shown here.', label, 'output');
};

/** SVG is a text, the others are Base64 already. */
const inAddress = (type: string, content: string): string => {
  const base64 = type === 'image/svg+xml' ? Buffer.from(content).toString('base64') : content.replace(/[^\w+/=]/g, '');
  return `data:${type};base64,${base64}`;
};

const scrolled = (content: Html, label: string): Html =>
  html`<div class="output rendered" role="group" aria-label="${label}" tabindex="0">${content}</div>`;

const block = (text: string, label: string, kind = ''): Html =>
  html`<pre class="${kind}" role="group" aria-label="${label}" tabindex="0">${stripVTControlCharacters(text)}</pre>`;
