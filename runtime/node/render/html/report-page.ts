/** What the sections of a page draw from: the reports with their declarations. It may not render. */
import type { ReportDefinition, TableDefinition } from '#core/report/definition';
import type { InsideTables } from '#core/report/figures';
import type { Period } from '#core/report/period';
import type { ReportTable } from '#core/report/report';

export interface HtmlRequest {
  readonly reports: readonly InsideTables[];
  /** The declarations of these reports, in any order. */
  readonly definitions: readonly ReportDefinition[];
  readonly period: Period;
  readonly siteName: string;
  readonly annotations: readonly { readonly day: string; readonly text: string }[];
  /** BCP 47, for numbers; the text is English. */
  readonly locale: string;
  /** The audience report of the period before. */
  readonly previous?: { readonly report: InsideTables; readonly period: Period };
}

export interface Found {
  readonly report: InsideTables;
  readonly table: ReportTable;
  readonly declared: TableDefinition;
}

/** A table of the request; undefined where its report was not asked for. */
export function find(request: HtmlRequest, reportName: string, tableName: string): Found | undefined {
  const report = request.reports.find((one) => one.report === reportName);
  const table = report?.tables.find((one) => one.name === tableName);
  const declared = request.definitions.find((one) => one.name === reportName)?.tables.find((one) => one.name === tableName);
  return report === undefined || table === undefined || declared === undefined ? undefined : { report, table, declared };
}
