/** The demo's workshop and a person, as the mails need them. */
import { demoForm } from '../demo-register.ts';

export const URL_BASE = 'https://register.example.org/register';
export const NOW = Date.UTC(2030, 0, 1, 9);

/** The link of an act, as long as a real one. */
export const linkTo = (act: string): string =>
  `${URL_BASE}/${act}/${'s'.repeat(22)}.k3j2h1g0.${'m'.repeat(43)}`;

/** What each composing function takes, in a language. */
export function addressed(language: string, ...changes: Parameters<typeof demoForm>) {
  return {
    ...demoForm(...changes),
    language,
    to: 'ada@example.org',
    id: 'id_1-A',
    messageId: 'm1@register.example.org',
    submission: 'submission-1',
    now: NOW,
  };
}
