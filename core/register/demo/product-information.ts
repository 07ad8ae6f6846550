/** The demo form by which product information is sent. */
import type { FormInput } from '../form-schema.ts';
import { DEMO_TOPICS, emailField } from './fields.ts';
import { demoNoticeText } from './notice-text.ts';

export const DEMO_PRODUCT_INFORMATION: FormInput = {
  id: 'product-information',
  kind: 'product-information',
  title: { en: 'Product information', de: 'Produktinformationen' },
  fields: [
    emailField(
      {
        en: 'To send you the information.',
        de: 'Damit wir Ihnen die Informationen senden können.',
      },
      true,
    ),
    {
      name: 'name',
      type: 'text',
      label: { en: 'Name', de: 'Name' },
      required: false,
      reason: { en: 'To address you by your name.', de: 'Damit wir Sie mit Namen ansprechen können.' },
    },
  ],
  topics: DEMO_TOPICS.slice(0, 2),
  purposes: ['information', 'market-research'],
  recipients: ['example-optics'],
  owner: 'sales@instruments.example',
  notice: {
    version: '1',
    text: demoNoticeText({
      en: 'With this form you ask for information about the products that you choose.',
      de: 'Mit diesem Formular fordern Sie Informationen zu den Produkten an, die Sie auswählen.',
    }),
  },
};
