/** register.json of the demo: a firm that does not exist, at addresses that reach nobody (RFC 2606). */
import type { RegisterConfigInput } from '../register-config-schema.ts';

export const DEMO_CONFIG: RegisterConfigInput = {
  timeZone: 'Europe/Berlin',
  languages: ['en', 'de'],
  controller: {
    name: 'Demo Instruments',
    address: 'Example Street 1, 12345 Example Town',
    email: 'privacy@instruments.example',
  },
  dpo: { email: 'dpo@instruments.example' },
  authority: {
    name: {
      en: 'the supervisory authority of the place where you live or work',
      de: 'die Aufsichtsbehörde Ihres Wohn- oder Arbeitsorts',
    },
  },
  processors: [
    {
      id: 'hosting',
      name: 'Example Hosting',
      country: 'DE',
      role: { en: 'operates our servers', de: 'betreibt unsere Server' },
    },
  ],
  recipients: [
    {
      id: 'example-optics',
      name: 'Example Optics',
      country: 'AT',
      role: {
        en: 'sells our microscopes in Austria and may send you offers for them',
        de: 'vertreibt unsere Mikroskope in Österreich und darf Ihnen Angebote dazu senden',
      },
    },
    {
      id: 'example-calibration',
      name: 'Example Calibration',
      country: 'CH',
      role: {
        en: 'calibrates instruments and may send you offers for this',
        de: 'kalibriert Messgeräte und darf Ihnen Angebote dazu senden',
      },
      safeguard: {
        en: 'adequacy decision 2000/518/EC of the European Commission',
        de: 'Angemessenheitsbeschluss 2000/518/EG der Europäischen Kommission',
      },
    },
  ],
  purposes: {
    information: {
      en: '{firm} may send me information and offers by e-mail about its products and events: {topics}.',
      de:
        '{firm} darf mir per E-Mail Informationen und Angebote zu eigenen Produkten und Veranstaltungen senden: ' +
        '{topics}.',
    },
    'market-research': {
      en: '{firm} may evaluate my details for its own market research.',
      de: '{firm} darf meine Angaben für die eigene Marktforschung auswerten.',
    },
    customization: {
      en: '{firm} may use my details to adapt its services to my needs and to what is asked for.',
      de: '{firm} darf meine Angaben nutzen, um ihre Leistungen auf meinen Bedarf und die Nachfrage abzustimmen.',
    },
  },
  mail: {
    informationFrom: 'Demo Instruments <information@instruments.example>',
    postal: 'Demo Instruments, Example Street 1, 12345 Example Town',
  },
};
