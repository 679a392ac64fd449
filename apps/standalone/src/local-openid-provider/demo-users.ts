export interface DemoUser {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** What the sign-in page says this user is good for. */
  readonly purpose: string;
}

/** One of each kind, so that every right and every refusal can be seen on a laptop. */
export const demoUsers: readonly DemoUser[] = [
  {
    username: 'ada',
    name: 'Ada',
    email: 'ada@example.org',
    roles: ['admin'],
    purpose: 'Administrator: keeps the catalogue of environments',
  },
  { username: 'grace', name: 'Grace', email: 'grace@example.org', roles: [], purpose: 'Works in projects' },
  { username: 'linus', name: 'Linus', email: 'linus@example.org', roles: [], purpose: 'Works in projects' },
  {
    username: 'audrey',
    name: 'Audrey',
    email: 'audrey@example.org',
    roles: ['auditor'],
    purpose: 'Auditor: reads the history of every project',
  },
];

export const demoUserNamed = (username: string | undefined): DemoUser | undefined =>
  demoUsers.find((user) => user.username === username);

/** The claims of OpenID Connect Core 1.0 §5.1, and our roles. */
export const claimsOf = (user: DemoUser) => ({
  preferred_username: user.username,
  name: user.name,
  email: user.email,
  email_verified: true,
  roles: user.roles,
});
