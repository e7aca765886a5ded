import { cleanText, isExcelNumber, isLongerThan } from './clean-text';
import type { ValueCodec } from './value-codec';

export const textCodec: ValueCodec = {
  createParser: ({ maxLength, textId }) => (text, report) => {
    const clean = cleanText(text, report);
    if (maxLength !== null && isLongerThan(clean, maxLength)) {
      report('text.too-long', { max: maxLength });
      return undefined;
    }
    if (textId === true && isExcelNumber(clean)) report('cell.excel-number');
    return clean === '' ? undefined : clean;
  },
  format: String,
};

/** External IDs are exact: case, leading zeros and inner spaces count. Only the ends are trimmed, as in domain/keys. */
export const externalIdCodec: ValueCodec = {
  createParser: (field, context) => textCodec.createParser({ ...field, textId: true }, context),
  format: String,
};
