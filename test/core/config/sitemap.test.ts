/** What a sitemap may look like, and what is refused: each refusal says what the file is and what to do. */
import { describe, expect, it } from 'vitest';
import { listedPages } from '#core/config/listed-pages';
import { MAX_SITEMAP_ENTRIES, readSitemap } from '#core/config/sitemap';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readSitemap(bytes(text));
const pages = (...entries: readonly string[]) => ({ kind: 'pages', entries });
const NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const one = (loc: string) => `<urlset ${NS}><url><loc>${loc}</loc></url></urlset>`;

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const whole = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let at = 0; at < whole.length; at++) view.setUint16(at * 2, whole.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('a sitemap is read', () => {
  it.each([
    [
      'with a namespace prefix',
      `<sm:urlset xmlns:sm="x"><sm:url><sm:loc>https://a.example/p</sm:loc></sm:url></sm:urlset>`,
    ],
    ['with CDATA', one('<![CDATA[https://a.example/p]]>')],
    ['with CDATA between text', one('https://a.example<![CDATA[/p]]>')],
    ['with characters by number', one('https://a.example&#47;&#x70;')],
    ['with a byte order mark', `\ufeff<?xml version="1.0"?>${one('https://a.example/p')}`],
    [
      'with comments, a style sheet and line breaks',
      `<?xml version="1.0"?><?xml-stylesheet href="a>b"?><!-- <loc>x</loc> -->\n${one('\n  https://a.example/p\n')}<!-- > -->`,
    ],
    [
      'with attributes that hold a bracket',
      `<urlset ${NS} a="x>y" b='>'><url c=">"><loc >https://a.example/p</loc ></url></urlset>`,
    ],
    [
      'with the loc of images, videos and other languages beside',
      `<urlset ${NS}><url><image:image><image:loc>https://a.example/i.png</image:loc></image:image><loc>https://a.example/p</loc><xhtml:link href="https://a.example/de"/><video:video><loc>https://a.example/v</loc></video:video></url></urlset>`,
    ],
    ['as a text', 'https://a.example/p'],
    ['as a text with a byte order mark and empty lines', '\ufeff\r\nhttps://a.example/p\r\n\r\n'],
  ])('%s', (_how, text) => {
    expect(read(text)).toEqual(pages('https://a.example/p'));
  });

  it('with the five entities, and with the text of any other as it is written', () => {
    expect(read(one('https://a.example/?a=1&amp;b=&lt;&gt;&quot;&apos;&nbsp;&#1114112;'))).toEqual(
      pages(`https://a.example/?a=1&b=<>"'&nbsp;&#1114112;`),
    );
  });

  it.each([
    ['little-endian with a mark', true, true],
    ['big-endian with a mark', false, true],
    ['little-endian without one', true, false],
    ['big-endian without one', false, false],
  ])('in UTF-16, %s', (_how, littleEndian, mark) => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?>${one('https://a.example/\u00e9')}`;
    expect(readSitemap(utf16(xml, littleEndian, mark))).toEqual(pages('https://a.example/\u00e9'));
  });

  it('in the encoding that it declares', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${one('https://a.example/\u00e9')}`;
    expect(readSitemap(Uint8Array.from(xml, (letter) => letter.charCodeAt(0)))).toEqual(
      pages('https://a.example/\u00e9'),
    );
  });

  it('as an index of sitemaps, with and without a prefix', () => {
    const index = { kind: 'index', entries: ['https://a.example/b.xml'] };
    expect(
      read(`<sitemapindex ${NS}><sitemap><loc>https://a.example/b.xml</loc></sitemap></sitemapindex>`),
    ).toEqual(index);
    expect(
      read(
        '<s:sitemapindex xmlns:s="x"><s:sitemap><s:loc>https://a.example/b.xml</s:loc></s:sitemap></s:sitemapindex>',
      ),
    ).toEqual(index);
  });

  it('with as many entries as sitemaps.org allows, and refused with one more', () => {
    const lines = Array.from({ length: MAX_SITEMAP_ENTRIES }, (_, at) => `https://a.example/${at}`);
    expect(read(lines.join('\n'))).toMatchObject({ kind: 'pages' });
    expect(read([...lines, '/x'].join('\n'))).toMatchObject({ problem: expect.stringContaining('split it') });
  });
});

describe('a sitemap is refused', () => {
  it.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['<rss version="2.0"><channel/></rss>', 'is an RSS feed'],
    ['<rdf:RDF xmlns:rdf="x"></rdf:RDF>', 'is an RSS feed'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'is an Atom feed'],
    ['<!DOCTYPE html><html><head><meta charset=utf-8>', 'is a web page'],
    ['<!doctype html>\n<HTML lang=en>', 'is a web page'],
    ['<note/>', 'is XML, but no sitemap'],
    ['{"pages": []}', 'is no sitemap'],
    ['about\ncontact', 'is no sitemap'],
    [`<urlset ${NS}><url><loc>https://a.example/p</loc></url>`, 'is cut off'],
    [`<urlset ${NS}><url><loc>https://a.example/p</url></urlset>`, 'not well-formed'],
    [one('https://a.example/p') + one('https://a.example/q'), 'not well-formed'],
    ['<urlset><url><loc>https://a.example/p</loc></url><ur', 'is cut off'],
    ['\u0000\u0001binary', 'is not text'],
    ['<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>', 'not well-formed'],
  ])('%j: %s', (text, problem) => {
    expect(read(text)).toEqual({ kind: 'refused', problem: expect.stringContaining(problem) });
  });

  it('where its bytes are no text of its encoding', () => {
    expect(readSitemap(Uint8Array.of(0x3c, 0x61, 0xff, 0x3e))).toMatchObject({ kind: 'refused' });
    expect(read('<?xml version="1.0" encoding="klingon"?><urlset/>')).toMatchObject({ kind: 'refused' });
  });
});

describe('the pages of a sitemap', () => {
  const site = { hosts: ['www.example.com', 'localhost:8080'], keepParameters: [] };

  it("are the decoded paths of the site's hosts, each once; the rest is counted", () => {
    expect(
      listedPages(
        [
          'https://www.example.com/',
          'HTTPS://WWW.EXAMPLE.COM/caf%C3%A9?a=1',
          'https://other.example/x',
          'http://localhost:8080/y',
          '/y',
          '//other.example/z',
          'nonsense',
          'mailto:a@b.example',
        ],
        site,
      ),
    ).toEqual({ paths: ['/', '/caf\u00e9', '/y'], otherHosts: 1, masked: 0, unreadable: 3 });
  });
});
