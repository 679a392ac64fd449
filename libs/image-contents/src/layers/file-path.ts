const plain = /^(?!\.{1,2}(?:\/|$))[^/]+(?:\/(?!\.{1,2}(?:\/|$))[^/]+)*$/;

/** No pattern: what looks for the last of a million slashes in a row looks a million times a million times. */
const withoutSlashesAtEnd = (name: string): string => {
  let end = name.length;
  while (name[end - 1] === '/') end -= 1;
  return name.slice(0, end);
};

/** As an image has it: without a slash or a dot at its beginning, and without a slash at its end. Undefined: it leads out of the image. */
export const filePath = (name: string): string | undefined => {
  const simple = withoutSlashesAtEnd(name.replace(/^(?:\.?\/)+/, ''));
  if (simple === '' || simple === '.') return '';
  if (plain.test(simple)) return simple;
  const parts = simple.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
};

/** `''` is that of what is at the top. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** All directories that it is in, the nearest first and the top last. */
export const directoriesOf = (path: string): readonly string[] => {
  const found: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return [...found, ''];
};
