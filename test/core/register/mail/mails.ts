/** One mail of each kind, in a language, by the name of what it shows. */
import { composeBoxes } from '#core/register/compose-notice';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { composeAcknowledgement } from '#core/register/mail/compose-acknowledgement';
import { composeAnswer } from '#core/register/mail/compose-answer';
import { composeChangedAddress, composeChangedOffer } from '#core/register/mail/compose-changed';
import { composeConfirm } from '#core/register/mail/compose-confirm';
import { composeOwner, composeOwnerWeek } from '#core/register/mail/compose-owner';
import { composeSelf } from '#core/register/mail/compose-self';
import { composeWelcome } from '#core/register/mail/compose-welcome';
import type { Mail } from '#core/register/mail/mail';
import { addressed, linkTo, NOW, URL_BASE } from './addressing.ts';

const DAY_MS = 86_400_000;
const pdf = { filename: 'programme.pdf', content: new Uint8Array([1]) };

export function mailsIn(
  language: string,
  ...changes: Parameters<typeof addressed> extends [string, ...infer C] ? C : never
): Readonly<Record<string, Mail>> {
  const input = addressed(language, ...changes);
  const { form, config } = input;
  const course = addressed(language, DEMO_REGISTER.forms[1]).form;
  const withdrawUrl = linkTo('withdraw');
  const confirm = { ...input, confirmUrl: linkTo('confirm'), neverUrl: linkTo('never') };
  const welcome = {
    ...input,
    boxes: composeBoxes(form, config, language),
    withdrawUrl,
    selfAskUrl: `${URL_BASE}/self`,
  };
  const tell = {
    ...input,
    withdrawUrl,
    sequence: 1,
    text: 'We begin an hour later.\nPlease bring a pen.\n\nYours, the desk',
  };
  return {
    confirm: composeConfirm({ ...confirm, isReminder: false }),
    reminder: composeConfirm({ ...confirm, isReminder: true }),
    welcome: composeWelcome({
      ...welcome,
      given: ['information', 'transfer:example-optics'],
      documents: [pdf],
    }),
    'welcome without boxes': composeWelcome({ ...welcome, given: [], documents: [] }),
    self: composeSelf({ ...input, selfUrl: linkTo('self') }),
    'changed address': composeChangedAddress(input),
    'changed offer': composeChangedOffer({ ...tell, isCancelled: false }),
    'cancelled offer': composeChangedOffer({ ...tell, isCancelled: true, sequence: 2 }),
    answer: composeAnswer({
      ...input,
      withdrawUrl,
      text: 'Yes, it does.\n\nYours, the desk',
      attachments: [pdf],
    }),
    acknowledgement: composeAcknowledgement({
      ...input,
      stopped: ['information', 'transfer:example-optics'],
      kept: [
        { why: 'service', form, until: NOW + 30 * DAY_MS },
        ...course.keep.map((keep) => ({
          why: 'law' as const,
          form: course,
          keep,
          until: NOW + 8 * 365 * DAY_MS,
        })),
      ],
      notify: ['example-optics'],
      backupsFreeOn: NOW + 7 * DAY_MS,
    }),
    'acknowledgement of nothing': composeAcknowledgement({ ...input, stopped: [], kept: [], notify: [] }),
    owner: composeOwner({ ...input, to: 'workshops@instruments.example', form: 'workshop', count: 3 }),
    'owner of a week': composeOwnerWeek({
      ...input,
      to: 'workshops@instruments.example',
      open: [
        { form: 'workshop', count: 3 },
        { form: 'course', count: 0 },
        { form: 'inquiry', count: 1 },
      ],
    }),
  };
}
