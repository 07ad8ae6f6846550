/** The demo form of an inquiry. */
import type { FormInput } from '../form-schema.ts';
import { emailField, nameField } from './fields.ts';
import { demoNoticeText } from './notice-text.ts';

export const DEMO_INQUIRY: FormInput = {
  id: 'inquiry',
  kind: 'inquiry',
  title: { en: 'Inquiry', de: 'Anfrage' },
  fields: [
    nameField({ en: 'To address you by your name.', de: 'Damit wir Sie mit Namen ansprechen können.' }),
    emailField({ en: 'To send you the answer.', de: 'Damit wir Ihnen die Antwort senden können.' }, true),
    {
      name: 'question',
      type: 'longtext',
      label: { en: 'Your question', de: 'Ihre Frage' },
      required: true,
      reason: { en: 'So that we can answer it.', de: 'Damit wir sie beantworten können.' },
    },
  ],
  purposes: ['customization'],
  owner: 'support@instruments.example',
  notice: {
    version: '1',
    text: demoNoticeText({
      en: 'With this form you ask us a question.',
      de: 'Mit diesem Formular stellen Sie uns eine Frage.',
    }),
  },
};
