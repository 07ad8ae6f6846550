/** The demo form of a business relation: dealers and suppliers. */
import type { FormInput } from '../form-schema.ts';
import { DEMO_TOPICS, emailField, nameField } from './fields.ts';
import { demoNoticeText } from './notice-text.ts';

export const DEMO_BUSINESS_RELATION: FormInput = {
  id: 'business-relation',
  kind: 'business-relation',
  title: { en: 'Dealers and suppliers', de: 'Händler und Lieferanten' },
  fields: [
    nameField({
      en: 'So that we know whom to ask for.',
      de: 'Damit wir wissen, wer für uns ansprechbar ist.',
    }),
    emailField(
      {
        en: 'For orders, deliveries and questions about them.',
        de: 'Für Bestellungen, Lieferungen und Fragen dazu.',
      },
      true,
    ),
    {
      name: 'firm',
      type: 'text',
      label: { en: 'Firm', de: 'Firma' },
      required: true,
      reason: { en: 'For contracts and invoices.', de: 'Für Verträge und Rechnungen.' },
    },
    {
      name: 'phone',
      type: 'text',
      label: { en: 'Telephone', de: 'Telefon' },
      required: false,
      reason: { en: 'For urgent questions.', de: 'Für eilige Rückfragen.' },
    },
  ],
  topics: DEMO_TOPICS,
  purposes: ['information', 'customization'],
  recipients: ['example-calibration'],
  owner: 'partners@instruments.example',
  notice: {
    version: '1',
    text: demoNoticeText({
      en: 'With this form you enter into a business relation with us as a dealer or supplier.',
      de: 'Mit diesem Formular beginnen Sie als Händler oder Lieferant eine Geschäftsbeziehung mit uns.',
    }),
  },
};
