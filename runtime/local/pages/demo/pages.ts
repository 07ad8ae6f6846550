/** The demo site's pages: a small shop for microscopes and telescopes. */
import { html } from 'hono/html';
import type { DemoPage } from './layout.ts';
import { offers } from './offers.ts';
import { POSTS } from './posts.ts';
import { MICROSCOPES, TELESCOPES, type Product } from './products.ts';

const card = (item: Product) =>
  html`<li><a class="card" href="${item.path}"><img src="/demo/${item.art}.svg" alt="" width="96" height="96"><strong>${item.name}</strong><span>${item.line}</span><span class="price">${item.price} EUR</span></a></li>`;
const cards = (list: readonly Product[]) => html`<ul class="cards">${list.map(card)}</ul>`;
const posts = () =>
  html`<ul class="posts">${POSTS.map((post) => html`<li><a href="${post.path}"><strong>${post.title}</strong><span>${post.line}</span></a></li>`)}</ul>`;

function product(item: Product, kind: string, back: string): DemoPage {
  return {
    title: item.name,
    description: item.line,
    body: html`<p class="crumbs"><a href="${back}">${kind}</a></p>
<article class="product"><img src="/demo/${item.art}.svg" alt="" width="220" height="220">
<div><h1>${item.name}</h1><p class="lead">${item.line}</p>
<table><caption>Key figures</caption><tbody>${item.facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
<p class="price">${item.price} EUR</p>
<p><button type="button" data-event="inquiry" data-value="${item.price.replace(',', '')}">Ask for an offer</button> <a class="quiet" href="/demo/catalogue.pdf" download>Catalogue (PDF)</a></p></div></article>
<h2>Good to know</h2>
<p>Every instrument is checked on an optical bench before it leaves. The protocol is in the box, with the name of whoever signed it.</p>
<p>Send it back within thirty days if it is not for you; we pay the parcel.</p>`,
  };
}

/** Pages by path: those of DEMO_CONFIG's published list. */
export const DEMO_PAGES: ReadonlyMap<string, DemoPage> = new Map<string, DemoPage>([
  [
    '/demo/',
    {
      title: 'Small worlds, far worlds',
      description: 'Microscopes and telescopes for people who look closely.',
      body: (
        demand,
      ) => html`<section class="hero"><h1>Small worlds, far worlds</h1><p class="lead">Microscopes and telescopes for people who look closely. Built to be repaired.</p>
<p><a class="button" href="/demo/products/">See the instruments</a> <a class="quiet" href="/demo/workshop">Come to a workshop</a></p></section>
${offers(demand)}
<h2>From the blog</h2>${posts()}`,
    },
  ],
  [
    '/demo/products/',
    {
      title: 'Instruments',
      description: 'All microscopes and telescopes.',
      body: html`<h1>Instruments</h1><p class="lead">Not sure? <a href="/demo/products/finder">The finder asks two questions.</a></p><h2 id="microscopes">Microscopes</h2>${cards(MICROSCOPES)}<h2 id="telescopes">Telescopes</h2>${cards(TELESCOPES)}`,
    },
  ],
  [
    '/demo/products/microscopes',
    {
      title: 'Microscopes',
      description: 'Three microscopes.',
      body: html`<h1>Microscopes</h1><p class="lead">From the coat pocket to the laboratory.</p>${cards(MICROSCOPES)}`,
    },
  ],
  [
    '/demo/products/telescopes',
    {
      title: 'Telescopes',
      description: 'Two telescopes.',
      body: html`<h1>Telescopes</h1><p class="lead">One to carry, one to stay up for.</p>${cards(TELESCOPES)}`,
    },
  ],
  ...MICROSCOPES.map(
    (item) => [item.path, product(item, 'Microscopes', '/demo/products/microscopes')] as const,
  ),
  ...TELESCOPES.map((item) => [item.path, product(item, 'Telescopes', '/demo/products/telescopes')] as const),
  ...['/demo/products/finder', '/demo/products/finder/near', '/demo/products/finder/far'].map(
    (path) =>
      [
        path,
        {
          title: 'Finder',
          description: 'Two questions to the right instrument.',
          body: html`<h1>Finder</h1><p class="lead">A single-page application in miniature: the steps change the address without loading a page, and each is counted as a view.</p>
<div id="finder" data-step="${path}">
<section data-path="/demo/products/finder"><h2>What would you look at?</h2><p><a class="button" data-spa href="/demo/products/finder/near">Something near and small</a> <a class="button" data-spa href="/demo/products/finder/far">Something far and large</a></p></section>
<section data-path="/demo/products/finder/near"><h2>Near and small</h2><p>Then a microscope.</p>${cards(MICROSCOPES.slice(0, 2))}<p><a data-spa href="/demo/products/finder">Start again</a></p></section>
<section data-path="/demo/products/finder/far"><h2>Far and large</h2><p>Then a telescope.</p>${cards(TELESCOPES)}<p><a data-spa href="/demo/products/finder">Start again</a></p></section>
</div>`,
        },
      ] as const,
  ),
  [
    '/demo/blog/',
    {
      title: 'Blog',
      description: 'Notes from the bench and the hill.',
      body: html`<h1>Blog</h1><p class="lead">Notes from the bench and the hill.</p>${posts()}`,
    },
  ],
  ...POSTS.map(
    (post) =>
      [
        post.path,
        {
          title: post.title,
          description: post.line,
          body: html`<p class="crumbs"><a href="/demo/blog/">Blog</a></p><article><h1>${post.title}</h1><p class="lead">${post.line}</p>${post.text.map((text) => html`<p>${text}</p>`)}</article><h2>Read on</h2>${posts()}`,
        },
      ] as const,
  ),
  [
    '/demo/workshop',
    {
      title: 'Workshop',
      description: 'Saturdays, ten to four.',
      body: html`<h1>Workshop</h1><p class="lead">Saturdays, ten to four: bring an instrument, leave with one that is aligned.</p>
<form class="panel" id="signup"><fieldset><legend>Your place</legend>
<label><input type="radio" name="plan" value="free" checked> Look over a shoulder (free)</label>
<label><input type="radio" name="plan" value="pro"> Own bench and tools (45 EUR)</label></fieldset>
<button type="submit">Sign up</button> <output id="signup-state"></output>
<p class="hint">The form asks for no name and goes nowhere: it counts one sign-up and which kind.</p></form>`,
    },
  ],
  [
    '/demo/about',
    {
      title: 'About',
      description: 'Who we are not.',
      body: html`<h1>About</h1><p class="lead">There is no shop. There is a collector behind this page, and it counts heads, never faces.</p>
<p>For real instruments, ask your museum: the <a href="https://www.deutsches-museum.de/en">Deutsches Museum</a> shows some fine ones. (An outbound link: its host is counted, not where on it you went.)</p>
<p>Our <a href="/demo/catalogue.pdf" download>catalogue as a PDF</a> counts as a download; <a href="/demo/no-such-page">this link</a> leads nowhere.</p>`,
    },
  ],
]);

/** The page for unknown paths; `data-missing` makes the demo script report it. */
export const NOT_FOUND: DemoPage = {
  title: 'Not found',
  description: 'There is no such page.',
  body: html`<div data-missing><h1>Out of focus</h1><p class="lead">There is no page here. <a href="/demo/">Back to the start.</a></p></div>`,
};
