import { I18n, type MessageDescriptor, type MessageOptions } from '@lingui/core';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';

type Values = Record<string, unknown>;

/** A list says the same messages at each of its rows. */
const compiled = new Map<string, CompiledMessage>();

const compiledOnce = (message: string): CompiledMessage => {
  const known = compiled.get(message) ?? compileMessage(message);
  compiled.set(message, known);
  return known;
};

/** Lingui would read `\x41` and `\u0041` as characters also in what a message is filled with. */
const toTheLetter = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\\', String.raw`\u005c`) : value;

const allToTheLetter = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toTheLetter(value)]));

/** Shows what people typed to the letter. */
class Messages extends I18n {
  override _(descriptor: MessageDescriptor): string;
  override _(id: string, values?: Values, options?: MessageOptions): string;
  override _(message: string | MessageDescriptor, values: Values = {}, options?: MessageOptions): string {
    if (typeof message === 'string') return super._(message, allToTheLetter(values), options);
    return super._({ ...message, values: allToTheLetter(message.values ?? {}) });
  }
}

/** Says messages in the language that is shown. What the macros of Lingui make of words in the sources asks it, as `#console/i18n`. */
export const i18n = new Messages({ locale: 'en', messages: { en: {} } });
i18n.setMessagesCompiler(compiledOnce);
