/** `cases`: what could not be matched or parsed, until somebody closes it. */
import { OPEN_CASES } from '../log-names.ts';
import { timeOf } from '../register-context.ts';
import { StaffError, type StaffContext } from './staff-context.ts';

export interface OpenCase {
  readonly id: string;
  readonly received: string;
  readonly channel: string;
  readonly what: string;
  readonly evidence?: string;
}

/**
 * Closes the case if one is named, whose evidence goes, and returns those that are open. Throws a StaffError for a case
 * that is not.
 */
export async function listCases(
  close: string | undefined,
  context: StaffContext,
): Promise<{ readonly cases: readonly OpenCase[] }> {
  if (close !== undefined) {
    const isClosed = await context.log.append(
      [{ event: 'case-closed', at: timeOf(context), case: close, by: context.reader }],
      { names: [close], holds: (state) => state.openCases.has(close) },
    );
    // What it was about is recorded for the person by now, with evidence of its own, or is nobody's.
    if (isClosed) await context.removeTraces([close], () => false);
    else throw new StaffError('there is no such open case: run it without --close to see them');
  }
  const state = await context.log.read([OPEN_CASES]);
  return {
    cases: [...state.openCases.values()].map(({ case: id, received, channel, what, evidence }) => ({
      id,
      received,
      channel,
      what,
      ...(evidence === undefined ? {} : { evidence }),
    })),
  };
}
