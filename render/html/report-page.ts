/** The input of a page's sections: the reports with their declarations. */
import type { ReportDefinition, TableDefinition } from '#core/report/definition';
import type { InsideReport } from '#core/report/figures';
import type { Period } from '#core/report/period';
import type { ReportData, ReportTable } from '#core/report/report';

/** A page of reports that are all inside or all released, as `R` says. */
export interface PageRequest<R extends ReportData = ReportData> {
  readonly reports: readonly R[];
  /** The declarations of these reports, in any order. */
  readonly definitions: readonly ReportDefinition[];
  readonly period: Period;
  readonly siteName: string;
  readonly annotations: readonly { readonly day: string; readonly text: string }[];
  /** BCP 47 tag for numbers; the text is English. */
  readonly locale: string;
  /** The period that charts of days draw beside it: its audience report. @default none */
  readonly earlier?: { readonly report: ReportData; readonly period: Period };
}

export interface HtmlRequest extends PageRequest<InsideReport> {
  /** The audience report of the preceding period. */
  readonly previous?: {
    readonly report: InsideReport;
    readonly period: Period;
    /** Of a period under way, the last day that is compared. */
    readonly through?: string;
  };
}

export interface TableEntry<R extends ReportData = ReportData> {
  readonly report: R;
  readonly table: ReportTable;
  readonly definition: TableDefinition;
}

/** A table to draw, and how. */
export interface ChartedTable<R extends ReportData = ReportData> {
  readonly report: R;
  readonly table: ReportTable;
  readonly definition: Pick<TableDefinition, 'chart' | 'releasedChart'>;
}

/** Returns the tables of the request with their definitions, in the order of the definitions. */
export function listTables<R extends ReportData>(request: PageRequest<R>): readonly TableEntry<R>[] {
  return request.definitions.flatMap((definition) => {
    const report = request.reports.find((candidate) => candidate.report === definition.name);
    return definition.tables.flatMap((definition) => {
      const table = report?.tables.find((candidate) => candidate.name === definition.name);
      return report === undefined || table === undefined ? [] : [{ report, table, definition }];
    });
  });
}

/** Returns the report whose table stands at the head of the page; undefined if it was not requested. */
export function headReport<R extends ReportData>(request: PageRequest<R>): R | undefined {
  return listTables(request).find(({ definition }) => definition.place.section === 'head')?.report;
}

/** Returns the title of the page: a report's own, or a common one for several. */
export function pageTitle({ reports, definitions }: PageRequest): string {
  const [first] = reports;
  return reports.length > 1 || first === undefined
    ? 'Market research report'
    : (definitions.find((definition) => definition.name === first.report)?.title ?? first.report);
}

/** Returns a note for the captions of a period that lacks days; empty if it is complete. */
export function partialNote({ report }: { readonly report: ReportData }): string {
  if (report.unsealed !== undefined) return ' · so far';
  const coveredDays = report.days.sealed - (report.days.merged?.length ?? 0);
  return coveredDays === report.days.asked ? '' : ` · ${coveredDays} of ${report.days.asked} days`;
}
