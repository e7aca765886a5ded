import * as React from 'react';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Box, Field, Flex, SingleSelect, SingleSelectOption, Typography, useNotifyAT } from '@strapi/design-system';
import type { MatchItem, Target } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { moveItem } from '../utils/move-item';
import { MATCH_OPTIONS } from '../utils/setting-draft';
import { MatchByItem } from './MatchByItem';

const keyOf = (item: MatchItem): string => [item].flat().join('+');

interface MatchByListProps {
  target: Target;
  value: MatchItem[];
  disabled: boolean;
  error?: string;
  onChange: (value: MatchItem[]) => void;
}

/** The identifiers that find existing records, in the order in which they are tried: dragged, or moved by buttons. */
export const MatchByList = ({ target, value, disabled, error, onChange }: MatchByListProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const { notifyStatus } = useNotifyAT();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const title = t(`match.title.${target}`);
  const keys = value.map(keyOf);
  const options = MATCH_OPTIONS[target].filter((item) => !keys.includes(keyOf(item)));

  const move = (from: number, to: number): void => {
    const item = value[from];
    if (item !== undefined && to >= 0 && to < value.length) {
      onChange(moveItem(value, from, to));
      notifyStatus(t('match.moved', { name: labels.match(item), position: to + 1, total: value.length }));
    }
  };

  return (
    <Field.Root name="matchBy" error={error} hint={t('match.hint')}>
      <Typography variant="pi" fontWeight="bold">
        {title}
      </Typography>
      <Field.Hint />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) => (over === null ? undefined : move(keys.indexOf(String(active.id)), keys.indexOf(String(over.id))))}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={title}>
            {value.map((item, index) => (
              <MatchByItem
                key={keyOf(item)}
                id={keyOf(item)}
                label={labels.match(item)}
                index={index}
                total={value.length}
                disabled={disabled}
                onMove={(to) => move(index, to)}
                onRemove={() => onChange(value.filter((other) => other !== item))}
              />
            ))}
          </Flex>
        </SortableContext>
      </DndContext>
      {options.length === 0 || disabled ? null : (
        <Box maxWidth="36rem" paddingTop={2}>
          <SingleSelect
            aria-label={t('match.add')}
            placeholder={t('match.add')}
            value=""
            onChange={(key) => onChange([...value, ...options.filter((item) => keyOf(item) === key)])}
          >
            {options.map((item) => (
              <SingleSelectOption key={keyOf(item)} value={keyOf(item)}>
                {labels.match(item)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
      )}
      <Field.Error />
    </Field.Root>
  );
};
