/** The events of imported declarations: wording, submission and values. No mail follows from them. */
import type { RegisterEvent } from '../event.ts';
import { timeOf } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import type { ImportPlan } from './plan-import.ts';

/** The version of a notice that an older system showed. */
const VERSION = 'import';

/** `kept`: the names of the evidence, by submission. */
type Stored = Pick<ImportPlan, 'fresh' | 'owners'> &
  Pick<RegisterState, 'notices'> & { readonly kept: ReadonlyMap<string, string> };

/** Returns the events, in the order of the rows; each wording once. */
export function importEvents(
  { fresh, owners, kept, notices }: Stored,
  context: StaffContext,
): RegisterEvent[] {
  const at = timeOf(context);
  const written = new Set<string>();
  return [...fresh].flatMap(([submission, declaration]): readonly RegisterEvent[] => {
    const { form, language, values, addressField, key, topics, wording, time, decisions, isService } =
      declaration;
    const sha256 = context.sha256(new TextEncoder().encode(wording));
    const isNew = !notices.has(sha256) && !written.has(sha256);
    written.add(sha256);
    return [
      ...(isNew
        ? [{ event: 'notice', at, form: form.id, sha256, version: VERSION, language, text: wording } as const]
        : []),
      {
        event: 'submitted',
        at,
        submission,
        ref: owners.get(key) ?? '',
        form: form.id,
        kind: form.kind,
        notice: sha256,
        language,
        topics,
        decisions,
        channel: 'import',
        received: new Date(time).toISOString(),
        by: context.reader,
        evidence: kept.get(submission) ?? submission,
      },
      { event: 'values', at, submission, fields: values, addressField },
      // Nobody asked for the service here, or nobody proved it.
      ...(isService ? [] : [{ event: 'closed', at, submission } as const]),
    ];
  });
}
