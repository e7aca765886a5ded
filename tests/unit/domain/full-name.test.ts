import fc from 'fast-check';
import { splitFullName } from '../../../server/src/domain/values';

const split = (text: string, lastNameFirst = false): string => {
  const { salutation, firstName, lastName } = splitFullName(text, lastNameFirst);
  return [salutation, firstName, lastName].join('|');
};

describe('a full name', () => {
  it.each([
    ['Ann Lee', '|Ann|Lee'],
    ['  Ann   Maria Lee ', '|Ann Maria|Lee'],
    ['Novák', '||Novák'],
    ['Jean-Pierre Lefèvre', '|Jean-Pierre|Lefèvre'],
  ])('ends with the last name: %s', (text, expected) => expect(split(text)).toBe(expected));

  it.each([
    ['Charles de Gaulle', '|Charles|de Gaulle'],
    ['Jan van der Berg', '|Jan|van der Berg'],
    ['LUDWIG VAN BEETHOVEN', '|LUDWIG|VAN BEETHOVEN'],
    ['Oscar de la Renta', '|Oscar|de la Renta'],
    ["Jean d'Ormesson", "|Jean|d'Ormesson"],
    ['van Gogh', '||van Gogh'],
    ['Van Morrison', '|Van|Morrison'],
  ])('keeps particles with the last name: %s', (text, expected) => expect(split(text)).toBe(expected));

  it.each([
    ['Lee, Ann', '|Ann|Lee'],
    ['van der Berg, Jan Willem', '|Jan Willem|van der Berg'],
    ['Lee, Dr. Ann', 'Dr.|Ann|Lee'],
    ['Lee,', '||Lee'],
  ])('begins with the last name where a comma follows it: %s', (text, expected) => expect(split(text)).toBe(expected));

  it.each([
    ['Novák Jan', '|Jan|Novák'],
    ['Novák Jan Karel', '|Jan Karel|Novák'],
    ['van Gogh Vincent', '|Vincent|van Gogh'],
    ['Ing. Novák Jan', 'Ing.|Jan|Novák'],
    ['Novák, Jan', '|Jan|Novák'],
  ])('begins with the last name where the setting says so: %s', (text, expected) => expect(split(text, true)).toBe(expected));

  it.each([
    ['Mr Lee', 'Mr||Lee'],
    ['M. Jean Dupont', 'M.|Jean|Dupont'],
    ['Mme Dupont', 'Mme||Dupont'],
    ['Paní Šárka Kučerová', 'Paní|Šárka|Kučerová'],
    ['pan Ing. Jan Novák', 'pan Ing.|Jan|Novák'],
    ['prof. MUDr. Eva Malá', 'prof. MUDr.|Eva|Malá'],
    ['M Dupont', '|M|Dupont'],
    ['Pan', '||Pan'],
  ])('has salutation and titles in front: %s', (text, expected) => expect(split(text)).toBe(expected));

  it.each([
    ['Jan Novák, Ph.D.', '|Jan|Novák, Ph.D.'],
    ['John Smith, Jr.', '|John|Smith, Jr.'],
    ['Smith, John, Jr.', '|John|Smith, Jr.'],
  ])('keeps degrees behind a comma with the last name: %s', (text, expected) => expect(split(text)).toBe(expected));

  it('loses no word, whatever the text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Ann', 'de', 'Mr', 'van', 'Lee', 'Ing.', 'Jr.', ',', 'Éva')), fc.boolean(), (words, lastNameFirst) => {
      const { salutation, firstName, lastName } = splitFullName(words.join(' '), lastNameFirst);
      const wordsOf = (text: string): string[] => text.split(/[\s,]+/u).filter((word) => word !== '').sort();

      expect(wordsOf([salutation, firstName, lastName].join(' '))).toEqual(wordsOf(words.join(' ')));
    }));
  });
});
