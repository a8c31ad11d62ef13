import { expect, test } from 'vitest';
import { collectForms, differingForms } from '../../../../web/worker/queries/term-forms.ts';

/** Returns the forms of a paper whose text has one mark of term 7 per given word. */
function formsOf(text: string, ...words: string[]) {
  const marks = words.map((word) => ({ term: 7, start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  return collectForms([{ text, marks }]);
}

test.each([
  ['Modulated waves', 'Modulated', 'A modular design', 'modular', ['modulated', 'modular']],
  ['They modulate synapses', 'modulate', 'Modulating synapses', 'Modulating', ['modulate', 'modulating']],
  ['Uses SNNs', 'SNNs', 'Spiking  neural networks', 'Spiking  neural networks', ['SNNs', 'spiking neural networks']],
])('forms that differ are those of the texts: %s', (a, wordA, b, wordB, expected) => {
  expect(differingForms(7, formsOf(a, wordA), formsOf(b, wordB))).toEqual(expected);
});

test.each([
  ['Networks learn', 'Networks', 'a network', 'network'],
  ['self-organizing maps', 'self-organizing maps', 'a self organizing map', 'self organizing map'],
  ['two theories', 'theories', 'one theory', 'theory'],
  ['many classes', 'classes', 'one class', 'class'],
])('singular, plural, and spelling are no difference: %s', (a, wordA, b, wordB) => {
  expect(differingForms(7, formsOf(a, wordA), formsOf(b, wordB))).toBeUndefined();
});

test('papers with one form in common have no differing forms, and the most frequent form comes first', () => {
  const text = 'Modules modulate; modular';
  const forms = formsOf(text, 'modular', 'modulate', 'modular');
  expect(forms.get(7)).toEqual(['modular', 'modulate']);
  expect(differingForms(7, forms, formsOf('modulate', 'modulate'))).toBeUndefined();
  expect(differingForms(8, forms, forms)).toBeUndefined();
});
