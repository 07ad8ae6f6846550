/** The demo form of a workshop, which is served where no form is configured. */
import type { FormInput } from '../form-schema.ts';
import { DEMO_TOPICS, emailField, nameField, organisationField } from './fields.ts';
import { demoNoticeText } from './notice-text.ts';

export const DEMO_WORKSHOP: FormInput = {
  id: 'workshop',
  kind: 'workshop',
  title: { en: 'Microscopy workshop', de: 'Mikroskopie-Workshop' },
  fields: [
    nameField({
      en: 'For the list of participants and your badge.',
      de: 'Für Teilnehmerliste und Namensschild.',
    }),
    emailField(
      {
        en: 'To send you the confirmation and any change of date. Without it you get a reference on the next page.',
        de:
          'Damit wir Ihnen Bestätigung und Änderungen des Termins senden können. Ohne sie erhalten Sie auf der ' +
          'nächsten Seite ein Aktenzeichen.',
      },
      false,
    ),
    organisationField,
    {
      name: 'wishes',
      type: 'longtext',
      label: { en: 'Questions and wishes', de: 'Fragen und Wünsche' },
      required: false,
      reason: {
        en: 'So that the workshop deals with what matters to you.',
        de: 'Damit der Workshop behandelt, was Ihnen wichtig ist.',
      },
    },
  ],
  topics: DEMO_TOPICS,
  purposes: ['information', 'market-research', 'customization'],
  recipients: ['example-optics', 'example-calibration'],
  offer: {
    starts: '2030-05-16T10:00',
    ends: '2030-05-16T16:00',
    seats: 20,
    place: {
      en: 'Demo Instruments, Example Street 1, Example Town',
      de: 'Demo Instruments, Example Street 1, Example Town',
    },
  },
  owner: 'workshops@instruments.example',
  notice: {
    version: '1',
    text: demoNoticeText({
      en: 'With this form you register for the microscopy workshop.',
      de: 'Mit diesem Formular melden Sie sich zum Mikroskopie-Workshop an.',
    }),
  },
};
