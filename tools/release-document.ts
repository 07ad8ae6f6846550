/** The table in docs/privacy.md of everything that is released, with noise and cost, derived from the declarations. */
import { personLoss } from '#core/disclosure/person-loss';
import { REPORTED_DELTA, PROFILES } from '#core/disclosure/profiles';
import {
  CATALOGUE_VERSION,
  sumCosts,
  releaseCatalogue,
  varianceNumber,
  type TableSpec,
} from '#core/disclosure/release-catalogue';
import { DEFAULT_BOUNDS, type Fact, type Measure } from '#core/facts/fact';
import { PERSON_DAYS } from '#core/report/release-method';
import { FACTS } from '#queries/facts/catalogue';
import { markdownTable } from './markdown-table.ts';

export const BEGIN = '<!-- releases:begin -->';
export const END = '<!-- releases:end -->';

/** Returns the Markdown between the two marks, with the default bounds, for each profile. */
export function releaseDocument(): string {
  const tablesOf = (profile: 'default' | 'strict') =>
    (['day', 'month'] as const).flatMap((level) =>
      releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES[profile]),
    );
  const [usual, strict] = [tablesOf('default'), tablesOf('strict')];
  const rows = usual.flatMap((table, at) =>
    table.measures.map((measure, index) => [
      table.level,
      table.name,
      measure.name.replaceAll('_', ' '),
      `${table.l0} × ${linfText(table, measure.name)}`,
      String(measure.sensitivitySquared),
      rho(measure.nanorho),
      sigma(measure.variance),
      index === 0 && table.threshold !== undefined ? String(table.threshold.least) : '',
      sigma(strict[at]?.measures[index]?.variance ?? measure.variance),
    ]),
  );
  const insideMeasures = FACTS.flatMap((fact) =>
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
    `Together: rho ${rho(sumCosts(usual))} per visitor-day and site; strict ${rho(sumCosts(strict))}. For one person who comes once on each of so many days of a month, an epsilon and a delta that hold together (the whole delta: that of the conversion, ${REPORTED_DELTA}, and that of the thresholds at the worst spread of the days over names):`,
    markdownTable(
      ['days of the month', 'epsilon', 'delta', 'epsilon, strict', 'delta, strict'],
      PERSON_DAYS.map((days) => [
        String(days),
        ...[usual, strict].flatMap((tables) => guaranteeCells(tables, days)),
      ]),
    ),
    `Bounded, with a share of 0, and so inside only: ${insideMeasures.join(', ')}; and every exact measure.`,
  ].join('\n\n');
}

/** Returns the page with a fresh text between the marks. */
export function insertReleases(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/privacy.md lacks the marks ${BEGIN} and ${END}`);
  return `${page.slice(0, from + BEGIN.length)}\n${releaseDocument()}\n${page.slice(to)}`;
}

/** Returns what a version of the catalogue promises: tables, cells and shares. */
export function releaseDeclarations(): unknown {
  return FACTS.flatMap((fact) =>
    fact.released.map((table) => ({
      fact: fact.name,
      ...table,
      shares: Object.fromEntries(
        fact.measures.flatMap((measure) =>
          measure.share !== 0 && measure.share[table.name] !== undefined
            ? [[measure.name, measure.share[table.name]]]
            : [],
        ),
      ),
    })),
  );
}

/** Returns docs/releases.json including the current version; throws if that version was declared differently before. */
export function insertCatalogue(text: string): string {
  const versions = JSON.parse(text) as Record<string, unknown>;
  const [committed, current] = [versions[CATALOGUE_VERSION], releaseDeclarations()];
  if (committed !== undefined && JSON.stringify(committed) !== JSON.stringify(current))
    throw new Error(
      `what is released has changed, and ${CATALOGUE_VERSION} names what it was: give CATALOGUE_VERSION a new value`,
    );
  return `${JSON.stringify({ ...versions, [CATALOGUE_VERSION]: current }, null, 1)}\n`;
}

function linfText(table: TableSpec, name: string): string {
  const fact: Fact | undefined = FACTS.find((candidate) => candidate.name === table.fact);
  const measure: Measure | undefined = fact?.measures.find(
    (candidate) => (candidate.releasedAs ?? candidate.name) === name && candidate.exact !== true,
  );
  const { linf } = measure ?? {};
  return typeof linf === 'string' && linf !== 'worth_cents'
    ? String(DEFAULT_BOUNDS[linf])
    : String(linf ?? '');
}

/** Epsilon and delta of a person with so many visitor-days, as the method of a released month states them. */
function guaranteeCells(tables: readonly TableSpec[], days: number): readonly string[] {
  const costed = tables.map((table) => ({
    ...table,
    measures: table.measures.map((measure) => ({ ...measure, variance: varianceNumber(measure.variance) })),
  }));
  const { epsilon, delta } = personLoss(
    (['day', 'month'] as const).map((level) => ({
      level,
      tables: costed.filter((table) => table.level === level),
    })),
    days,
  );
  return [String(epsilon), delta.toExponential()];
}

const rho = (nanorho: number) => String(Number((nanorho * 1e-9).toFixed(6)));
const sigma = (variance: TableSpec['measures'][number]['variance']) =>
  String(Math.round(Math.sqrt(varianceNumber(variance)) * 10) / 10);
