/**
 * Makes a project with all that an operation can be about, and prints where it is as Schemathesis parameters, each as the type that the
 * document says: beside one that is given, it takes another that it made itself, which a path holds as text, for wrong.
 * Usage: API=<address of the API> TOKEN=<access token> OTHER=<another person's> node seed.mjs
 */
const { API, TOKEN, OTHER } = process.env;

const call = async (method, path, body, token = TOKEN) => {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
};

const [{ environmentId }] = await call('GET', '/environments');
const { userId } = await call('GET', '/me', undefined, OTHER);
const { projectId } = await call('POST', '/projects', { name: 'Fuzzed' });
const url = 'https://gitlab.example.org/group/repository';
const { repositoryId } = await call('POST', `/projects/${projectId}/repositories`, { url });
const environment = { source: 'catalogue', environmentId };
const { sessionId } = await call('POST', `/projects/${projectId}/sessions`, { environment });
const { launchId } = await call('POST', `/projects/${projectId}/launch`);
const ids = { environmentId, userId, projectId, repositoryId, sessionId, launchId, run: 1 };

process.stdout.write('[parameters]\n"header.Min-Position" = "0"\n');
for (const [name, value] of Object.entries(ids)) process.stdout.write(`"path.${name}" = ${JSON.stringify(value)}\n`);
