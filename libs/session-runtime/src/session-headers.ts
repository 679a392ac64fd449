/** As the gateway speaks to a session's server; another one than Jupyter's has no token, and need not know of one. */
export function headersOf({
  frontEnd,
  token,
}: {
  readonly frontEnd: 'jupyter' | 'http';
  readonly token: string;
}): Record<string, string> {
  return frontEnd === 'jupyter' ? { authorization: `token ${token}` } : {};
}
