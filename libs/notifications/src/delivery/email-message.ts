import { html } from '#libs/html';
import type { ShownNotification } from '../read/inbox.queries.js';
import { htmlDocument } from './html-document.js';
import { quotedName } from './quoted-name.js';
import { utcTime } from './utc-time.js';

export interface EmailMessage {
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

const sessionOf = ({ projectName, sessionName }: ShownNotification): string =>
  sessionName === undefined
    ? `a session of ${quotedName(projectName)} that was removed`
    : `${quotedName(sessionName)} of ${quotedName(projectName)}`;

/** Of the same project. */
const others = (sessionCount = 1): string => {
  if (sessionCount === 1) return '';
  return sessionCount === 2 ? ', and for another session' : `, and for ${sessionCount - 1} other sessions`;
};

/** And what is to be done: how long it has run does not depend on its being used. */
const pauseReason = {
  idle: 'since nobody uses it: use it, or keep it running',
  'max-lifetime': 'since it has run for as long as it may: keep it running, if you still need it',
} as const;

const inWords = (told: ShownNotification): string => {
  switch (told.kind) {
    case 'image-available':
      return `A newer image is available for ${sessionOf(told)}${others(told.sessionCount)}. Nothing changes until you choose it.`;
    case 'disk-due':
      return `Your files of ${sessionOf(told)} are deleted on ${utcTime(told.expiresAt)}: resume it before, or download what you need.`;
    case 'pause-due':
      return `Your session ${sessionOf(told)} is paused at ${utcTime(told.pausesAt)}, ${pauseReason[told.reason]}.`;
  }
};

/** Without a name: clients of mail show it as the operator's own words. */
const subjectOfOne = (told: ShownNotification): string => {
  switch (told.kind) {
    case 'image-available':
      return 'A newer image is available for a session';
    case 'disk-due':
      return `Your files of a session are deleted on ${utcTime(told.expiresAt)}`;
    case 'pause-due':
      return `Your session is paused at ${utcTime(told.pausesAt)}`;
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
  htmlDocument([
    ...items.map(({ says, url }) => html`<p>${says}<br><a href="${url}">Open in Renku</a></p>`),
    html`<p><small><a href="${settings}">What you are told by e-mail</a> · `,
    html`<a href="${unsubscribe}">Unsubscribe from messages like this one</a></small></p>`,
  ]);

/** Where it is acted on; of one that was removed, its project. */
const pageOf = ({ projectId, sessionId, sessionName }: ShownNotification): string =>
  `/projects/${projectId}${sessionName === undefined ? '' : `/sessions/${sessionId}`}`;

/** Text and HTML of one model. It has no picture and nothing that tells who opened it. */
export const emailMessage = (told: readonly ShownNotification[], { publicUrl, unsubscribe }: Links): EmailMessage => {
  const settings = `${publicUrl}/account/notifications`;
  const items = told.map((one) => ({ says: inWords(one), url: `${publicUrl}${pageOf(one)}` }));
  return {
    subject: subjectOf(told),
    text: textOf(items, settings, unsubscribe),
    html: htmlOf(items, settings, unsubscribe),
  };
};
