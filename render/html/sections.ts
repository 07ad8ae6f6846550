/** Arranges tables into the sections of a page by their declared places, the same for inside and released reports. */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import { SECTIONS, type SectionPlace } from '#core/report/table-place';
import type { Html } from './figures.ts';
import type { Section } from './page-skeleton.ts';
import { rankingLook, type RankingLook } from './ranking-look.ts';
import { listTables, type TableEntry, type PageRequest } from './report-page.ts';

type HtmlResult = Html | Promise<Html>;
type Renderer<R extends ReportData> = (entry: TableEntry<R>, request: PageRequest<R>) => HtmlResult;

/** One renderer per look: exact for inside reports, with intervals for released ones. */
export interface Renderers<R extends ReportData> extends Readonly<
  Record<Exclude<SectionPlace['look'], 'ranking' | 'by_country'>, Renderer<R>>
> {
  readonly ranking: (entry: TableEntry<R>, request: PageRequest<R>, look: RankingLook) => HtmlResult;
  readonly by_country: (
    entry: TableEntry<R>,
    request: PageRequest<R>,
    look: { readonly title: string; readonly corner: string },
  ) => HtmlResult;
}

interface Part {
  readonly body: Awaited<Html>;
  readonly half: boolean;
}

/** Renders the sections that are not empty for the requested tables. */
export async function sections<R extends ReportData>(
  request: PageRequest<R>,
  renderers: Renderers<R>,
): Promise<readonly Section[]> {
  const entries = listTables(request).flatMap((entry) => {
    const { place } = entry.definition;
    return place.section === 'head' ? [] : [{ entry, place }];
  });
  const rendered = await Promise.all(
    SECTIONS.map(async ({ id, title }) => {
      const ofSection = entries
        .filter(({ place }) => place.section === id)
        .toSorted((a, b) => a.place.position - b.place.position);
      const parts = await Promise.all(
        ofSection.map(({ entry, place }) => renderPart(entry, place, request, renderers)),
      );
      return { id, title, body: await html`${pairHalves(parts)}` };
    }),
  );
  return rendered.filter(({ body }) => String(body) !== '');
}

async function renderPart<R extends ReportData>(
  entry: TableEntry<R>,
  place: SectionPlace,
  request: PageRequest<R>,
  renderers: Renderers<R>,
): Promise<Part> {
  const title = place.heading ?? entry.definition.title;
  if (place.look === 'ranking')
    return {
      body: await renderers.ranking(entry, request, rankingLook(place, title)),
      half: place.half === true,
    };
  if (place.look === 'by_country')
    return { body: await renderers.by_country(entry, request, { title, corner: place.corner }), half: false };
  return { body: await renderers[place.look](entry, request), half: false };
}

/** Puts consecutive halves side by side and skips empty ones. */
function pairHalves(parts: readonly Part[]): readonly Html[] {
  const bodies: Html[] = [];
  let firstHalf: Awaited<Html> | undefined;
  const flush = () => {
    if (firstHalf !== undefined) bodies.push(html`<div class="pair">${firstHalf}</div>`);
    firstHalf = undefined;
  };
  for (const { body, half } of parts) {
    if (!half) {
      flush();
      bodies.push(body);
    } else if (String(body) !== '') {
      if (firstHalf === undefined) firstHalf = body;
      else {
        bodies.push(html`<div class="pair">${[firstHalf, body]}</div>`);
        firstHalf = undefined;
      }
    }
  }
  flush();
  return bodies;
}
