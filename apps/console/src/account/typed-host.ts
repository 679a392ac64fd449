/** A Git host as the API calls it, also of an address as a browser's bar has it. Undefined: it is none. */
export const typedHost = (text: string): string | undefined => {
  const address = `https://${text.trim().replace(/^https?:\/\//i, '')}`;
  if (!URL.canParse(address)) return undefined;
  const { host, username, password } = new URL(address);
  // who pastes a password with it does not expect it to be thrown away
  return username === '' && password === '' ? host : undefined;
};
