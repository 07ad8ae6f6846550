/**
 * The sections of a report page from the places that tables declare, the same inside and released. They may not work
 * out nor draw a figure.
 */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import { SECTIONS, type SectionPlace } from '#core/report/table-place';
import type { Html } from './figures.ts';
import type { Section } from './page-skeleton.ts';
import { rankingLook, type RankingLook } from './ranking-look.ts';
import { foundTables, type Found, type PageRequest } from './report-page.ts';

type Made = Html | Promise<Html>;
type Drawer<R extends ReportData> = (found: Found<R>, request: PageRequest<R>) => Made;

/** A drawer for each look: exact inside, with intervals released. */
export interface Drawers<R extends ReportData> extends Readonly<
  Record<Exclude<SectionPlace['look'], 'ranking' | 'by_country'>, Drawer<R>>
> {
  readonly ranking: (found: Found<R>, request: PageRequest<R>, look: RankingLook) => Made;
  readonly by_country: (
    found: Found<R>,
    request: PageRequest<R>,
    look: { readonly title: string; readonly corner: string },
  ) => Made;
}

interface Part {
  readonly body: Awaited<Html>;
  readonly half: boolean;
}

/** The sections that have something to say about the tables asked for. */
export async function sections<R extends ReportData>(
  request: PageRequest<R>,
  draw: Drawers<R>,
): Promise<readonly Section[]> {
  const placed = foundTables(request).flatMap((found) => {
    const { place } = found.declared;
    return place.section === 'head' ? [] : [{ found, place }];
  });
  const made = await Promise.all(
    SECTIONS.map(async ({ id, title }) => {
      const mine = placed
        .filter(({ place }) => place.section === id)
        .toSorted((a, b) => a.place.position - b.place.position);
      const parts = await Promise.all(mine.map(({ found, place }) => drawPart(found, place, request, draw)));
      return { id, title, body: await html`${pairHalves(parts)}` };
    }),
  );
  return made.filter(({ body }) => String(body) !== '');
}

async function drawPart<R extends ReportData>(
  found: Found<R>,
  place: SectionPlace,
  request: PageRequest<R>,
  draw: Drawers<R>,
): Promise<Part> {
  const title = place.heading ?? found.declared.title;
  if (place.look === 'ranking')
    return {
      body: await draw.ranking(found, request, rankingLook(place, title)),
      half: place.half === true,
    };
  if (place.look === 'by_country')
    return { body: await draw.by_country(found, request, { title, corner: place.corner }), half: false };
  return { body: await draw[place.look](found, request), half: false };
}

/** Halves that follow each other stand two beside each other, those that are empty left out. */
function pairHalves(parts: readonly Part[]): readonly Html[] {
  const bodies: Html[] = [];
  let left: Awaited<Html> | undefined;
  const flush = () => {
    if (left !== undefined) bodies.push(html`<div class="pair">${left}</div>`);
    left = undefined;
  };
  for (const { body, half } of parts) {
    if (!half) {
      flush();
      bodies.push(body);
    } else if (String(body) !== '') {
      if (left === undefined) left = body;
      else {
        bodies.push(html`<div class="pair">${[left, body]}</div>`);
        left = undefined;
      }
    }
  }
  flush();
  return bodies;
}
