/** Fields and topics that several demo forms have. */
import type { FormInput } from '../form-schema.ts';

type Field = FormInput['fields'][number];

export const nameField = (reason: Field['reason']): Field => ({
  name: 'name',
  type: 'text',
  label: { en: 'Name', de: 'Name' },
  required: true,
  reason,
});

export const emailField = (reason: Field['reason'], required: boolean): Field => ({
  name: 'email',
  type: 'email',
  label: { en: 'E-mail address', de: 'E-Mail-Adresse' },
  required,
  reason,
});

export const organisationField: Field = {
  name: 'organisation',
  type: 'text',
  label: { en: 'Organisation', de: 'Organisation' },
  required: false,
  reason: {
    en: 'So that we can prepare for the instruments that you work with.',
    de: 'Damit wir uns auf die Geräte vorbereiten können, mit denen Sie arbeiten.',
  },
};

export const DEMO_TOPICS: NonNullable<FormInput['topics']> = [
  { id: 'microscopes', title: { en: 'Microscopes', de: 'Mikroskope' } },
  { id: 'telescopes', title: { en: 'Telescopes', de: 'Teleskope' } },
  { id: 'workshops', title: { en: 'Workshops', de: 'Workshops' } },
];
