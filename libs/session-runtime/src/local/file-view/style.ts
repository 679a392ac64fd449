export const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: #8886; --back: #fff; --text: #1a1a1a; --soft: #595959; --link: #0b57d0; --code: #f5f5f5; --wrong: #a00; }
@media (prefers-color-scheme: dark) { :root { --back: #121212; --text: #eee; --soft: #b0b0b0; --link: #8ab4f8; --code: #1d1d1d; --wrong: #ff9c9c; } }
html { background: var(--back); color: var(--text); }
body { margin: 0; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0 1rem; border-bottom: 1px solid var(--line); }
main { max-width: 75rem; margin: 0 auto; padding: .5rem 1rem 2rem; }
a { color: var(--link); }
h1 { font-size: 1.4rem; margin: .3rem 0; }
nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 0 .4rem; margin: 0; padding: 0; }
.soft { color: var(--soft); margin: .2rem 0; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
.button, button { display: inline-block; box-sizing: border-box; font: inherit; color: inherit; text-decoration: none; padding: .2rem .7rem;
  border: 1px solid var(--line); border-radius: .4rem; background: none; cursor: pointer; max-width: 100%; }
.button:hover, button:hover { background: var(--code); }
input { font: inherit; max-width: 100%; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
.entries { width: 100%; }
.entries th:nth-child(n + 2), .entries td:nth-child(n + 2) { white-space: nowrap; width: 1%; }
pre { font: 13px/1.5 ui-monospace, monospace; tab-size: 4; margin: 0; overflow-x: auto; overflow-wrap: normal; }
.lines { display: flex; overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; }
.lines pre { overflow: visible; padding: .5rem; }
.lines pre:first-child { position: sticky; left: 0; text-align: right; color: var(--soft); background: var(--code); user-select: none; }
textarea { box-sizing: border-box; width: 100%; height: 70vh; font: 13px/1.5 ui-monospace, monospace; tab-size: 4; }
img { max-width: 100%; height: auto; }
main > p > img, .output:is(img) { background: #fff; }
.rendered { overflow-x: auto; }
.rendered pre, .cell > pre { background: var(--code); padding: .5rem; border-radius: .4rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.cell { margin: 1rem 0; }
.cell .output { margin-top: .5rem; }
.cell > pre.output { background: none; border-left: 3px solid var(--line); border-radius: 0; max-height: 30rem; overflow-y: auto; }
.cell > pre.wrong { color: var(--wrong); }
@media (max-width: 40rem) { .entries th:last-child, .entries td:last-child { display: none; } }
`;
