import * as React from 'react';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Flex, useNotifyAT } from '@strapi/design-system';

import { useTranslate } from '../hooks/use-translate';
import { moveItem } from '../utils/move-item';
import { SortableItem } from './SortableItem';

export interface SortableEntry<T> {
  id: string;
  label: string;
  value: T;
  /** Below the entry's line, such as what it is made of. */
  details?: React.ReactNode;
}

interface SortableListProps<T> {
  label: string;
  entries: readonly SortableEntry<T>[];
  disabled: boolean;
  onChange: (values: T[]) => void;
  /** Where entries can be taken out. */
  onRemove?: (value: T) => void;
}

/** A list in an order that a person decides: dragged, or moved by buttons, and each move is read out. */
export const SortableList = <T,>({ label, entries, disabled, onChange, onRemove }: SortableListProps<T>) => {
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = entries.map(({ id }) => id);

  const nameOf = (id: string | number): string => entries.find((entry) => entry.id === id)?.label ?? '';

  const move = (from: number, to: number): void => {
    const entry = entries[from];
    if (entry !== undefined && to >= 0 && to < entries.length) {
      onChange(moveItem(entries, from, to).map(({ value }) => value));
      notifyStatus(t('match.moved', { name: entry.label, position: to + 1, total: entries.length }));
    }
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: t('match.drag.how') },
        announcements: {
          onDragStart: ({ active }) => t('match.drag.start', { name: nameOf(active.id) }),
          onDragOver: ({ active, over }) => (over === null ? undefined : t('match.moved', { name: nameOf(active.id), position: ids.indexOf(String(over.id)) + 1, total: entries.length })),
          onDragEnd: () => undefined,
          onDragCancel: ({ active }) => t('match.drag.cancelled', { name: nameOf(active.id) }),
        },
      }}
      onDragEnd={({ active, over }) => (over === null ? undefined : move(ids.indexOf(String(active.id)), ids.indexOf(String(over.id))))}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={label}>
          {entries.map(({ id, label: name, value, details }, index) => (
            <SortableItem
              key={id}
              id={id}
              label={name}
              index={index}
              total={entries.length}
              disabled={disabled}
              onMove={(to) => move(index, to)}
              onRemove={onRemove === undefined ? undefined : () => onRemove(value)}
            >
              {details}
            </SortableItem>
          ))}
        </Flex>
      </SortableContext>
    </DndContext>
  );
};
