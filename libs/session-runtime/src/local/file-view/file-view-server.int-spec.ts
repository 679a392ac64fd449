import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { programPath } from '#libs/package';

/** The program itself, as a run starts it. */
describe('the file view', () => {
  let directory: string;
  let root: string;
  let program: ChildProcess;
  let origin: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-file-view-'));
    root = join(directory, 'work');
    await mkdir(root);
    const env = { ...process.env, FILE_VIEW_ROOT: root, FILE_VIEW_RUNTIME: directory, FILE_VIEW_TOKEN: 'right' };
    program = spawn(process.execPath, [programPath('file-view')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(program.stdout!)) {
      origin = `http://127.0.0.1:${/ on port (\d+)$/.exec(line)?.[1]}`;
      break;
    }
    await rm(join(directory, `jpserver-${program.pid}.json`));
  });
  beforeEach(async () => {
    for (const name of await readdir(root, { encoding: 'buffer' }))
      await rm(Buffer.concat([Buffer.from(`${root}/`), name]), { recursive: true });
    await mkdir(join(root, 'analysis'));
    await writeFile(join(root, 'analysis', 'notes.txt'), 'Überlegungen\n');
    await writeFile(join(directory, 'secret.txt'), 'secret');
  });
  afterAll(async () => {
    if (program.exitCode === null) {
      program.kill();
      await once(program, 'exit');
    }
    await rm(directory, { recursive: true });
  });

  const authorized = { authorization: 'token right', 'x-requested-with': 'file-view' };
  const call = (path: string, options: RequestInit = {}) =>
    fetch(`${origin}${path}`, { headers: authorized, ...options });
  const of = (what: string, path: string) => `/${what}?path=${encodeURIComponent(path)}`;
  const put = (path: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
    call(of('api/file', path), { method: 'PUT', body, headers: { ...authorized, ...headers } });
  const shown = async (address: string) => (await call(address)).text();
  const page = (path: string, query = '') => shown(of('', path) + query);

  test('says plainly what it is, and loads nothing from elsewhere', async () => {
    const response = await call('/');
    const policy = response.headers.get('content-security-policy');
    for (const part of ["default-src 'none'", "form-action 'none'", "frame-ancestors 'none'", "img-src 'self' data:"])
      expect(policy).toContain(part);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain('Basic file view: install JupyterLab on this computer to run code.');
  });

  test('tells who follows a link what cannot be done, with the way back, and a script what it can read', async () => {
    for (const [address, words] of [
      [of('', '../secret.txt'), '/work'],
      ['/nowhere', 'There is no such page.'],
    ] as const) {
      const clicked = await call(address, { headers: { ...authorized, accept: 'text/html,*/*' } });
      expect(clicked.headers.get('content-type')).toContain('text/html');
      const seen = await clicked.text();
      expect(seen).toContain(words);
      expect(seen).toContain('<a href="/">Back to /work</a>');
      const asked = await call(address);
      expect([asked.status, await asked.json()]).toEqual([clicked.status, { message: expect.any(String) }]);
    }
  });

  describe('a directory', () => {
    test('is listed, directories first, with sizes and the way back up', async () => {
      await writeFile(join(root, 'a.txt'), 'abc');
      const top = await page('');
      expect(top.indexOf('analysis</bdi>')).toBeLessThan(top.indexOf('a.txt</bdi>'));
      expect(top).toContain('3 bytes');
      expect(await page('analysis')).toContain('<a href="/?path="><bdi>/work</bdi></a>');
      expect((await call(of('', 'nowhere'))).status).toBe(404);
    });

    test('of ten thousand entries is shown part by part', async () => {
      const names = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
      for (let at = 0; at < names.length; at += 500)
        await Promise.all(names.slice(at, at + 500).map((name) => writeFile(join(root, 'analysis', name), '')));
      const first = await page('analysis');
      expect(first).toContain('1 to 1000 of 10001');
      expect(first).toContain('<bdi>n999</bdi>');
      expect(first).not.toContain('<bdi>n1000</bdi>');
      expect(first).toContain('href="/?path=analysis&from=1000"');
      expect(await page('analysis', '&from=10000')).toContain('<bdi>notes.txt</bdi>');
    });

    test('has names of any bytes, which lead to their files and break no page', async () => {
      const name = Buffer.from([0x66, 0xff, 0x22, 0x3c, 0x62, 0x3e, 0x0a, 0x25]); // f\xff"<b>\n%
      await writeFile(Buffer.concat([Buffer.from(`${root}/`), name]), 'found');
      const listed = await page('');
      expect(listed).toContain('<a href="/?path=f%FF%22%3Cb%3E%0A%25"><bdi>f\ufffd&quot;&lt;b&gt;\ufffd%</bdi></a>');
      expect(await shown('/?path=f%FF%22%3Cb%3E%0A%25')).toContain('<pre>found</pre>');
      expect(await shown('/download?path=f%FF%22%3Cb%3E%0A%25')).toBe('found');
    });
  });

  describe('a text', () => {
    test('is shown with the numbers of its lines, as text', async () => {
      await writeFile(join(root, 'x.py'), '<script>alert(1)</script>\n&amp;\n');
      expect(await page('x.py')).toContain(
        '<pre aria-hidden="true">1\n2</pre><pre>&lt;script&gt;alert(1)&lt;/script&gt;\n&amp;amp;\n</pre>',
      );
    });

    test('of which all lines end with CRLF says so to whoever edits it', async () => {
      await writeFile(join(root, 'windows.csv'), 'a;b\r\n1;2\r\n');
      await writeFile(join(root, 'mixed.csv'), 'a;b\r\n1;2\n');
      expect(await page('windows.csv', '&as=edit')).toContain('data-ends="crlf"');
      expect(await page('mixed.csv', '&as=edit')).toContain('data-ends="lf"');
    });

    test('is edited and saved, and new files are made in new directories', async () => {
      expect(await page('analysis/notes.txt', '&as=edit')).toContain('data-ends="lf">\nÜberlegungen\n</textarea>');
      expect((await put('analysis/notes.txt', 'ändern')).status).toBe(200);
      expect((await put('new/deep/x.bin', new Uint8Array([0, 255]))).status).toBe(200);
      expect(await readFile(join(root, 'analysis', 'notes.txt'), 'utf8')).toBe('ändern');
      expect(await readFile(join(root, 'new', 'deep', 'x.bin'))).toEqual(Buffer.from([0, 255]));
      expect(await readdir(join(root, 'new', 'deep'))).toEqual(['x.bin']);
    });

    test.each([0o755, 0o600, 0o666])(
      'may be read and run by the same people once it is saved (mode %o)',
      async (mode) => {
        const file = join(root, 'run.sh');
        await writeFile(file, 'true\n');
        await chmod(file, mode);
        expect((await put('run.sh', 'false\n')).status).toBe(200);
        expect((await stat(file)).mode & 0o777).toBe(mode);
      },
    );

    test('is not replaced by a new file of its name', async () => {
      expect((await put('analysis/notes.txt', '', { 'if-none-match': '*' })).status).toBe(412);
      expect(await readFile(join(root, 'analysis', 'notes.txt'), 'utf8')).toBe('Überlegungen\n');
    });

    test('that is huge is shown to its first MiB, and not edited', async () => {
      await writeFile(join(root, 'huge.log'), `${'ä'.repeat(600_000)}the end`);
      const text = await page('huge.log', '&as=edit');
      expect(text).toContain('The first 1.0 MiB are shown');
      expect(text.length).toBeLessThan(600_000);
      expect(text).not.toContain('the end');
      expect(text).not.toContain('<textarea');
    });

    test('that is none is offered for download only', async () => {
      await writeFile(join(root, 'x.bin'), Buffer.from([0, 255]));
      await writeFile(join(root, 'sparse.bin'), '');
      await truncate(join(root, 'sparse.bin'), 2 ** 40);
      for (const name of ['x.bin', 'sparse.bin']) expect(await page(name)).toContain('This is not a text.');
      const response = await call(of('download', 'x.bin'));
      expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255]));
    });
  });

  describe('what is downloaded', () => {
    test('is never shown in place', async () => {
      await writeFile(join(root, "ö's.html"), '<script>alert(1)</script>');
      const { headers } = await call(of('download', "ö's.html"));
      expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%B6%27s.html");
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    test('is all of /work as one archive, where links stay links', async () => {
      await symlink(join(directory, 'secret.txt'), join(root, 'link.txt'));
      const response = await call('/archive');
      expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''work.tar.gz");
      const found = new Map<string, string>();
      const files = extract();
      files.on('entry', ({ name, type, linkname }, stream, next) => {
        let text = '';
        stream.on('data', (part) => (text += String(part)));
        stream.on('end', () => {
          found.set(name, type === 'file' ? text : `${String(type)} ${linkname ?? ''}`.trim());
          next();
        });
      });
      const unzipped = createGunzip();
      unzipped.pipe(files);
      unzipped.end(Buffer.from(await response.arrayBuffer()));
      await once(files, 'finish');
      expect(Object.fromEntries(found)).toEqual({
        'work/': 'directory',
        'work/analysis/': 'directory',
        'work/analysis/notes.txt': 'Überlegungen\n',
        'work/link.txt': `symlink ${join(directory, 'secret.txt')}`,
      });
    });
  });

  describe('an image', () => {
    test('is in its page, and by itself a document that may do nothing', async () => {
      await writeFile(
        join(root, 'plot.svg'),
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      );
      expect(await page('plot.svg')).toContain('<img src="/raw?path=plot.svg" alt="plot.svg">');
      const { headers } = await call(of('raw', 'plot.svg'));
      expect(headers.get('content-type')).toBe('image/svg+xml');
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    });

    test('is what its name says, and no other file', async () => {
      await writeFile(join(root, 'page.html'), '<script>alert(1)</script>');
      expect((await call(of('raw', 'page.html'))).status).toBe(415);
    });
  });

  describe('Markdown', () => {
    const markdown = async (text: string) => {
      await writeFile(join(root, 'analysis', 'README.md'), text);
      const [, rendered] = (await page('analysis/README.md')).split('<div class="rendered">');
      if (rendered === undefined) throw new Error('It is not rendered.');
      return rendered;
    };

    test('is shown as it is meant to look, under the name of its file, and as it is written', async () => {
      expect(await markdown('# Flights\n\n| a | b |\n|---|--:|\n| 1 | **2** |\n')).toContain('<h2>Flights</h2>');
      expect(await page('analysis/README.md', '&as=source')).toContain('# Flights');
    });

    test('leads to other files of /work, and shows its images', async () => {
      const text = await markdown(
        '[notes](notes.txt) [up](../x%20y.md#part) [top](/z.md) [out](../../../q) ![Plot](p.png)',
      );
      for (const part of [
        '<a href="/?path=analysis/notes.txt">notes</a>',
        '<a href="/?path=x%20y.md">up</a>',
        '<a href="/?path=z.md">top</a>',
        '<a href="/?path=q">out</a>',
        '<img alt="Plot" src="/raw?path=analysis/p.png" />',
      ])
        expect(text).toContain(part);
    });

    test('loads nothing from elsewhere', async () => {
      const text = await markdown('![Badge](https://example.org/badge.svg) <img src="//example.org/x.png" alt="y">');
      expect(text).toContain(
        '<a href="https://example.org/badge.svg" target="_blank" rel="noopener noreferrer">Badge</a>',
      );
      expect(text.split('<script nonce')[0]).not.toContain('<img');
    });

    test.each([
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg onload=alert(1)></svg>',
      '<iframe src="javascript:alert(1)"></iframe>',
      '<a href="javascript:alert(1)">x</a>',
      '<a href="java&#10;script:alert(1)">x</a>',
      '<a href=" javascript:alert(1)">x</a>',
      '[x](<data:text/html,alert(1)>)',
      '<form action="/api/shutdown" method="post"><button id="save">x</button></form>',
      '<style>body{display:none}</style><p style="position:fixed" id="text" class="button">x</p>',
      '<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=//example.org">',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    ])('runs and styles nothing: %s', async (text) => {
      const content = (await markdown(text)).split('<p id="message"')[0] ?? '';
      expect(content).not.toMatch(
        /<(script|style|svg|iframe|form|button|base|meta|math)|\son\w+=|style=|\sid=|class=/i,
      );
      expect(content).not.toMatch(/(href|src)="\s*(java|data:text)/i);
    });
  });

  describe('a notebook', () => {
    const output = (data: object) => ({ output_type: 'display_data', data, metadata: {} });
    const notebook = (...outputs: object[]) =>
      JSON.stringify({
        ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
        cells: [
          { cell_type: 'markdown', source: ['# Title\n', '<script>alert(1)</script>'] },
          { cell_type: 'code', execution_count: 7, source: 'print("<b>")', outputs },
        ],
      });
    const rendered = async (json: string) => {
      await writeFile(join(root, 'n.ipynb'), json);
      return page('n.ipynb');
    };

    test('is shown with its cells and what they gave', async () => {
      const text = await rendered(
        notebook(
          { output_type: 'stream', name: 'stdout', text: ['<b>\n'] },
          output({ 'image/png': 'aGk=\n', 'text/plain': 'Figure' }),
          output({ 'text/html': ['<table><tr><td>1</td></tr></table><script>alert(2)</script>'], 'text/plain': '1' }),
          { output_type: 'error', ename: 'E', evalue: 'x', traceback: ['\u001b[31mE\u001b[0m: x'] },
          { output_type: 'unheard-of' },
        ),
      );
      for (const part of [
        '<h2>Title</h2>',
        'In [7]',
        'print(&quot;&lt;b&gt;&quot;)',
        'src="data:image/png;base64,aGk="',
        '<td>1</td>',
        '>E: x</pre>',
        'of a kind that is not shown here',
      ])
        expect(text).toContain(part);
      expect(text).not.toMatch(/alert/);
    });

    test('that is none is shown as text', async () => {
      for (const json of ['{"nbformat":3}', '[', 'null'])
        expect(await rendered(json)).toContain(`<pre>${json.replaceAll('"', '&quot;')}</pre>`);
    });

    test('is downloaded as it is', async () => {
      await rendered(notebook());
      expect(await shown(of('download', 'n.ipynb'))).toBe(notebook());
    });
  });

  test.each(['../secret.txt', 'analysis/../../secret.txt', '..', './x', 'a\0b'])(
    'refuses the path %j to read or write',
    async (path) => {
      for (const what of ['', 'raw', 'download'])
        expect((await call(of(what, path))).status).toBeGreaterThanOrEqual(400);
      expect((await put(path, 'x')).status).toBe(400);
      expect(await readFile(join(directory, 'secret.txt'), 'utf8')).toBe('secret');
    },
  );

  test('follows no link out of /work, to read or write', async () => {
    await symlink(directory, join(root, 'out'));
    await symlink(join(directory, 'secret.txt'), join(root, 'link.txt'));
    await symlink(join(directory, 'secret.txt'), join(root, 'link.png'));
    for (const path of ['out/secret.txt', 'link.txt']) {
      for (const what of ['', 'download']) expect((await call(of(what, path))).status).toBe(400);
      expect((await put(path, 'x')).status).toBe(400);
    }
    expect((await call(of('raw', 'link.png'))).status).toBe(400);
    expect((await call(of('', 'out'))).status).toBe(400);
    expect((await put('out/new.txt', 'x')).status).toBe(400);
    expect(await readFile(join(directory, 'secret.txt'), 'utf8')).toBe('secret');
    expect(await readdir(directory)).toEqual(['secret.txt', 'work']);
  });

  test('replaces a link that leads nowhere, instead of making a file where it points', async () => {
    await symlink(join(directory, 'elsewhere.txt'), join(root, 'dangling.txt'));
    expect((await put('dangling.txt', 'x')).status).toBe(200);
    expect(await readdir(directory)).toEqual(['secret.txt', 'work']);
  });

  test('follows a link within /work', async () => {
    await symlink('analysis/notes.txt', join(root, 'notes.txt'));
    expect(await page('notes.txt')).toContain('Überlegungen');
  });

  test('answers nothing without the token', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'token wrong' },
      { authorization: 'Bearer right' },
    ];
    for (const headers of strangers) {
      for (const path of ['/', '/api/status', '/archive', of('raw', '')])
        expect((await call(path, { headers })).status).toBe(403);
    }
  });

  test('changes nothing that another site makes a browser send', async () => {
    const headers = { authorization: 'token right' };
    expect((await call('/api/shutdown', { method: 'POST', headers })).status).toBe(403);
    expect((await call(of('api/file', 'x'), { method: 'PUT', headers, body: 'x' })).status).toBe(403);
    expect(program.exitCode).toBeNull();
  });

  test('shuts down when asked', async () => {
    const exited = once(program, 'exit');
    expect((await call('/api/shutdown', { method: 'POST' })).status).toBe(200);
    expect(await exited).toEqual([0, null]);
  });
});
