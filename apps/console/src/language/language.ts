import { i18n } from './i18n.js';

export type Language = 'en' | 'de';

/** What each is called by whoever speaks it: these words are not translated. */
// eslint-disable-next-line lingui/no-unlocalized-strings
export const languages: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const KEY = 'renku-sessions:language';

/** English is in the sources themselves. */
const readMessages: Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>> = {
  en: () => Promise.resolve({}),
  de: async () => (await import('../../locales/de.po')).messages,
};

const isLanguage = (name: string | null | undefined): name is Language =>
  name != null && Object.hasOwn(languages, name);

const ofTag = (tag: string): string | undefined => tag.split('-')[0];

/** As the browser's user chose, or else the first of the browser's languages that there is. */
export const wantedLanguage = (chosen: string | null, browsers: readonly string[]): Language =>
  [chosen, ...browsers.map(ofTag)].find(isLanguage) ?? 'en';

const chosenLanguage = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const show = async (language: Language): Promise<void> => {
  const messages = await readMessages[language]();
  // dates and numbers are written as where the reader lives, where that is the language that is shown
  const locales = navigator.languages.find((tag) => ofTag(tag) === language) ?? language;
  i18n.loadAndActivate({ locale: language, locales, messages: { ...messages } });
  document.documentElement.lang = language;
};

/** The language that the console is in, until its page is loaded again. */
export const language = {
  /** To be waited for before anything is drawn. Where the words cannot be loaded, it is English. */
  begin: (): Promise<void> => show(wantedLanguage(chosenLanguage(), navigator.languages)).catch(() => show('en')),
  shown: (): Language => (isLanguage(i18n.locale) ? i18n.locale : 'en'),
  /** Loads the page anew: where something would be lost by that, the browser asks. */
  choose: (next: Language): void => {
    localStorage.setItem(KEY, next);
    location.reload();
  },
} as const;
