import MarkdownIt from 'markdown-it';
import type { Html } from '#libs/html';
import { sanitised } from './sanitised.js';

/** HTML is allowed in it, as readers of a README expect: all is sanitised afterwards. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** `file`: the path of what it is in, to which its links are relative. */
export const renderedMarkdown = (text: string, file: string): Html => sanitised(markdown.render(text), file);
