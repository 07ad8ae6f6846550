/** What is wrong with a submission, in the language of the page. No sentence repeats what was typed. */

export type SubmissionProblem =
  | 'missing'
  | 'not-text'
  | 'repeated'
  | 'not-one-line'
  | 'control-characters'
  | 'too-long'
  | 'not-email'
  | 'unknown-fields'
  | 'not-list'
  | 'not-offered';

type Sentences = Readonly<Record<SubmissionProblem, (limit: number) => string>>;

const ENGLISH: Sentences = {
  missing: () => 'Please fill in this field.',
  'not-text': () => 'Please send a text here.',
  repeated: () => 'Please send this field once.',
  'not-one-line': () => 'Please write this in one line, without line breaks and control characters.',
  'control-characters': () => 'Please remove the control characters from this text.',
  'too-long': (limit) => `Please shorten this to ${limit} characters at most.`,
  'not-email': () => 'Please write an e-mail address, as name@example.com.',
  'unknown-fields': () => 'Please send only the fields of this form.',
  'not-list': () => 'Please send a list of ids here.',
  'not-offered': () => 'Please choose only what this form offers.',
};

const GERMAN: Sentences = {
  missing: () => 'Bitte füllen Sie dieses Feld aus.',
  'not-text': () => 'Bitte senden Sie hier einen Text.',
  repeated: () => 'Bitte senden Sie dieses Feld nur einmal.',
  'not-one-line': () => 'Bitte schreiben Sie dies in eine Zeile, ohne Zeilenumbrüche und Steuerzeichen.',
  'control-characters': () => 'Bitte entfernen Sie die Steuerzeichen aus diesem Text.',
  'too-long': (limit) => `Bitte kürzen Sie dies auf höchstens ${limit} Zeichen.`,
  'not-email': () => 'Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel name@example.com.',
  'unknown-fields': () => 'Bitte senden Sie nur die Felder dieses Formulars.',
  'not-list': () => 'Bitte senden Sie hier eine Liste von Kennungen.',
  'not-offered': () => 'Bitte wählen Sie nur, was dieses Formular anbietet.',
};

/** Returns the sentence; in English where the language has none. `limit` is the most characters of the field. */
export function describeProblem(problem: SubmissionProblem, lang: string, limit = 0): string {
  return (lang.split('-')[0] === 'de' ? GERMAN : ENGLISH)[problem](limit);
}
