/**
 * What a permission means, written a second time: it looks through the whole log for every question and shares nothing
 * with the fold but the events.
 */
import type { RegisterEvent, SubmittedEvent } from '#core/register/event';

type Log = readonly RegisterEvent[];

/** Channels by which a submission counts at once. */
const WRITTEN: readonly string[] = ['letter', 'visit', 'import'];

const daysAfter = (at: string, days: number): number => Date.parse(at) + days * 86_400_000;

function monthsAfter(at: string, months: number): number {
  const [year = 0, month = 0, day = 0] = at.slice(0, 10).split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  const time = Date.parse(`1970-01-01T${at.slice(11)}`);
  return Date.UTC(Math.floor(index / 12), index % 12, Math.min(day, lastDay)) + time;
}

const latest = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

/** Whether the values of a submission may be used under a purpose after this log. */
export function modelStands(
  log: Log,
  id: string,
  purpose: string,
  now: number,
  offerEnd: (form: string) => string | undefined,
): boolean {
  const place = log.findIndex((one) => one.event === 'submitted' && one.submission === id);
  const submitted = log[place] as SubmittedEvent | undefined;
  if (submitted === undefined) return false;
  const confirmedAt = confirmation(log, submitted);
  if (confirmedAt === undefined) return false;
  const ref = personOf(log, submitted);
  if (replacements(log).has(id)) return false;
  if (log.some((one) => one.event === 'erased' && erases(log, one, submitted))) return false;
  const from = originalPlace(log, submitted, purpose);
  const withdrawn = log.some(
    (one, at) =>
      at > from &&
      one.event === 'withdrawn' &&
      one.ref === ref &&
      (one.scope === purpose || (one.scope === 'all' && purpose !== 'service')),
  );
  if (withdrawn) return false;
  if (purpose === 'service') return serviceStands(log, submitted, ref, confirmedAt, now, offerEnd);
  if (submitted.decisions[purpose] !== 'given') return false;
  const used = log.flatMap((one, at) => {
    if (one.event === 'sent' && one.ref === ref && one.purpose === purpose) return [one.at];
    const concerns =
      one.event === 'transferred' &&
      `transfer:${one.recipient}` === purpose &&
      // Whose it was at that time.
      one.submissions.some((other) => personOfId(log.slice(0, at), other) === ref);
    return concerns ? [one.at] : [];
  });
  return monthsAfter(latest([confirmedAt, ...used]), 24) > now;
}

function confirmation(log: Log, submitted: SubmittedEvent): string | undefined {
  if (submitted.channel === 'import') return submitted.received;
  if (submitted.channel === 'letter' || submitted.channel === 'visit') return submitted.at;
  return log.find((one) => one.event === 'confirmed' && one.submission === submitted.submission)?.at;
}

function personOf(log: Log, submitted: SubmittedEvent): string {
  const confirmed = log.find((one) => one.event === 'confirmed' && one.submission === submitted.submission);
  const isWritten = WRITTEN.includes(submitted.channel);
  return confirmed?.event === 'confirmed' && !isWritten ? confirmed.ref : submitted.ref;
}

function personOfId(log: Log, id: string): string | undefined {
  const submitted = log.find((one) => one.event === 'submitted' && one.submission === id);
  return submitted?.event === 'submitted' ? personOf(log, submitted) : undefined;
}

/** An erasure of a person concerns what was theirs at that time. */
function erases(log: Log, erased: RegisterEvent, submitted: SubmittedEvent): boolean {
  if (erased.event !== 'erased') return false;
  if (erased.submission !== undefined) return erased.submission === submitted.submission;
  const until = log.slice(0, log.indexOf(erased));
  return until.includes(submitted) && personOf(until, submitted) === erased.ref;
}

/** Where the purpose was decided: a correction inherits what it does not renew. */
function originalPlace(log: Log, submitted: SubmittedEvent, purpose: string): number {
  const original = submitted.renews?.includes(purpose) === true ? undefined : replacedBy(log, submitted);
  return original === undefined ? log.indexOf(submitted) : originalPlace(log, original, purpose);
}

function replacedBy(log: Log, submitted: SubmittedEvent): SubmittedEvent | undefined {
  const original = log.find((one) => one.event === 'submitted' && one.submission === submitted.replaces);
  return original?.event === 'submitted' ? original : undefined;
}

/** What each submission was replaced by: a correction that counts later than another one replaces that. */
function replacements(log: Log): ReadonlyMap<string, string> {
  const all = log.flatMap((one) => (one.event === 'submitted' ? [one] : []));
  const by = new Map<string, string>();
  for (const one of all.toSorted((a, b) => settledPlace(log, a) - settledPlace(log, b))) {
    if (one.replaces === undefined || settledPlace(log, one) === log.length) continue;
    let last = one.replaces;
    for (let next = by.get(last); next !== undefined; next = by.get(last)) last = next;
    by.set(last, one.submission);
  }
  return by;
}

/** Where the submission began to count; the end of the log where it does not. */
function settledPlace(log: Log, submitted: SubmittedEvent): number {
  if (WRITTEN.includes(submitted.channel)) return log.indexOf(submitted);
  const place = log.findIndex((one) => one.event === 'confirmed' && one.submission === submitted.submission);
  return place < 0 ? log.length : place;
}

/** What befell a submission, and before it counted what befell the one that it corrects. */
function fate(log: Log, submitted: SubmittedEvent, before = log.length): readonly RegisterEvent[] {
  const own = log
    .slice(0, before)
    .filter((one) => 'submission' in one && one.submission === submitted.submission);
  const settled = settledPlace(log, submitted);
  const replaced = [...replacements(log)].find(([, by]) => by === submitted.submission)?.[0];
  const original = log.find((one) => one.event === 'submitted' && one.submission === replaced);
  return original?.event !== 'submitted' || settled >= before
    ? own
    : [...fate(log, original, settled), ...own];
}

function serviceStands(
  log: Log,
  submitted: SubmittedEvent,
  ref: string,
  confirmedAt: string,
  now: number,
  offerEnd: (form: string) => string | undefined,
): boolean {
  const events = fate(log, submitted);
  if (events.some((one) => one.event === 'closed')) return false;
  const answers = events.flatMap((one) => (one.event === 'sent' && one.supplies === true ? [one.at] : []));
  const answered = answers.at(-1);
  switch (submitted.kind) {
    case 'workshop':
    case 'course': {
      const end = offerEnd(submitted.form);
      return end === undefined || daysAfter(end, 30) > now;
    }
    case 'inquiry':
      return daysAfter(answered ?? confirmedAt, 90) > now;
    case 'product-information':
      return answered === undefined ? daysAfter(confirmedAt, 90) > now : daysAfter(answered, 14) > now;
    case 'business-relation': {
      const acts = log.flatMap((one) => {
        if (one.event === 'sent' && one.ref === ref && one.submission !== undefined) return [one.at];
        return [];
      });
      const confirmations = log.flatMap((one) =>
        one.event === 'submitted' && personOf(log, one) === ref ? [confirmation(log, one) ?? ''] : [],
      );
      return monthsAfter(latest([...acts, ...confirmations]), 24) > now;
    }
    default:
      return false;
  }
}
