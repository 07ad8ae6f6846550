/**
 * The skeleton of every page of reports: head, contents, sections, foot. It may not load a script or anything from
 * elsewhere.
 */
import { html, raw } from 'hono/html';
import { groupRuns } from '#core/report/period';
import { formatDayRuns } from '#core/report/period-title';
import type { ReportData } from '#core/report/report';
import type { Html } from './figures.ts';
import { SIMULATED_BAND, SIMULATED_STYLE } from './simulated-band.ts';
import { STYLE } from './style.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface PageParts {
  /** Title of the window. */
  readonly title: string;
  readonly kicker: string;
  readonly heading: string;
  readonly subheading?: string;
  readonly state?: Html;
  /** Above all else. */
  readonly banner?: Html;
  /** Between the head and the contents. */
  readonly lead: Html;
  readonly sections: readonly Section[];
  readonly foot: Html;
  /** Rules on top of the common ones. */
  readonly style?: string;
  /** Whether search engines are asked not to index the page. */
  readonly unlisted?: true;
  /** Further meta data, by name. @default none */
  readonly meta?: Readonly<Record<string, string>>;
  /** Whether the visitors are simulated: the page says so. @default false */
  readonly simulated?: boolean;
}

/** Renders the whole page as text. */
export async function pageOf(parts: PageParts): Promise<string> {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
${
  parts.unlisted === true
    ? html`<meta name="robots" content="noindex">
`
    : ''
}${Object.entries(parts.meta ?? {}).map(
    ([name, content]) => html`<meta name="${name}" content="${content}">
`,
  )}<title>${parts.title}${parts.simulated === true ? ' (SIMULATED)' : ''}</title>
<style>${raw(STYLE)}${raw(parts.style ?? '')}${parts.simulated === true ? raw(SIMULATED_STYLE) : ''}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the figures</a>
${parts.banner ?? ''}${parts.simulated === true ? SIMULATED_BAND : ''}
<header>
<p class="kicker">${parts.kicker}</p>
<h1>${parts.heading}</h1>
${parts.subheading === undefined ? '' : html`<p class="period">${parts.subheading}</p>`}
${parts.state ?? ''}
</header>
<main id="content">
${parts.lead}
<nav aria-label="Sections"><ol>${parts.sections.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ol></nav>
${parts.sections.map((part) => html`<section id="${part.id}" aria-labelledby="${part.id}-title"><h2 id="${part.id}-title">${part.title}</h2>${part.body}</section>`)}
</main>
<footer>${parts.foot}</footer>
</body>
</html>
`;
  return String(await page);
}

/** States when an unsealed day was counted; undefined of other reports. */
function unsealedLine({ unsealed, from }: ReportData): Html | undefined {
  if (unsealed === undefined) return undefined;
  const hour = (at: number) => `${String(at % 24).padStart(2, '0')}:00`;
  return html`<p class="state"><span class="badge partial">Not sealed</span> <time>${from}</time> so far, counted on <time>${unsealed.day}</time> between ${hour(unsealed.hour)} and ${hour(unsealed.hour + 1)}: figures may still grow</p>`;
}

/** States whether the period is complete, and which days are missing; `presence` is `sealed` or `released`. */
export function stateLine(report: ReportData, presence: string): Html {
  const { state, days, from, to } = report;
  const unsealed = unsealedLine(report);
  if (unsealed !== undefined) return unsealed;
  if (state === 'complete')
    return html`<p class="state"><span class="badge">Complete</span> ${days.asked === 1 ? html`1 day, <time>${from}</time>` : html`${days.asked} days, <time>${from}</time> to <time>${to}</time>`}${doubledSentence(report)}</p>`;
  return html`<p class="state"><span class="badge partial">Partial</span> ${days.sealed} of ${days.asked} days are ${presence}; missing: ${formatDayRuns(groupRuns(days.missing))}${doubledSentence(report)}</p>`;
}

/** Says which days are left out, or may count a visitor twice, since two salts made their visitors. */
function doubledSentence({ days: { doubled = [] }, inside }: ReportData): Html {
  if (doubled.length === 0) return html``;
  const runs = formatDayRuns(groupRuns(doubled));
  return inside
    ? html`. Of ${runs} two imports, or an import and the collector, brought visitors under different keys: one of them may count twice`
    : html`. Left out: ${runs}, of which two imports, or an import and the collector, brought visitors under different keys: one of them could count twice, and the noise is made for once`;
}
