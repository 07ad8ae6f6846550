/** What information mail lacks in the configuration, for `doctor`. */
import type { Register } from '../parse-register.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import type { Problem } from '../staff/problem.ts';
import { INFORMATION } from './informer.ts';

/** Whether mails can bear a postal address. */
export const hasPostalAddress = ({ mail, controller }: RegisterConfig): boolean =>
  mail.postal !== undefined || controller?.address !== undefined;

/** Returns problems and warnings of a catalogue whose items may be sent; none where no form offers information. */
export function checkInformation({ config, forms, catalogue }: Register): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const offering = [...forms.values()].filter(({ purposes }) => purposes.includes(INFORMATION));
  if (offering.length === 0 || catalogue.size === 0) return { problems: [], warnings: [] };
  const topics = new Set([...forms.values()].flatMap((form) => form.topics.map(({ id }) => id)));
  const unknown = [...catalogue.values()].flatMap((item) =>
    item.topics
      .filter((topic) => !topics.has(topic))
      .map((topic) => ({
        code: 'catalogue',
        text: `catalogue item ${item.id}: no form has the topic ${topic}: write the id of a topic of a form`,
      })),
  );
  const postal = {
    code: 'postal',
    text: 'information mail lacks a postal address: write it into $.mail.postal of register.json',
  };
  const sender = {
    code: 'information-from',
    text:
      'information mail goes from the address of all other mails: give it one of its own in $.mail.informationFrom, ' +
      'so that complaints about it do not keep confirmations from arriving',
  };
  return {
    problems: hasPostalAddress(config) ? [] : [postal],
    warnings: [...(config.mail.informationFrom === undefined ? [sender] : []), ...unknown],
  };
}
