/** The demo form of a course for which a fee is charged, so that a law keeps some fields. */
import type { FormInput } from '../form-schema.ts';
import { DEMO_TOPICS, emailField, nameField } from './fields.ts';
import { demoNoticeText } from './notice-text.ts';

export const DEMO_COURSE: FormInput = {
  id: 'course',
  kind: 'course',
  title: { en: 'Course: care of telescopes', de: 'Kurs: Pflege von Teleskopen' },
  fields: [
    nameField({
      en: 'For the invoice and your certificate.',
      de: 'Für Rechnung und Teilnahmebescheinigung.',
    }),
    emailField(
      {
        en: 'To send you the confirmation, the documents and any change of date.',
        de: 'Damit wir Ihnen Bestätigung, Unterlagen und Änderungen des Termins senden können.',
      },
      true,
    ),
    {
      name: 'address',
      type: 'longtext',
      label: { en: 'Address for the invoice', de: 'Rechnungsanschrift' },
      required: true,
      reason: { en: 'An invoice has to name it.', de: 'Sie muss auf der Rechnung stehen.' },
    },
  ],
  topics: DEMO_TOPICS,
  purposes: ['information'],
  offer: {
    starts: '2030-09-02',
    ends: '2030-09-06',
    seats: 12,
    place: {
      en: 'Demo Instruments, Example Street 1, Example Town',
      de: 'Demo Instruments, Example Street 1, Example Town',
    },
  },
  keep: [
    {
      fields: ['name', 'address'],
      years: 8,
      law: {
        en: 'section 147 of the Fiscal Code of Germany and section 14b of the German VAT Act',
        de: '§ 147 AO und § 14b UStG',
      },
    },
  ],
  owner: 'courses@instruments.example',
  notice: {
    version: '1',
    text: demoNoticeText({
      en: 'With this form you register for the course on the care of telescopes.',
      de: 'Mit diesem Formular melden Sie sich zum Kurs über die Pflege von Teleskopen an.',
    }),
  },
};
