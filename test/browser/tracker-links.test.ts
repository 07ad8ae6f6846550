/** Links to other hosts and to files, on pages whose names hide what the browser provides, too. */
import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { trackedPage } from './tracked.ts';

const STAY = `<script>addEventListener('click', (event) => event.preventDefault())</script>`;
const CYRILLIC = '\u043f\u0440\u0430\u0439\u0441'.repeat(8);

describe.skipIf(CHROMIUM === undefined)('a link', () => {
  const tracked = trackedPage();
  const { open, run, settled, actions } = tracked;
  const clicked = async (html: string, ...selectors: readonly string[]) => {
    tracked.site.page('/links/page', html + STAY);
    await open('/links/page');
    for (const selector of selectors) await tracked.page.click(selector);
    await settled();
    return actions();
  };

  it.each([
    ['a field named hostname', '<form><input name="hostname"><button id=b type=button>b</button></form>'],
    ['an element with the id hostname', '<div id="hostname">h</div><button id=b>b</button>'],
    ['a variable hostname', '<script>var hostname = "db1"</script><button id=b>b</button>'],
    [
      'variables with the names of properties',
      '<script>var href = "https://x.example/a.pdf", localName = "a", pathname = "/x.pdf"</script>' +
        '<button id=b>b</button>',
    ],
    [
      'fields with the names of properties',
      '<form name="a"><input name="href"><input name="localName"><input name="button">' +
        '<button id=b type=button>b</button></form>',
    ],
  ])('is only what is one, on a page with %s', async (_what, html) => {
    expect(
      await clicked(`${html}<a id=out href="https://elsewhere.example/">out</a>`, '#b', '#out', 'body'),
    ).toEqual([['outbound', { host: 'elsewhere.example' }]]);
  });

  it('counts on a page whose forms and variables have the names of what the browser provides', async () => {
    const names = [
      'referrer',
      'location',
      'hidden',
      'prerendering_',
      'visibilityState',
      'title',
      'navigator',
    ];
    const forms = names.map((name) => `<form name="${name}"></form><div id="${name}"></div>`).join('');
    tracked.site.page('/clobbered', `${forms}<a id=out href="https://elsewhere.example/">out</a>${STAY}`, {
      head:
        '<script>var performance = [1], screen = "x", navigation = {}, origin = ""</script>' +
        '<script>var status = "s", length = 3</script>',
    });
    await tracked.page.goto(`${tracked.site.url}/clobbered`, { referer: 'https://search.example/' });
    await tracked.page.click('#out');
    await settled();
    expect(tracked.site.received[0]?.event).toMatchObject({
      name: 'pageview',
      url: `${tracked.site.url}/clobbered`,
      referrer: 'https://search.example/',
    });
    expect(actions()).toEqual([['outbound', { host: 'elsewhere.example' }]]);
  });

  it('counts in drawings, with both names of its address, and in maps', async () => {
    expect(
      await clicked(
        `<base href="/files/"><svg width=300 height=90><a xlink:href="https://one.example/x"><text id=one y=20>one</text></a>
         <a href="plan.pdf"><text id=two y=50>two</text></a><a><text id=three y=80>three</text></a></svg>
         <img usemap="#m" width=50 height=50 src="data:,"><map name=m><area id=area shape=default href="https://area.example/" alt=a></map>`,
        '#one',
        '#two',
        '#three',
        'img',
      ),
    ).toEqual([
      ['outbound', { host: 'one.example' }],
      ['download', { file: '/files/plan.pdf' }],
      ['outbound', { host: 'area.example' }],
    ]);
  });

  it('to a file is named as people read it: decoded, or as it is where it cannot be', async () => {
    expect(
      await clicked(
        `<a id=a href="/${encodeURI(CYRILLIC)}.pdf">a</a> <a id=b href="/Pr%E4mie%2Fx.pdf">b</a> <a id=c href="/a%2Fb%20c.pdf?x#y">c</a>`,
        '#a',
        '#b',
        '#c',
      ),
    ).toEqual([
      ['download', { file: `/${CYRILLIC}.pdf` }],
      ['download', { file: '/Pr%E4mie%2Fx.pdf' }],
      ['download', { file: '/a%2Fb c.pdf' }],
    ]);
  });

  it('counts once however it is opened, and not where only its menu is', async () => {
    tracked.site.page(
      '/ways',
      '<a id=tab target=_blank href="/files/a.pdf">a</a> <a id=plain href="/files/b.pdf">b</a> ' +
        '<a id=named download href="/export?id=7">c</a>',
    );
    await open('/ways');
    await tracked.page.click('#tab');
    await tracked.page.click('#plain', { button: 'middle' });
    await tracked.page.click('#plain', { modifiers: ['ControlOrMeta'] });
    await tracked.page.click('#plain', { modifiers: ['Shift'] });
    await tracked.page.click('#plain', { button: 'right' });
    await run(
      `document.querySelector('#named').addEventListener('click', (event) => event.preventDefault())`,
    );
    await tracked.page.focus('#named');
    await tracked.page.keyboard.press('Enter');
    await settled();
    expect(actions()).toEqual([
      ['download', { file: '/files/a.pdf' }],
      ['download', { file: '/files/b.pdf' }],
      ['download', { file: '/files/b.pdf' }],
      ['download', { file: '/files/b.pdf' }],
      ['download', { file: '/export' }],
    ]);
  });

  it('that leads to no page of the web, or nowhere, is none', async () => {
    const targets = [
      'mailto:a@b.example',
      'tel:+4912345',
      'whatsapp://send?text=x',
      'javascript:void 0',
      'blob:https://x.example/1',
      'data:text/plain,x.pdf',
      'http://',
      'https://[',
      '',
    ];
    const links = targets.map((target, n) => `<a id=l${n} href="${target}">link</a> `).join('');
    const drawn = '<svg width=90 height=30><a href="http://"><text id=drawn y=20>drawn</text></a></svg>';
    expect(await clicked(links + drawn, ...targets.map((_target, n) => `#l${n}`), '#drawn')).toEqual([]);
  });
});
