import { SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { FieldDescriptor } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { DEFAULT_RULES, type ColumnMapping } from '../utils/mapping';

/** Wide enough for the longest field, and its button that clears large enough to be hit (WCAG 2.5.8). */
const Wide = styled.div`
  width: 28rem;

  button {
    min-width: 24px;
    min-height: 24px;
  }
`;

interface MappingFieldSelectProps {
  column: ColumnMapping;
  name: string;
  fields: FieldDescriptor[];
  isDouble: boolean;
  onChange: (column: ColumnMapping) => void;
}

/** Where a column goes. */
export const MappingFieldSelect = ({ column, name, fields, isDouble, onChange }: MappingFieldSelectProps) => {
  const t = useTranslate();
  const labels = useLabels();

  return (
    <>
      <Wide>
        <SingleSelect
          size="S"
          aria-label={t('mapping.fieldOf', { column: name })}
          hasError={isDouble}
          placeholder={t('mapping.none')}
          value={column.field}
          clearLabel={t('mapping.none')}
          onClear={() => onChange({ ...column, field: null, include: false, confidence: null, rules: DEFAULT_RULES })}
          onChange={(field) =>
            onChange({ ...column, field: field === '' ? null : String(field), include: field !== '', confidence: null })
          }
        >
          {fields.map((field) => (
            <SingleSelectOption key={field.path} value={field.path}>
              {labels.field(field.path, field.label) + (field.required ? ' *' : '')}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Wide>
      {isDouble ? (
        <Typography variant="pi" textColor="danger600" role="alert">
          {t('mapping.double')}
        </Typography>
      ) : null}
    </>
  );
};
