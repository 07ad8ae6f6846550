/** `doctor`, as far as configuration and log tell: notices, mails that stay due, open cases, people without a form. */
import { checkNotice } from '../check-notice.ts';
import { checkInformation } from '../information/check-information.ts';
import { findDueMails } from '../mail/find-due-mails.ts';
import { DUE_MAILS, OPEN_CASES } from '../log-names.ts';
import { readEverybody } from '../read-everybody.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import type { RegisterState } from '../register-state.ts';
import type { RegisterContext } from '../register-context.ts';
import { isUndeliverable } from '../undeliverable.ts';
import type { Problem } from './problem.ts';

const HOUR_MS = 3_600_000;

/** Returns what is wrong, and what could be better, without personal data. */
export async function checkRegister(
  context: RegisterContext,
): Promise<{ readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }> {
  const { config, forms } = context.register;
  const state = await context.log.read([DUE_MAILS, OPEN_CASES]);
  const { problems, warnings } = checkInformation(context.register);
  const everybody = await lookAtEverybody(context);
  return {
    warnings: [...warnings, ...undeliverableMails(everybody)],
    problems: [
      ...[...forms.values()].flatMap((form) => checkNotice(form, config)),
      ...problems,
      ...lateMails(state, context),
      ...[...state.openCases.keys()].map((id) => ({
        code: 'case',
        text: `case ${id} is open: see "headcount register cases"`,
      })),
      ...missingForms(everybody, context),
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

interface Everybody {
  /** Forms that somebody is held by. */
  readonly forms: ReadonlySet<string>;
  /** People to whom mails come back for good. */
  readonly undeliverable: number;
}

async function lookAtEverybody({ log, keyOf }: RegisterContext): Promise<Everybody> {
  const forms = new Set<string>();
  let undeliverable = 0;
  for await (const { refs, state } of readEverybody(log))
    for (const ref of refs) {
      const own = state.people.get(ref)?.submissions ?? [];
      for (const id of own) {
        const submission = state.submissions.get(id);
        if (submission?.confirmedAt !== undefined && submission.erased === undefined)
          forms.add(submission.form);
      }
      if (own.some((id) => isUndeliverable(state, id, keyOf))) undeliverable++;
    }
  return { forms, undeliverable };
}

function undeliverableMails({ undeliverable }: Everybody): readonly Problem[] {
  if (undeliverable === 0) return [];
  const text =
    `mails to ${undeliverable} ${undeliverable === 1 ? 'person' : 'people'} come back for good, so that only a ` +
    'confirmation still goes there: "headcount register show" says of whom, and a confirmed form mends it';
  return [{ code: 'undeliverable', text }];
}

/** Forms that people registered by and that are gone: nothing says how long their data may be kept. */
function missingForms({ forms }: Everybody, { register }: RegisterContext): readonly Problem[] {
  return [...forms]
    .filter((form) => !register.forms.has(form))
    .map((form) => ({
      code: 'form',
      text: `people registered by form ${form}, which is gone: put its file back until nobody is left there`,
    }));
}
