/** Reads what an event `due` holds for the text of its mail. */
import type { Register } from '../parse-register.ts';
import type { AcknowledgementInput } from './compose-acknowledgement.ts';
import type { OpenOfWeek } from './compose-owner.ts';

type Details = Readonly<Record<string, unknown>>;

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** What an acknowledgement says; a service whose form is gone is left out. */
export function readAcknowledged(
  details: Details,
  { forms }: Register,
): Pick<AcknowledgementInput, 'stopped' | 'kept' | 'notify'> & Partial<AcknowledgementInput> {
  const kept = Array.isArray(details['kept']) ? (details['kept'] as Details[]) : [];
  const freeOn = Date.parse(String(details['backupsFreeOn']));
  return {
    stopped: textsOf(details['stopped']),
    notify: textsOf(details['notify']),
    kept: kept.flatMap(({ form: id, until }) => {
      const form = forms.get(String(id));
      const end = typeof until === 'string' ? Date.parse(until) : Number.POSITIVE_INFINITY;
      return form === undefined ? [] : [{ why: 'service' as const, form, until: end }];
    }),
    ...(Number.isNaN(freeOn) ? {} : { backupsFreeOn: freeOn }),
  };
}

/** What a weekly mail says; undefined where it is none. */
export function readOpen({ open, cases }: Details): OpenOfWeek | undefined {
  if (!Array.isArray(open)) return undefined;
  return {
    open: (open as Details[]).map(({ form, count }) => ({ form: String(form), count: Number(count) })),
    cases: typeof cases === 'number' ? cases : 0,
  };
}
