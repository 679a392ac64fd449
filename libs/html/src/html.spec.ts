import { expect, test } from 'vitest';
import { Html, html } from './html.js';

test('what is not HTML already becomes text, also between the quotes of an attribute', () => {
  const name = `"><script>alert('&')</script>`;
  const text = '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;';
  expect(html`<a title="${name}">${name}</a>`.text).toBe(`<a title="${text}">${text}</a>`);
});

test('what is HTML already stays as it is, one or several; numbers are shown, and what is not there is nothing', () => {
  const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
  const shown = html`<ul>${items}</ul>${new Html('<hr>')}${0}${undefined}`;
  expect(shown.text).toBe('<ul><li>a</li><li>b</li></ul><hr>0');
});
