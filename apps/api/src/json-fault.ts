/** A token of JSON (RFC 8259), with the blanks before it. */
const tokens =
  /[ \t\n\r]*(?:(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|(?<mark>[[\]{},:]))/gy;

const value = { text: 'over', scalar: 'over', '[': 'item', '{': 'member' } as const;

/** What may come, by what is awaited, and what is awaited then. A value that is over is looked up by what it stands in. */
const steps = {
  value,
  item: { ...value, ']': 'over' },
  member: { text: 'colon', '}': 'over' },
  name: { text: 'colon' },
  colon: { ':': 'value' },
  'over in [': { ',': 'value', ']': 'over' },
  'over in {': { ',': 'name', '}': 'over' },
  'over in nothing': {},
} as const;

type Steps = Readonly<Record<string, Readonly<Record<string, string>>>>;

const kindOf = ({ text, scalar, mark = '' }: Readonly<Record<string, string | undefined>>): string => {
  if (text !== undefined) return 'text';
  return scalar === undefined ? mark : 'scalar';
};

const blanksIn = (text: string): number => /^[ \t\n\r]*/.exec(text)?.[0].length ?? 0;

const nest = (open: string[], kind: string): void => {
  if (/[[{]/.test(kind)) open.push(kind);
  if (/[\]}]/.test(kind)) open.pop();
};

/** Index of the first character that cannot be there; the length of a text that breaks off. Parsers have no stable words for it. */
export const jsonFault = (json: string): number => {
  const open: string[] = [];
  let awaited = 'value';
  let end = 0;
  for (const { 0: token, groups = {} } of json.matchAll(tokens)) {
    const kind = kindOf(groups);
    const state = awaited === 'over' ? `over in ${open.at(-1) ?? 'nothing'}` : awaited;
    const next = (steps as Steps)[state]?.[kind];
    if (next === undefined) break;
    nest(open, kind);
    awaited = next;
    end += token.length;
  }
  return end + blanksIn(json.slice(end));
};
