/** `survey`: the inside report, of people whose permission for market research stands at this moment. */
import { divide } from '../../report/figure.ts';
import type { InsideReport } from '../../report/figures.ts';
import type { ReportColumn, ReportTable } from '../../report/report.ts';
import { restLast } from '../../report/rest-last.ts';
import { Zone } from '../../time/zone.ts';
import { passGate } from '../gate.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { countCells, hideSmallCells, type CountedCell } from './hide-small-cells.ts';
import { insideReport } from './inside-report.ts';
import { respondentsOf } from './respondent.ts';
import { BREAKDOWNS, SURVEY, TOTAL, WITHDRAWN, type SurveyTable } from './survey-tables.ts';
import { MARKET_RESEARCH, withdrawnMonths } from './withdrawn-months.ts';

/**
 * Counts through the gate, so that the read is on record. Cells under k are left out, and so is the total of fewer
 * people. Rejects with what the gate rejects with.
 */
export async function surveyInside(
  { reason }: { readonly reason: string },
  context: StaffContext,
): Promise<InsideReport> {
  const { config } = context.register;
  const { k } = config.survey;
  const gated = await passGate({ purpose: MARKET_RESEARCH, reader: context.reader, reason }, context);
  const respondents = respondentsOf(gated, config);
  const count = respondents.length;
  const breakdown = ({ cellsOf, order, ...shown }: SurveyTable): ReportTable => {
    const { cells, withheld } = hideSmallCells(countCells(respondents, cellsOf), k);
    const sorted = order === 'natural' ? byName(cells) : cells;
    return tableOf(
      shown,
      restLast(sorted, ({ cell }) => [cell]).map(({ cell, people }) => [
        cell,
        people,
        divide(people, count, 100),
      ]),
      withheld,
    );
  };
  const total = count < k ? [] : [[count]];
  return insideReport(
    {
      report: SURVEY,
      method: { unit: 'person', k, bounds: {} },
      tables: [
        tableOf(TOTAL, total, count > 0 && count < k),
        ...BREAKDOWNS.map(breakdown),
        await withdrawnTable(k, context),
      ],
    },
    context,
  );
}

/** Their sum is printed nowhere, so that nothing follows from what is left out. */
async function withdrawnTable(k: number, context: StaffContext): Promise<ReportTable> {
  const zone = new Zone(context.register.config.timeZone);
  const refs: string[] = [];
  for await (const ref of context.log.scan(MARKET_RESEARCH)) refs.push(ref);
  const state = await context.log.read(refs);
  const people = [...new Set(refs)].flatMap((ref) => state.people.get(ref) ?? []);
  const counted = countCells(people, (person) => withdrawnMonths(state, person, zone));
  const shown = byName(counted.filter(({ people: those }) => those >= k));
  return tableOf(
    WITHDRAWN,
    shown.map(({ cell, people: those }) => [cell, those]),
    shown.length < counted.length,
  );
}

function tableOf(
  { name, title, columns }: Pick<SurveyTable, 'name' | 'title' | 'columns'>,
  rows: ReportTable['rows'],
  withheld: boolean,
): ReportTable {
  const shown = columns.map(({ name: column, type, label, unit }): ReportColumn => ({
    name: column,
    type,
    label,
    ...(unit === undefined ? {} : { unit }),
  }));
  return { name, title, columns: shown, rows, withheld };
}

function byName(cells: readonly CountedCell[]): readonly CountedCell[] {
  return cells.toSorted((a, b) => (a.cell < b.cell ? -1 : 1));
}
