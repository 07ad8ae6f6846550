/** The input of a released page: released reports only. Inside tables do not compile here. */
import type { ReleasedReport } from '#core/report/figures';
import type { Period } from '#core/report/period';
import type { PageRequest } from '../report-page.ts';

export interface ReleasedPageRequest extends PageRequest<ReleasedReport> {
  /** The mark of a published page (core/release/name-mark.ts). @default none */
  readonly mark?: string;
  /** The preceding period, if it has releases. */
  readonly previous?: {
    readonly period: Period;
    /** Audience report of the preceding period. */
    readonly report: ReleasedReport;
    /**
     * The audience report of this page's period, run with `compare` set to the preceding one: the changes with their
     * intervals.
     */
    readonly compared: ReleasedReport;
  };
}
