/**
 * The table of everything that is released, with noise and cost, for docs/privacy.md: from the declarations. It may not
 * hold a figure of its own.
 */
import { PRINTED_DELTA, PROFILES } from '#core/disclosure/profiles';
import {
  CATALOGUE_VERSION,
  costOf,
  releaseCatalogue,
  varianceNumber,
  type TableSpec,
} from '#core/disclosure/release-catalogue';
import { epsilonOf } from '#core/disclosure/zcdp';
import { DEFAULT_BOUNDS, type Fact, type Measure } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';
import { markdownTable } from './markdown-table.ts';

export const BEGIN = '<!-- releases:begin -->';
export const END = '<!-- releases:end -->';

/** Markdown between the two marks; bounds are the defaults, profile by profile. */
export function releaseDocument(): string {
  const of = (profile: 'default' | 'strict') =>
    (['day', 'month'] as const).flatMap((level) =>
      releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES[profile]),
    );
  const [usual, strict] = [of('default'), of('strict')];
  const rows = usual.flatMap((table, at) =>
    table.measures.map((measure, index) => [
      table.level,
      table.name,
      measure.name.replaceAll('_', ' '),
      `${table.l0} × ${each(table, measure.name)}`,
      String(measure.sensitivitySquared),
      rho(measure.nanorho),
      sigma(measure.variance),
      index === 0 && table.threshold !== undefined ? String(table.threshold.least) : '',
      sigma(strict[at]?.measures[index]?.variance ?? measure.variance),
    ]),
  );
  const inside = FACTS.flatMap((fact) =>
    fact.measures
      .filter((measure) => measure.exact !== true && measure.share === 0)
      .map((measure) => `\`${fact.name}.${measure.name}\``),
  );
  return [
    'Generated from the declarations by `npm run generate`; under the default bounds. *L0 × Linf*: ' +
      'most cells one visitor-day touches, and the most it adds to each; Δ²: square of the L2 ' +
      'sensitivity; *T*: noisy count from which a value that was not known before is released.',
    markdownTable(
      ['drawn', 'table', 'figure', 'L0 × Linf', 'Δ²', 'rho', 'sigma', 'T', 'sigma, strict'],
      rows,
    ),
    `Together: rho ${rho(costOf(usual))} a visitor-day and site (epsilon ${epsilonOf(costOf(usual) * 1e-9, PRINTED_DELTA).toFixed(3)} at delta ${PRINTED_DELTA}); strict ${rho(costOf(strict))} (${epsilonOf(costOf(strict) * 1e-9, PRINTED_DELTA).toFixed(3)}).`,
    `Bounded, with a share of 0, and so inside only: ${inside.join(', ')}; and every exact measure.`,
  ].join('\n\n');
}

/** The text of a page with what stands between the marks made anew. */
export function withReleases(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/privacy.md lacks the marks ${BEGIN} and ${END}`);
  return `${page.slice(0, from + BEGIN.length)}\n${releaseDocument()}\n${page.slice(to)}`;
}

/** What a version of the catalogue promises: tables, cells and shares. */
export function declared(): unknown {
  return FACTS.flatMap((fact) =>
    fact.released.map((one) => ({
      fact: fact.name,
      ...one,
      shares: Object.fromEntries(
        fact.measures.flatMap((measure) =>
          measure.share !== 0 && measure.share[one.name] !== undefined
            ? [[measure.name, measure.share[one.name]]]
            : [],
        ),
      ),
    })),
  );
}

/** docs/releases.json with the current version in it; throws where that version was declared otherwise before. */
export function withCatalogue(text: string): string {
  const known = JSON.parse(text) as Record<string, unknown>;
  const [before, now] = [known[CATALOGUE_VERSION], declared()];
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(now))
    throw new Error(
      `what is released has changed, and ${CATALOGUE_VERSION} names what it was: give CATALOGUE_VERSION a new value`,
    );
  return `${JSON.stringify({ ...known, [CATALOGUE_VERSION]: now }, null, 1)}\n`;
}

function each(table: TableSpec, name: string): string {
  const fact: Fact | undefined = FACTS.find((one) => one.name === table.fact);
  const measure: Measure | undefined = fact?.measures.find(
    (one) => (one.releasedAs ?? one.name) === name && one.exact !== true,
  );
  const { linf } = measure ?? {};
  return typeof linf === 'string' && linf !== 'worth_cents'
    ? String(DEFAULT_BOUNDS[linf])
    : String(linf ?? '');
}

const rho = (nanorho: number) => String(Number((nanorho * 1e-9).toFixed(6)));
const sigma = (variance: TableSpec['measures'][number]['variance']) =>
  String(Math.round(Math.sqrt(varianceNumber(variance)) * 10) / 10);
