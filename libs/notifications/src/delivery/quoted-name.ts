const LONGEST_NAME = 80;
/** What these characters consist of: marks can be put upon one without end. */
const MOST_UNITS = 4 * LONGEST_NAME;

/** Of one line, whatever somebody called it: no line of the text ends within a name. */
const oneLine = (name: string): string => {
  const line = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (line.length <= LONGEST_NAME) return line;
  const characters = new Intl.Segmenter('en').segment(line.slice(0, MOST_UNITS));
  const kept = Array.from(characters, ({ segment }) => segment).slice(0, LONGEST_NAME - 1);
  return `${kept.join('')}…`;
};

/**
 * What clients of mail would make a link of, broken by a space, which none of them reads over (of what has no width some do): names are
 * written by others, and the message is the operator's.
 */
const withoutAddresses = (line: string): string => line.replaceAll(/([.。．｡:：@＠]|[/\\]{2,})(?=\S)/gu, '$1 ');

/** Broken by what stands in no number: phones make one to call of digits, whatever stands between them. */
const withoutNumbers = (line: string): string =>
  line.replaceAll(/\p{N}(?:[\s\p{P}\p{Sm}]*\p{N}){6,}/gu, (run) => (run.match(/\p{N}{1,4}/gu) ?? []).join(' | '));

/** Within quotation marks that it cannot end: what somebody was called by others stays apart from what the operator says. */
export const quotedName = (name: string): string =>
  `“${withoutNumbers(withoutAddresses(oneLine(name))).replaceAll(/[“”]/g, '"')}”`;
