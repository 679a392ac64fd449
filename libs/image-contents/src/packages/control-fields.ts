/** `Name: value` lines, as Debian, Python and R have them. Lines that go on, or are something else, are left out; the first of a name counts. */
export const controlFields = (paragraph: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of paragraph.matchAll(/^([A-Za-z][\w-]*):[ \t]*(.*)$/gm))
    if (!fields.has(name)) fields.set(name, value.trim());
  return fields;
};
