/** Which events of the log are about a person. */
import type { RegisterEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

/** Returns a test of events for one person: by ref, and by the submissions that are the person's now. */
export function concernsPerson(state: RegisterState, ref: string): (event: RegisterEvent) => boolean {
  const submissions = new Set(state.people.get(ref)?.submissions);
  return (event) => {
    if (event.event === 'values') return false;
    if ('ref' in event && event.ref === ref) return true;
    if (event.event === 'read') return event.refs.includes(ref);
    if (event.event === 'transferred') return event.submissions.some((id) => submissions.has(id));
    return 'submission' in event && event.submission !== undefined && submissions.has(event.submission);
  };
}
