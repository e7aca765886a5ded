import fc from 'fast-check';
import { parsePhoneNumberFromString, getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';
import { VALUE_TYPES, type FieldDescriptor, type IssueParams, type Value, type ValueType } from '../../../server/src/contracts';
import { DEFAULT_CONTEXT, createPhoneNormaliser, createValueParser, formatValue, isEmail, type ValueContext } from '../../../server/src/domain/values';

const field = (type: ValueType, more: Partial<FieldDescriptor> = {}): FieldDescriptor => ({
  path: 'x', type, label: 'X', maxLength: null, values: type === 'enumeration' ? ['customer', 'operator'] : null, required: false, identifier: false, group: null, ...more,
});

interface Read { value: Value | undefined; issues: [string, IssueParams | undefined][] }
const reader = (type: ValueType, context: Partial<ValueContext> = {}, more: Partial<FieldDescriptor> = {}) => {
  const parse = createValueParser(field(type, more), { ...DEFAULT_CONTEXT, ...context });
  return (text: string): Read => {
    const issues: Read['issues'] = [];
    return { value: parse(text, (code, params) => void issues.push([code, params])), issues };
  };
};
const codes = ({ issues }: Read): string[] => issues.map(([code]) => code);

describe('text', () => {
  it('is composed to NFC and loses control characters, with a warning', () => {
    expect(reader('text')('Zoe\u0301')).toEqual({ value: 'Zoé', issues: [] });
    expect(reader('text')('a\u000bb\u0007')).toEqual({ value: 'ab', issues: [['cell.control-characters', undefined]] });
  });
  it('keeps characters that change the reading order, and flags them', () => {
    expect(reader('text')('\u202eAnn')).toEqual({ value: '\u202eAnn', issues: [['cell.bidi-control', undefined]] });
  });
  it('counts characters as databases do', () => {
    const read = reader('text', {}, { maxLength: 3 });

    expect(read('😀😀😀').value).toBe('😀😀😀');
    expect(read('abcd')).toEqual({ value: undefined, issues: [['text.too-long', { max: 3 }]] });
  });
  it('keeps leading zeros and warns of numbers that a spreadsheet cut, where they are identifiers', () => {
    expect(reader('externalId')('00123')).toEqual({ value: '00123', issues: [] });
    expect(codes(reader('externalId')('1.23E+15'))).toEqual(['cell.excel-number']);
    expect(codes(reader('text', {}, { textId: true })('4,41E+11'))).toEqual(['cell.excel-number']);
    expect(codes(reader('text')('4,41E+11'))).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it.each(['a@example.org', 'ann.lee+news@sub.example.co.uk', "o'neil@example.org", 'jörg@müller.de', '用户@例子.公司', 'a_b@ex-ample.org', `${'a'.repeat(64)}@example.org`])('may be %s', (text) => {
    expect(reader('email')(text)).toEqual({ value: text, issues: [] });
  });
  it.each(['ann', 'ann@', '@example.org', 'ann@example', 'ann@example.', 'ann@.org', 'a b@example.org', 'a..b@example.org', '.a@example.org', 'a.@example.org', 'a@b@example.org',
    'Ann <ann@example.org>', 'a@example.org;b@example.org', 'a@-example.org', 'a@127.0.0.1', 'a@ex_am ple.org', 'a\u200b@example.org', `${'a'.repeat(65)}@example.org`])('cannot be %s', (text) => {
    expect(codes(reader('email')(text))).toContain('email.invalid');
  });
});

describe('letters that imitate others in an e-mail address', () => {
  it.each(['p\u0430ypal@example.org', 'ann@ex\u0430mple.org', 'ann@sub.g\u03bfogle.com'])('are warned of, and the address is kept: %s', (text) => {
    expect(reader('email')(text)).toEqual({ value: text, issues: [['email.mixed-scripts', undefined]] });
  });
  it.each(['ann@example.org', 'jörg@müller.de', 'иван@пример.рф', 'ivan@пример.com', '用户@例子.公司', 'info2@пример2.рф'])('are none where each part has one script: %s', (text) => {
    expect(reader('email')(text)).toEqual({ value: text, issues: [] });
  });
});

describe('a phone number', () => {
  it.each([
    ['+420777123456', null, '+420777123456'],
    ['+420 777 123 456', null, '+420777123456'],
    ['+44 (0)20 7946 0018', null, '+442079460018'],
    ['0110203040', 'FR', '+33110203040'],
    ['0033110203040', 'FR', '+33110203040'],
    ['777 123 456', 'CZ', '+420777123456'],
    ['(415) 555-0100', 'US', '+14155550100'],
    ['+39 06 698 12345', null, '+390669812345'],
    ['+800 1234 5678', null, '+80012345678'],
  ])('%s with default country %s becomes %s', (text, defaultCountry, number) => {
    expect(reader('phone', { defaultCountry })(text)).toEqual({ value: number, issues: [] });
  });
  it.each([['777 123 456', null], ['call me', 'CZ'], ['+420 777 123 456 ext. 5', null], ['+999123456789', null], ['+420777', null], ['12', 'FR'], ['+420777123456 / 777123457', 'CZ']])(
    '%s with default country %s is kept as it is, with a warning', (text, defaultCountry) => {
      expect(reader('phone', { defaultCountry })(text)).toEqual({ value: text, issues: [['phone.not-normalised', undefined]] });
    });
  it('is warned of when a spreadsheet has cut it', () => {
    expect(codes(reader('phone')('4.41E+11'))).toEqual(['cell.excel-number', 'phone.not-normalised']);
  });
  it('is what the library says, also where the library is not asked', () => {
    const normalise = createPhoneNormaliser(null);
    const digits = fc.stringMatching(/^\d{4,12}$/);
    fc.assert(fc.property(fc.constantFrom(...getCountries()), digits, (country, national) => {
      const example = getExampleNumber(country, examples);
      for (const text of [`+${example?.countryCallingCode ?? '1'}${national}`, String(example?.number), example?.formatInternational() ?? '']) {
        const result = normalise(text);
        if (result !== null) expect(result).toBe(parsePhoneNumberFromString(text, { extract: false })?.number);
      }
      expect(normalise(String(example?.number))).toBe(example?.number);
    }), { numRuns: 2000 });
  });
});

describe('a country', () => {
  it.each([['FR', 'FR'], ['cz', 'CZ'], ['Czech Republic', 'CZ'], ['Česká republika', 'CZ'], ['ČESKO', 'CZ'], ['Pologne', 'PL'], ['Německo', 'DE'], ['états-unis', 'US'], ['usa', 'US'], ['U.K.', 'GB'], ['Cote d Ivoire', 'CI']])(
    '%s is %s', (text, code) => {
      expect(reader('country')(text)).toEqual({ value: code, issues: [] });
    });
  it.each(['Atlantis', 'ZZ', '__proto__', 'constructor', ''])('%s is none', (text) => {
    expect(codes(reader('country')(text))).toEqual(['country.unknown']);
  });
});

describe('an enumeration', () => {
  it('is read without case, and in the words of three languages', () => {
    expect(['customer', 'CUSTOMER', 'Zákazník', 'Operátor', 'opérateur'].map((text) => reader('enumeration')(text).value)).toEqual(['customer', 'customer', 'customer', 'operator', 'operator']);
  });
  it('names what is allowed', () => {
    expect(reader('enumeration')('boss').issues).toEqual([['enumeration.unknown', { allowed: 'customer, operator' }]]);
  });
});

describe('a yes or no', () => {
  it.each(['true', 'T', 'Yes', 'y', '1', 'OUI', 'vrai', 'ano', 'Pravda'])('%s is yes', (text) => expect(reader('boolean')(text).value).toBe(true));
  it.each(['false', 'F', 'No', 'n', '0', 'NON', 'faux', 'ne', 'Nepravda'])('%s is no', (text) => expect(reader('boolean')(text).value).toBe(false));
  it.each(['maybe', '2', 'constructor'])('%s is neither', (text) => expect(codes(reader('boolean')(text))).toEqual(['boolean.invalid']));
});

describe('a consent', () => {
  it.each(['TRUE', 'true', 'T', 't', 'VRAI', 'PRAVDA'])('%s is a yes', (text) => expect(reader('consent')(text).value).toBe(true));
  it.each(['FALSE', 'false', 'F', 'f', 'FAUX', 'NEPRAVDA'])('%s is a no', (text) => expect(reader('consent')(text).value).toBe(false));
  it.each(['yes', '1', 'x', 'ano', 'constructor'])('%s is neither: a guess would be worse than an error', (text) => expect(codes(reader('consent')(text))).toEqual(['consent.invalid']));
});

describe('a number', () => {
  it.each([['1234.5', 'auto', 1234.5], ['1 234,56', 'auto', 1234.56], ['1,234.56', 'auto', 1234.56], ['1.234,56', 'auto', 1234.56], ["1'234.5", 'auto', 1234.5], ['1.234.567', 'auto', 1234567],
    ['1,5', 'auto', 1.5], ['1.234', '.', 1.234], ['1.234', ',', 1234], ['-0.5', 'auto', -0.5], ['1.5E+6', 'auto', 1500000], ['0.123', 'auto', 0.123], ['\u22125', 'auto', -5]] as const)(
    '%s with decimal sign %s is %d', (text, decimal, value) => {
      expect(reader('decimal', { decimal })(text)).toEqual({ value, issues: [] });
    });
  it('is not guessed when a sign could part thousands or decimals', () => {
    expect(reader('decimal')('1.234').issues).toEqual([['number.invalid', { reason: 'ambiguous' }]]);
  });
  it.each(['abc', '1,2,3', '12 EUR', '1.2.3', '--1', 'Infinity', 'NaN', '0x10', '1e999', '.', ',', '-', '1 2,,3'])('is not %s', (text) => {
    expect(codes(reader('decimal')(text))).toEqual(['number.invalid']);
  });
  it('is whole and fits its column where it must', () => {
    expect(reader('integer')('1 250').value).toBe(1250);
    expect(reader('integer')('12,5').issues).toEqual([['number.invalid', { reason: 'fraction' }]]);
    expect(reader('integer', {}, { max: 2147483647 })('2147483648').issues).toEqual([['number.invalid', { max: 2147483647 }]]);
    expect(codes(reader('integer')('9007199254740993'))).toEqual(['number.invalid']);
  });
});

describe('a date', () => {
  it.each([['2024-01-31', 'auto'], ['20240131', 'auto'], ['31.1.2024', 'auto'], ['31. 1. 2024', 'auto'], ['31/01/2024', 'auto'], ['1/31/2024', 'auto'], ['2024-01-31T10:00', 'auto'],
    ['31. 1. 2024 8:30', 'auto'], ['31/01/24', 'DD/MM/YY'], ['01-31-2024', 'MM-DD-YYYY'], ['1.31.2024', 'M.D.YYYY']])('%s read with %s is 2024-01-31', (text, dateFormat) => {
    expect(reader('date', { dateFormat })(text)).toEqual({ value: '2024-01-31', issues: [] });
  });
  it('is not guessed when day and month could be exchanged', () => {
    expect(reader('date')('03/04/2024').issues).toEqual([['date.invalid', { reason: 'ambiguous' }]]);
    expect(reader('date', { dateFormat: 'DD/MM/YYYY' })('03/04/2024').value).toBe('2024-04-03');
  });
  it.each(['2024-02-30', '2023-02-29', '0000-01-01', 'yesterday', '45321', '2024-13-01', '31.1.'])('is not %s', (text) => {
    expect(codes(reader('date')(text))).toEqual(['date.invalid']);
  });
  it('with a time is read in the time zone of the setting, or with its own offset', () => {
    const read = reader('datetime', { timeZone: 'Europe/Prague' });

    expect(read('2024-07-01 10:30').value).toBe('2024-07-01T08:30:00.000Z');
    expect(read('31. 1. 2024 8:30').value).toBe('2024-01-31T07:30:00.000Z');
    expect(read('2024-07-01T10:30:05.250Z').value).toBe('2024-07-01T10:30:05.250Z');
    expect(read('2024-07-01T10:30:00-02:00').value).toBe('2024-07-01T12:30:00.000Z');
    expect(codes(read('2024-07-01 25:00'))).toEqual(['date.invalid']);
  });
});

describe('the formats of a setting', () => {
  it('say which sign is the decimal one', () => {
    expect([reader('decimal', { decimal: ',' })('1.234').value, reader('decimal', { decimal: '.' })('1.234').value]).toEqual([1234, 1.234]);
    expect([reader('decimal', { decimal: ',' })('1,5').value, reader('decimal', { decimal: '.' })('1,234').value]).toEqual([1.5, 1234]);
    expect(codes(reader('decimal', { decimal: '.' })('1,5'))).toEqual(['number.invalid']);
  });
  it('say which part of a date is the month, and refuse what is written otherwise', () => {
    const read = (dateFormat: string, text: string) => reader('date', { dateFormat })(text);

    expect([read('DD/MM/YYYY', '03/04/2024').value, read('M/D/YYYY', '3/4/2024').value, read('YY.MM.DD', '24.04.03').value]).toEqual(['2024-04-03', '2024-03-04', '2024-04-03']);
    expect([codes(read('DD/MM/YYYY', '2024-04-03')), codes(read('DD/MM/YYYY', '03/04/2024 10:00')), codes(read('DD/MM/YYYY', '04/13/2024'))]).toEqual([['date.invalid'], ['date.invalid'], ['date.invalid']]);
  });
  it('say in which zone a time without an offset is meant, summer and winter', () => {
    const read = (text: string) => reader('datetime', { dateFormat: 'D.M.YYYY H:mm', timeZone: 'Europe/Prague' })(text).value;

    expect([read('1.7.2024 8:30'), read('1.1.2024 8:30')]).toEqual(['2024-07-01T06:30:00.000Z', '2024-01-01T07:30:00.000Z']);
  });
});

describe('a web address', () => {
  it.each(['https://example.org', 'http://example.org:8080/a?b=c#d', 'https://müller.de/ě'])('may be %s', (text) => expect(reader('url')(text)).toEqual({ value: text, issues: [] }));
  it.each(['javascript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://example.org', 'example.org', 'https://', 'http://a b'])('cannot be %s', (text) => {
    expect(codes(reader('url')(text))).toContain('url.invalid');
  });
});

describe('parse and format are a pair', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const seconds = day.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString());
  const domain = fc.domain().filter((text) => isEmail(`a@${text}`));
  const values: Record<ValueType, fc.Arbitrary<Value>> = {
    text: fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC').trim()).filter((text) => text !== '' && reader('text')(text).issues.length === 0),
    email: fc.tuple(fc.stringMatching(/^[a-z0-9+_-]{1,20}$/), domain).map(([local, host]) => `${local}@${host}`),
    phone: fc.constantFrom(...getCountries()).map((country) => String(getExampleNumber(country, examples)?.number)),
    country: fc.constantFrom('FR', 'CZ', 'XK', 'GB'),
    enumeration: fc.constantFrom('customer', 'operator'),
    boolean: fc.boolean(),
    consent: fc.boolean(),
    integer: fc.maxSafeInteger(),
    decimal: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    date: day.map((date) => date.toISOString().slice(0, 10)),
    datetime: seconds,
    url: fc.webUrl().filter((url) => url.length < 1000),
    externalId: fc.stringMatching(/^[A-Za-z0-9/_-]{1,40}$/),
  };
  const contexts: Record<string, Partial<ValueContext>> = {
    'no settings': {},
    'French settings': { defaultCountry: 'FR', dateFormat: 'DD/MM/YYYY HH:mm:ss', decimal: ',', timeZone: 'UTC' },
  };
  for (const [name, context] of Object.entries(contexts)) {
    it.each(VALUE_TYPES)(`for %s, with ${name}`, (type) => {
      const full = { ...DEFAULT_CONTEXT, ...context, ...(type === 'date' && context.dateFormat ? { dateFormat: 'DD/MM/YYYY' } : {}) };
      const read = reader(type, full);
      fc.assert(fc.property(values[type], (value) => {
        expect(read(formatValue(type, value, full)).value).toBe(value);
      }));
    });
  }
});

describe('hostile text', () => {
  const contexts: Partial<ValueContext>[] = [{}, { defaultCountry: 'FR', dateFormat: 'DD/MM/YYYY', decimal: ',' }];
  it.each(VALUE_TYPES)('never makes %s throw', (type) => {
    for (const context of contexts) {
      const read = reader(type, context, { maxLength: 1000 });
      fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'toString', '\ud800', '+', '@', '.', '-')), (text) => {
        expect(() => read(text)).not.toThrow();
      }), { numRuns: 300 });
    }
  });
  const long = ['a', '1', '@', '.', '+', ' ', '(', 'é', '\u0301', '1.', 'a@', '-1', '(1', 'x\t', '\ud83d'].map((unit) => unit.repeat(50_000));
  const nasty = [...long, `${'a'.repeat(50_000)}@example.org`, `a@${'a.'.repeat(25_000)}!`, `+${'1'.repeat(50_000)}x`, `${'1 '.repeat(30)}ext${' '.repeat(200)}`, `${'('.repeat(250)}1`];
  it.each(VALUE_TYPES)('of 50,000 characters is read as %s in no time', (type) => {
    const read = reader(type, { defaultCountry: 'US' }, { maxLength: 1000 });
    read('warm');
    for (const text of nasty) {
      const started = performance.now();
      read(text);
      // A backtracking expression would take minutes; the rest is this machine's mood.
      expect(performance.now() - started).toBeLessThan(100);
    }
  });
});
