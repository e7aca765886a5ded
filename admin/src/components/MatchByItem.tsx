import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Flex, IconButton, IconButtonGroup, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Cross, Drag } from '@strapi/icons';

import { useTranslate } from '../hooks/use-translate';

interface MatchByItemProps {
  id: string;
  label: string;
  index: number;
  total: number;
  disabled: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

export const MatchByItem = ({ id, label, index, total, disabled, onMove, onRemove }: MatchByItemProps) => {
  const t = useTranslate();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled });

  return (
    <Flex
      tag="li"
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      background={isDragging ? 'primary100' : 'neutral0'}
      borderColor="neutral200"
      hasRadius
      padding={2}
      paddingLeft={3}
      gap={3}
      maxWidth="64rem"
    >
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
          <IconButton label={t('match.remove', { name: label })} onClick={onRemove}>
            <Cross />
          </IconButton>
        </IconButtonGroup>
      )}
    </Flex>
  );
};
