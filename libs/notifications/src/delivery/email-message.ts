import type { ShownNotification } from '../read/inbox.queries.js';

interface EmailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Links {
  readonly publicUrl: string;
  readonly unsubscribe: string;
}

interface Item {
  readonly says: string;
  readonly url: string;
}

const LONGEST_NAME = 80;

/** Of one line, whatever somebody called it: no line of the text ends within a name. */
const oneLine = (name: string): string => {
  const line = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > LONGEST_NAME
    ? `${Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment)
        .slice(0, LONGEST_NAME - 1)
        .join('')}…`
    : line;
};

/**
 * What clients of mail would make a link of, broken by a space, which none of them reads over (of what has no width some do): names are
 * written by others, and the message is the operator's.
 */
const withoutAddresses = (line: string): string => line.replaceAll(/([.。．｡:：@＠]|[/\\]{2,})(?=\S)/gu, '$1 ');

const quoted = (name: string): string => `“${withoutAddresses(oneLine(name))}”`;

const timeOf = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

const sessionOf = ({ projectName, sessionName }: ShownNotification): string =>
  sessionName === undefined
    ? `a session of ${quoted(projectName)} that was removed`
    : `${quoted(sessionName)} of ${quoted(projectName)}`;

/** Of the same project. */
const others = (sessionCount = 1): string => {
  if (sessionCount === 1) return '';
  return sessionCount === 2 ? ', and for another session' : `, and for ${sessionCount - 1} other sessions`;
};

const pauseReason = { idle: 'since nobody uses it', 'max-lifetime': 'since it has run for as long as it may' } as const;

const inWords = (told: ShownNotification): string => {
  switch (told.kind) {
    case 'image-available':
      return `A newer image is available for ${sessionOf(told)}${others(told.sessionCount)}. Nothing changes until you choose it.`;
    case 'disk-due':
      return `Your files of ${sessionOf(told)} are deleted on ${timeOf(told.expiresAt)}: resume it before, or download what you need.`;
    case 'pause-due':
      return `Your session ${sessionOf(told)} is paused at ${timeOf(told.pausesAt)}, ${pauseReason[told.reason]}: use it, or keep it running.`;
  }
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');

/** Without a name: clients of mail show it as the operator's own words. */
const subjectOfOne = (told: ShownNotification): string => {
  switch (told.kind) {
    case 'image-available':
      return 'A newer image is available for a session';
    case 'disk-due':
      return `Your files of a session are deleted on ${timeOf(told.expiresAt)}`;
    case 'pause-due':
      return `Your session is paused at ${timeOf(told.pausesAt)}`;
  }
};

const subjectOf = ([first, ...more]: readonly ShownNotification[]): string =>
  first !== undefined && more.length === 0 ? subjectOfOne(first) : `${more.length + 1} notifications of your sessions`;

const textOf = (items: readonly Item[], settings: string, unsubscribe: string): string =>
  [
    ...items.map(({ says, url }) => `${says}\n${url}\n`),
    '--',
    `What you are told by e-mail: ${settings}`,
    `Unsubscribe from messages like this one: ${unsubscribe}`,
    '',
  ].join('\n');

const htmlOf = (items: readonly Item[], settings: string, unsubscribe: string): string =>
  [
    '<!doctype html><html lang="en"><body style="font-family: sans-serif">',
    ...items.map(({ says, url }) => `<p>${escaped(says)}<br><a href="${escaped(url)}">Open in Renku</a></p>`),
    `<p><small><a href="${escaped(settings)}">What you are told by e-mail</a> · `,
    `<a href="${escaped(unsubscribe)}">Unsubscribe from messages like this one</a></small></p></body></html>`,
  ].join('\n');

/** Text and HTML of one model. It has no picture and nothing that tells who opened it. */
export const emailMessage = (told: readonly ShownNotification[], { publicUrl, unsubscribe }: Links): EmailMessage => {
  const settings = `${publicUrl}/account/notifications`;
  const items = told.map((one) => ({
    says: inWords(one),
    url: `${publicUrl}/projects/${one.projectId}?session=${one.sessionId}`,
  }));
  return {
    subject: subjectOf(told),
    text: textOf(items, settings, unsubscribe),
    html: htmlOf(items, settings, unsubscribe),
  };
};
