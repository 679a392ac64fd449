const TOKENS = /\\.|\[(?:\\.|[^\]])*\]|\(\?:|[()]|\{(\d+)(?:,(\d*))?\}|./gs;

/**
 * About how many characters and classes a regular expression has when each counted repetition is written out, as RE2 does
 * before it looks at the size: `(?:ab{3}){10}` has 40.
 */
export const expandedSize = (source: string): number => {
  const open = [0];
  let last = 0;
  const add = (size: number): void => {
    open.push((open.pop() ?? 0) + size);
  };
  for (const [token, least, most] of source.matchAll(TOKENS)) {
    if (token.startsWith('(')) open.push(0);
    else if (least === undefined) add((last = token === ')' ? (open.pop() ?? 0) : 1));
    else {
      const count = Math.max(1, Number(least), Number(most ?? 0));
      add(last * (count - 1));
      last *= count;
    }
  }
  return open.reduce((sum, size) => sum + size, 0);
};
