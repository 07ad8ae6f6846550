/** The demo site's products: invented microscopes and telescopes. */

export interface Product {
  readonly path: string;
  readonly name: string;
  readonly line: string;
  readonly price: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly art: string;
}

export const MICROSCOPES: readonly Product[] = [
  {
    path: '/demo/products/microscopes/field-20',
    name: 'Field 20',
    line: 'Fits a coat pocket, looks through a drop of pond water.',
    price: '89',
    art: 'microscope',
    facts: [
      ['Magnification', '20x to 80x'],
      ['Light', 'LED, one AA cell'],
      ['Weight', '160 g'],
    ],
  },
  {
    path: '/demo/products/microscopes/school-100',
    name: 'School 100',
    line: 'Survives a class of thirty, and the next one.',
    price: '219',
    art: 'microscope',
    facts: [
      ['Magnification', '40x to 400x'],
      ['Light', 'LED, dimmable'],
      ['Weight', '3.1 kg'],
    ],
  },
  {
    path: '/demo/products/microscopes/lab-400',
    name: 'Lab 400',
    line: 'Plan optics and a stage that stays where you left it.',
    price: '1,490',
    art: 'microscope',
    facts: [
      ['Magnification', '40x to 1000x, oil'],
      ['Light', 'Koehler, LED'],
      ['Weight', '9.4 kg'],
    ],
  },
];

export const TELESCOPES: readonly Product[] = [
  {
    path: '/demo/products/telescopes/travel-70',
    name: 'Travel 70',
    line: 'The moon from a balcony, the ridge from a train.',
    price: '179',
    art: 'telescope',
    facts: [
      ['Aperture', '70 mm'],
      ['Focal length', '400 mm'],
      ['Weight', '2.2 kg'],
    ],
  },
  {
    path: '/demo/products/telescopes/dob-8',
    name: 'Dob 8',
    line: 'Eight inches of mirror on a plywood mount: galaxies for the price of a bicycle.',
    price: '549',
    art: 'telescope',
    facts: [
      ['Aperture', '203 mm'],
      ['Focal length', '1200 mm'],
      ['Weight', '21 kg'],
    ],
  },
];
