/** The whole file view as one page, with nothing loaded from elsewhere. The nonce allows its own script and style. */
export function page(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Files</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header>
  <p role="note">Basic file view: install JupyterLab on this computer to run code.</p>
  <button id="shut-down" type="button">Shut down</button>
</header>
<main>
  <nav aria-label="Files">
    <p id="place"></p>
    <ul id="entries"></ul>
    <p><button id="new-file" type="button">New file</button> <label>Upload <input id="upload" type="file" multiple></label></p>
  </nav>
  <section aria-label="Editor">
    <p><strong id="name">Choose a file.</strong> <button id="save" type="button" disabled>Save</button>
      <a id="download" hidden>Download</a> <span id="message" role="status"></span></p>
    <textarea id="text" aria-label="Text of the file" spellcheck="false" disabled></textarea>
  </section>
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; display: flex; flex-direction: column; height: 100vh; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 0 1rem;
  border-bottom: 1px solid #8886; }
main { display: flex; flex: 1; min-height: 0; }
nav { width: 20rem; max-width: 40vw; overflow: auto; padding: 0 1rem; border-right: 1px solid #8886; }
section { flex: 1; display: flex; flex-direction: column; padding: 0 1rem 1rem; min-width: 0; }
ul { list-style: none; padding: 0; }
li button { border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; padding: .1rem 0; }
li button:hover { text-decoration: underline; }
textarea { flex: 1; font: 13px/1.5 ui-monospace, monospace; resize: none; tab-size: 4; }
`;

const script = `
const $ = (id) => document.getElementById(id);
const url = (what, path) => 'api/' + what + '?path=' + encodeURIComponent(path);
const join = (directory, name) => directory === '' ? name : directory + '/' + name;
let place = '', file;

async function call(address, options) {
  const response = await fetch(address, { ...options, headers: { 'x-requested-with': 'file-view' } });
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}
const say = (text) => { $('message').textContent = text; };
const attempt = (action) => async (event) => {
  try { say(''); await action(event); } catch (error) { say(error.message); }
};
function entry(label, action) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', attempt(action));
  const item = document.createElement('li');
  item.append(button);
  return item;
}
async function show(directory) {
  const { entries } = await call(url('tree', directory));
  place = directory;
  $('place').textContent = '/' + join('work', directory);
  const up = directory === '' ? [] : [entry('↑ ..', () => show(directory.split('/').slice(0, -1).join('/')))];
  $('entries').replaceChildren(...up, ...entries.map(({ name, kind }) => {
    const path = join(directory, name);
    return kind === 'directory' ? entry('▸ ' + name, () => show(path)) : entry(name, () => openFile(path));
  }));
}
async function openFile(path) {
  leave();
  $('name').textContent = path;
  $('download').href = url('download', path);
  $('download').hidden = false;
  const { text } = await call(url('text', path));
  edit(path, text);
}
function leave() {
  file = undefined;
  $('text').value = '';
  $('text').disabled = $('save').disabled = true;
}
function edit(path, text) {
  file = path;
  $('name').textContent = path;
  $('text').value = text;
  $('text').disabled = $('save').disabled = false;
}
const put = (path, body) => call(url('file', path), { method: 'PUT', body });
async function save() {
  if (file === undefined) return;
  await put(file, $('text').value);
  say('Saved.');
}
$('save').addEventListener('click', attempt(save));
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); attempt(save)(); }
});
$('new-file').addEventListener('click', attempt(async () => {
  const name = prompt('Name of the new file');
  if (!name) return;
  const { entries } = await call(url('tree', place));
  if (entries.some((other) => other.name === name)) throw new Error(name + ' is already there.');
  await put(join(place, name), '');
  await show(place);
  await openFile(join(place, name));
}));
$('upload').addEventListener('change', attempt(async (event) => {
  for (const upload of event.target.files) await put(join(place, upload.name), upload);
  event.target.value = '';
  await show(place);
  say('Uploaded.');
}));
$('shut-down').addEventListener('click', attempt(async () => {
  await call('api/shutdown', { method: 'POST' });
  document.body.textContent = 'This session is shut down. Your files are kept.';
}));
attempt(() => show(''))();
`;
