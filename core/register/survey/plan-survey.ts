/**
 * `plan`: how exact a released survey and the released demand would be, before anything is drawn. It looks at the
 * declarations and at a rough size of the register; no figure of a cell enters.
 */
import { halfWidth } from '../../disclosure/discrete-normal.ts';
import { COVERAGE, FALSE_CELLS } from '../../disclosure/profiles.ts';
import { varianceNumber } from '../../disclosure/release-catalogue.ts';
import { roundToOneDigit } from '../../disclosure/release-plan.ts';
import { computeDisplayFloor } from '../../disclosure/threshold.ts';
import { key } from '../../report/definition.ts';
import type { InsideReport } from '../../report/figures.ts';
import type { ReportColumn } from '../../report/report.ts';
import { Zone } from '../../time/zone.ts';
import { demandSpec } from '../demand/demand-spec.ts';
import { passGate } from '../gate.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { insideReport } from './inside-report.ts';
import { surveySpecs, type SurveySpec } from './release-specs.ts';
import { MARKET_RESEARCH } from './withdrawn-months.ts';

/** The smallest size that a plan names: a rounded smaller one would be the exact one. */
const LEAST_SIZE = 100;

/** The released demand, which has topics as the survey does, beside the survey's tables. */
const DEMAND = 'demand';

/** Share of the people that a typical cell of each table has: an assumption. */
const TYPICAL_SHARE: Readonly<Record<string, number>> = {
  total: 1,
  topics: 0.3,
  kinds: 0.4,
  months: 1 / 12,
  countries: 0.4,
  languages: 0.6,
  [DEMAND]: 0.3,
};

/** Beyond this, a table is not worth showing. */
const MAX_ERROR_PERCENT = 50;

const COLUMNS: readonly ReportColumn[] = [
  key('table', 'Table'),
  { name: 'cells', type: 'count', label: 'Cells' },
  { name: 'cells_per_person', type: 'count', label: 'Cells per person' },
  { name: 'sigma', type: 'ratio', label: 'Standard deviation' },
  { name: 'half_width', type: 'count', label: '95 % interval, ±' },
  { name: 'typical', type: 'count', label: 'Typical cell' },
  { name: 'error', type: 'percent', unit: '%', label: 'Error, ±' },
  { name: 'floor', type: 'count', label: 'Shown from' },
  key('verdict', 'Verdict'),
].map(({ name, type, label, ...rest }) => ({
  name,
  type: type as ReportColumn['type'],
  label,
  ...unitOf(rest),
}));

/**
 * Plans for so many people who register in a year; without a number for everybody who allows market research now,
 * rounded to one digit and to 100 at least, which is read through the gate.
 */
export async function planSurvey(
  { people, reason }: { readonly people?: number | undefined; readonly reason: string },
  context: StaffContext,
): Promise<InsideReport> {
  const { config } = context.register;
  const size = people ?? (await roughSize(reason, context));
  const day = new Zone(config.timeZone).day(context.now());
  const demand = demandSpec(context.register);
  return insideReport(
    {
      report: 'plan',
      method: { unit: 'person-year', bounds: {} },
      tables: [
        {
          name: 'plan',
          title: `Released survey and demand, of roughly ${size} people each in a year`,
          columns: COLUMNS,
          rows: [
            ...surveySpecs(context.register, day.slice(0, 4)).map((one) => planRow(one.spec.name, one, size)),
            ...(demand === undefined ? [] : [planRow(DEMAND, demand, size)]),
          ],
          withheld: false,
        },
      ],
    },
    context,
  );
}

async function roughSize(reason: string, context: StaffContext): Promise<number> {
  const { people } = await passGate({ purpose: MARKET_RESEARCH, reader: context.reader, reason }, context);
  return Math.max(LEAST_SIZE, roundToOneDigit(people.length));
}

function planRow(
  name: string,
  { spec, cells }: SurveySpec,
  size: number,
): readonly (string | number | null)[] {
  const [measure] = spec.measures;
  const variance = measure === undefined ? 1 : varianceNumber(measure.variance);
  const half = halfWidth(variance, COVERAGE);
  const typical = Math.max(1, Math.round((TYPICAL_SHARE[name] ?? 0) * size));
  const error = Math.round((half / typical) * 1000) / 10;
  const floor =
    spec.keys.length === 0
      ? null
      : computeDisplayFloor({ variance, cells: cells.length, falseCells: FALSE_CELLS });
  const verdict =
    floor !== null && typical < floor
      ? 'rarely shown'
      : error > MAX_ERROR_PERCENT
        ? 'too uncertain'
        : 'useful';
  const sigma = Math.round(Math.sqrt(variance) * 10) / 10;
  return [name, cells.length, spec.l0, sigma, half, typical, error, floor, verdict];
}

function unitOf({ unit }: { readonly unit?: string }): { readonly unit?: string } {
  return unit === undefined ? {} : { unit };
}
