/** `doctor`, as far as configuration and log tell: notices, mails that stay due, open cases, people without a form. */
import { checkNotice } from '../check-notice.ts';
import { checkInformation } from '../information/check-information.ts';
import { findDueMails } from '../mail/find-due-mails.ts';
import { DUE_MAILS, OPEN_CASES } from '../log-names.ts';
import { readEverybody } from '../read-everybody.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import type { RegisterState } from '../register-state.ts';
import type { RegisterContext } from '../register-context.ts';
import type { Problem } from './problem.ts';

const HOUR_MS = 3_600_000;

/** Returns what is wrong, and what could be better, without personal data. */
export async function checkRegister(
  context: RegisterContext,
): Promise<{ readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }> {
  const { config, forms } = context.register;
  const state = await context.log.read([DUE_MAILS, OPEN_CASES]);
  const { problems, warnings } = checkInformation(context.register);
  return {
    warnings,
    problems: [
      ...[...forms.values()].flatMap((form) => checkNotice(form, config)),
      ...problems,
      ...lateMails(state, context),
      ...[...state.openCases.keys()].map((id) => ({
        code: 'case',
        text: `case ${id} is open: see "headcount register cases"`,
      })),
      ...(await missingForms(context)),
    ],
  };
}

/** Mails that should have left an hour ago. */
function lateMails(state: RegisterState, { now, register }: RegisterContext): readonly Problem[] {
  const before = now() - HOUR_MS;
  const late = findDueMails(state, before, () => false).filter(({ submission, mail }) => {
    const since =
      state.dueMails.get(mail)?.at ??
      state.submissions.get(submission ?? '')?.confirmedAt ??
      state.submissions.get(submission ?? '')?.recorded;
    return since !== undefined && Date.parse(since) < before;
  }).length;
  return late === 0
    ? []
    : [
        {
          code: 'mail',
          text:
            `${late} mail${late === 1 ? ' has' : 's have'} been due for more than an hour: ` +
            remedyOf(register.config),
        },
      ];
}

function remedyOf({ mail, aws }: RegisterConfig): string {
  if (mail.smtp !== undefined) return 'look whether the mail server of $.mail.smtp takes mail';
  return aws === undefined
    ? 'start the register, which writes the outbox'
    : 'look at the log of the mail function, and whether SES takes mail';
}

/** Forms that people registered by and that are gone: nothing says how long their data may be kept. */
async function missingForms({ log, register }: RegisterContext): Promise<readonly Problem[]> {
  const used = new Set<string>();
  for await (const { refs, state } of readEverybody(log))
    for (const id of refs.flatMap((ref) => state.people.get(ref)?.submissions ?? [])) {
      const submission = state.submissions.get(id);
      if (submission?.confirmedAt !== undefined && submission.erased === undefined) used.add(submission.form);
    }
  return [...used]
    .filter((form) => !register.forms.has(form))
    .map((form) => ({
      code: 'form',
      text: `people registered by form ${form}, which is gone: put its file back until nobody is left there`,
    }));
}
