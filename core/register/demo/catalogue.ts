/** The demo's catalogue: what a firm of instruments that does not exist would write about. */
import type { CatalogueItemInput } from '../information/catalogue-schema.ts';

export const DEMO_CATALOGUE: readonly CatalogueItemInput[] = [
  {
    id: 'microscope-m2',
    kind: 'product',
    title: { en: 'The microscope M2', de: 'Das Mikroskop M2' },
    text: {
      en: 'A widefield microscope for the classroom and the small laboratory, with a camera and an open file format.',
      de: 'Ein Weitfeldmikroskop für Unterricht und kleine Labore, mit Kamera und offenem Dateiformat.',
    },
    topics: ['microscopes'],
    link: 'https://www.instruments.example/microscopes/m2',
  },
  {
    id: 'note-flim',
    kind: 'application-note',
    title: {
      en: 'Application note: fluorescence lifetime imaging (FLIM)',
      de: 'Anwendungsbericht: Fluoreszenz-Lebensdauer-Mikroskopie (FLIM)',
    },
    text: {
      en: 'Lifetimes in living cells from few photons: sample, exposure, evaluation, and what goes wrong.',
      de: 'Lebensdauern in lebenden Zellen aus wenigen Photonen: Probe, Belichtung, Auswertung, Fehlerquellen.',
    },
    topics: ['microscopes'],
    link: 'https://www.instruments.example/notes/flim',
  },
  {
    id: 'telescope-t1',
    kind: 'product',
    title: { en: 'The telescope T1', de: 'Das Teleskop T1' },
    text: {
      en: 'A mirror of 30 centimetres and a mount that one person can carry.',
      de: 'Ein Spiegel von 30 Zentimetern und eine Montierung, die eine Person tragen kann.',
    },
    topics: ['telescopes'],
    link: 'https://www.instruments.example/telescopes/t1',
  },
  {
    id: 'course-telescopes',
    kind: 'course',
    title: { en: 'Course: care of telescopes', de: 'Kurs: Pflege von Teleskopen' },
    text: {
      en: 'Five days on cleaning, collimation and storage, from 2 to 6 September 2030 in Example Town.',
      de: 'Fünf Tage über Reinigung, Justierung und Lagerung, vom 2. bis 6. September 2030 in Example Town.',
    },
    topics: ['telescopes', 'workshops'],
    until: '2030-08-31',
    link: 'https://www.instruments.example/courses/telescopes',
  },
];
