import { dirname } from 'node:path/posix';
import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html';
import { Html } from '#libs/html';
import { type About, addressOf } from './address-of.js';

const isElsewhere = (address: string): boolean => /^([a-z][a-z\d+.-]*:|\/\/)/i.test(address);

/** A link as Markdown and notebooks write it, relative to the directory of their file; `/` is /work. */
const pathOf = (link: string, file: string): string => {
  const [path = ''] = link.split(/[?#]/, 1);
  const named = Buffer.from(decoded(path), 'utf8').toString('latin1');
  const base = `http://work/${path.startsWith('/') ? '' : `${escapedPath(dirname(file))}/`}`;
  return unescapedPath(new URL(escapedPath(named).replace(/^\/+/, ''), base).pathname);
};

const escapedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const unescapedPath = (path: string): string => path.slice(1).split('/').map(decodeURIComponent).join('/');

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const within = (about: About, link: string, file: string): string => addressOf(about, pathOf(link, file));

const linkOf =
  (file: string) =>
  (tagName: string, { href, ...others }: Attributes): Tag => {
    if (href === undefined || href.startsWith('#')) return { tagName, attribs: others };
    if (isElsewhere(href))
      return { tagName, attribs: { ...others, href, target: '_blank', rel: 'noopener noreferrer' } };
    return { tagName, attribs: { ...others, href: within('', href, file) } };
  };

/** An image of elsewhere becomes a link: loading it would tell others who looks at this file. */
const imageOf =
  (file: string) =>
  (tagName: string, { src = '', ...others }: Attributes): Tag => {
    if (src.startsWith('data:')) return { tagName, attribs: { alt: '', ...others, src } };
    if (!isElsewhere(src)) return { tagName, attribs: { alt: '', ...others, src: within('raw', src, file) } };
    const attribs = { href: src, target: '_blank', rel: 'noopener noreferrer' };
    return { tagName: 'a', attribs, text: others['alt'] || src };
  };

/** A page has one main heading, its file's name: those of the content are below it. */
const headings = Object.fromEntries(
  [1, 2, 3, 4, 5].map((level) => [`h${level}`, sanitizeHtml.simpleTransform(`h${level + 1}`, {})]),
);

const cell = ['align', 'colspan', 'rowspan', 'scope'];

/**
 * Anybody's HTML as it may be shown in a page of the file view: no script, style, form, frame or id of its own, nothing that loads
 * from elsewhere. Links and images that are relative to `file` lead to where the file view has them.
 */
export const sanitised = (dirty: string, file: string): Html =>
  new Html(
    sanitizeHtml(dirty, {
      allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'details', 'summary', 'del', 'ins'],
      allowedAttributes: {
        a: ['href', 'title', 'target', 'rel'],
        img: ['src', 'alt', 'title', 'width', 'height'],
        ...{ td: cell, th: cell, p: ['align'], div: ['align'], ol: ['start'], details: ['open'] },
      },
      allowedSchemes: ['http', 'https', 'mailto'],
      allowedSchemesByTag: { img: ['data'] },
      allowProtocolRelative: false,
      transformTags: { ...headings, a: linkOf(file), img: imageOf(file) },
      nestingLimit: 100,
    }),
  );
