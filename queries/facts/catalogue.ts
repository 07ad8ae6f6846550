/** The facts in the order they are built and shown. A new fact is one folder and one line here. */
import type { Fact } from '#core/facts/fact';
import { actions } from './actions/fact.ts';
import { campaigns } from './campaigns/fact.ts';
import { days } from './days/fact.ts';
import { demand } from './demand/fact.ts';
import { hours } from './hours/fact.ts';
import { landings } from './landings/fact.ts';
import { pages } from './pages/fact.ts';
import { referrers } from './referrers/fact.ts';
import { sources } from './sources/fact.ts';
import { visitors } from './visitors/fact.ts';

export const FACTS: readonly Fact[] = [
  days,
  pages,
  landings,
  sources,
  referrers,
  campaigns,
  visitors,
  hours,
  demand,
  actions,
];

/** The released tables, which reports may publish, each with its measures. */
export const RELEASED_TABLES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  FACTS.flatMap((fact) =>
    fact.released.map((table) => [
      table.name,
      new Set(
        fact.measures
          .filter((measure) => measure.share !== 0 && measure.share[table.name] !== undefined)
          .map((measure) => measure.releasedAs ?? measure.name),
      ),
    ]),
  ),
);
