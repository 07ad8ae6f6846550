/** The posts of the demo site's blog. */

export const POSTS = [
  {
    path: '/demo/blog/pond-water',
    title: 'A first look at pond water',
    line: 'What swims in one drop, and how to keep it in focus.',
    text: [
      'Take the drop from where leaves rot, not from the clear middle. Rotifers sit on the ' +
        'undersides; they hold still when they eat.',
      'Start at 40x with the light turned low. Most of what you see is transparent, and too much ' +
        'light is the usual reason for seeing nothing.',
      'A human hair beside the drop gives the scale: about 70 micrometres.',
    ],
  },
  {
    path: '/demo/blog/choosing-an-eyepiece',
    title: 'Choosing an eyepiece',
    line: 'Why the longest focal length is the one you will use most.',
    text: [
      'Magnification is the focal length of the telescope over that of the eyepiece, and it is rarely what you lack.',
      'Air moves. On most nights 150x is what the sky allows; a wide, bright 25 mm eyepiece shows ' +
        'more than a 4 mm one that shivers.',
      'Buy one good long one and one in the middle. The box that came with five is a box.',
    ],
  },
  {
    path: '/demo/blog/dark-skies',
    title: 'Dark skies near cities',
    line: 'An hour by train is enough for the Milky Way.',
    text: [
      'Look for a hill between you and the town, not for distance. Light travels far in mist and is stopped by stone.',
      'Give your eyes twenty minutes. One look at a screen costs you all of them.',
      'Take something warm. Nobody was ever too warm at an eyepiece.',
    ],
  },
];
