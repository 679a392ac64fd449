/** `API=… TOKEN=… node erase.mjs`: erases a person, after the projects that would be left without an owner. */
const { API, TOKEN } = process.env;

const remove = async (path) => {
  const answer = await fetch(`${API}${path}`, { method: 'DELETE', headers: { authorization: `Bearer ${TOKEN}` } });
  return { status: answer.status, body: answer.status === 204 ? undefined : await answer.json() };
};

const expectGone = async (path) => {
  const { status, body } = await remove(path);
  if (status !== 204) throw new Error(`DELETE ${path}: ${status} ${JSON.stringify(body)}`);
};

const refused = await remove('/me');
if (refused.status !== 204) {
  if (refused.body.code !== 'last-owner') throw new Error(`DELETE /me: ${JSON.stringify(refused.body)}`);
  for (const { projectId } of refused.body.projects) await expectGone(`/projects/${projectId}`);
  await expectGone('/me');
}
