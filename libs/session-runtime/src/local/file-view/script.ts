/** Of every page; it puts no text of anybody into the page but as text. */
export const script = `
const $ = (id) => document.getElementById(id);
const say = (text) => { $('message').textContent = text; };
const on = (id, type, action) => $(id)?.addEventListener(type, async (event) => {
  try { say(''); await action(event.currentTarget); } catch (error) { say(error.message); }
});
async function call(address, options) {
  const response = await fetch(address, { ...options, headers: { ...options.headers, 'x-requested-with': 'file-view' } });
  if (response.ok) return response.json();
  const text = await response.text();
  // of the gateway it is plain
  const message = response.headers.get('content-type')?.includes('json') ? JSON.parse(text).message : text;
  throw Object.assign(new Error(message), { status: response.status });
}
const below = (directory, name) => directory + (directory.endsWith('=') ? '' : '/') + encodeURIComponent(name);
let isChanged = false;
$('text')?.addEventListener('input', () => { isChanged = true; });
addEventListener('beforeunload', (event) => { if (isChanged) event.preventDefault(); });
const save = async ({ dataset }) => {
  const text = $('text');
  // fields know LF alone
  const body = text.dataset.ends === 'crlf' ? text.value.replaceAll('\\n', '\\r\\n') : text.value;
  const { to, entityTag } = dataset;
  isChanged = false;
  try {
    ({ entityTag: dataset.entityTag } = await call(to, { method: 'PUT', body, headers: entityTag ? { 'if-match': entityTag } : {} }));
  } catch (error) {
    isChanged = true;
    // whoever saves again has read that it was changed
    if (error.status === 412) delete dataset.entityTag;
    throw error;
  }
  say('Saved.');
};
// one after the other: what the one before wrote is no change by something else
let saving = Promise.resolve();
on('save', 'click', (button) => saving = saving.catch(() => undefined).then(() => save(button)));
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== 's' || $('save') === null) return;
  event.preventDefault();
  $('save').click();
});
on('new-file', 'click', async ({ dataset }) => {
  const name = prompt('Name of the new file');
  if (!name) return;
  await call(below(dataset.to, name), { method: 'PUT', body: '', headers: { 'if-none-match': '*' } });
  location.assign(below(dataset.to, name).replace('/api/file', '/') + '&as=edit');
});
on('upload', 'change', async (input) => {
  for (const file of input.files) await call(below(input.dataset.to, file.name), { method: 'PUT', body: file });
  location.reload();
});
on('shut-down', 'click', async () => {
  await call('/api/shutdown', { method: 'POST' });
  isChanged = false;
  document.body.textContent = 'This session is shut down. Your files are kept.';
});
for (const time of document.querySelectorAll('time'))
  time.textContent = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
`;
