import { ATTRIBUTE_PREFIX, CONSENT_PREFIX, type Definitions, type KnownValue } from '../../contracts';
import { hasOptions } from '../../domain/fields';
import { foldText } from '../../domain/values';
import { CSV_BOM, csvRecord } from '../../pipeline/report';

/** Every value that files may say, with what it means: one line per option, one where anything of a type can stand. */
export const knownValues = ({ attributes, consents }: Definitions, q = ''): KnownValue[] => {
  const wanted = foldText(q);
  const all = [
    ...attributes.flatMap(({ code, label, type, options }): KnownValue[] => {
      const common = { field: ATTRIBUTE_PREFIX + code, label, type };
      return hasOptions(type) ? options.map((option) => ({ ...common, value: option.code, valueLabel: option.label })) : [{ ...common, value: null, valueLabel: null }];
    }),
    ...consents.flatMap(({ code, label }): KnownValue[] => CONSENT_WORDS.map((value) => ({ field: CONSENT_PREFIX + code, label, type: 'consent', value, valueLabel: null }))),
  ];
  if (wanted === '') return all;
  return all.filter(({ field, label, value, valueLabel }) => [field, label, value ?? '', valueLabel ?? ''].some((text) => foldText(text).includes(wanted)));
};

const CONSENT_WORDS = ['TRUE', 'FALSE', 'Vide'] as const;

/** For whoever fills in a file. */
export const knownValuesCsv = (values: readonly KnownValue[]): string =>
  CSV_BOM + csvRecord(['field', 'label', 'type', 'value', 'valueLabel']) + values.map(({ field, label, type, value, valueLabel }) => csvRecord([field, label, type, value ?? '', valueLabel ?? ''])).join('');
