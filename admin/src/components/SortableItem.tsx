import * as React from 'react';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Box, Flex, IconButton, IconButtonGroup, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Cross, Drag } from '@strapi/icons';

import { useTranslate } from '../hooks/use-translate';

interface SortableItemProps {
  id: string;
  label: string;
  index: number;
  total: number;
  disabled: boolean;
  onMove: (to: number) => void;
  onRemove?: () => void;
  children?: React.ReactNode;
}

export const SortableItem = ({ id, label, index, total, disabled, onMove, onRemove, children }: SortableItemProps) => {
  const t = useTranslate();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled });

  return (
    <Box
      tag="li"
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      background={isDragging ? 'primary100' : 'neutral0'}
      borderColor="neutral200"
      hasRadius
      padding={2}
      paddingLeft={3}
      maxWidth="64rem"
    >
      <Flex gap={3}>
        {disabled ? null : (
          <IconButton ref={setActivatorNodeRef} label={t('match.drag', { name: label })} variant="ghost" {...attributes} {...listeners}>
            <Drag />
          </IconButton>
        )}
        <Typography flex="1">
          {index + 1}. {label}
        </Typography>
        {disabled ? null : (
          <IconButtonGroup>
            <IconButton label={t('match.up', { name: label })} disabled={index === 0} onClick={() => onMove(index - 1)}>
              <ArrowUp />
            </IconButton>
            <IconButton label={t('match.down', { name: label })} disabled={index === total - 1} onClick={() => onMove(index + 1)}>
              <ArrowDown />
            </IconButton>
            {onRemove === undefined ? null : (
              <IconButton label={t('match.remove', { name: label })} onClick={onRemove}>
                <Cross />
              </IconButton>
            )}
          </IconButtonGroup>
        )}
      </Flex>
      {children}
    </Box>
  );
};
