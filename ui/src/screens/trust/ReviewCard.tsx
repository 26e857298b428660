import { Anchor, Checkbox, Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { ReviewCard as Card } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import { FieldRows } from './FieldRows';
import classes from './Trust.module.css';
import { useRefusalWord } from './useRefusalWord';

interface Props {
  card: Card;
  /** Whether it is ticked; none where nothing can be ticked. */
  chosen: boolean | null;
  onToggle: () => void;
  actions: ReactNode;
}

/** Work that does not count: whose, when, on what, why not, and what it would change. */
export function ReviewCard({ card, chosen, onToggle, actions }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const refusal = useRefusalWord();
  const { file, kind, name, is_here: isHere, author, device_name: device, received_at: at, reason, changes } = card;
  const title = name === null ? t('trust.review.new_file') : name || t('common.unnamed');
  const opens = isHere && name !== null && kind === 'customer';
  return (
    <Paper p="sm" className={classes['card'] ?? ''} component="article" aria-label={title} data-testid="review-card">
      <div className={classes['cardHead']}>
        <Group gap="sm" wrap="nowrap">
          {chosen !== null && <Checkbox size="md" aria-label={t('trust.review.choose', { name: title })} checked={chosen} onChange={onToggle} />}
          {opens ? <Anchor component={Link} to={paths.customer(file)} fw={600}>{title}</Anchor> : <Text fw={600}>{title}</Text>}
          {kind !== 'customer' && <Text size="sm" c="dimmed">{word('file_kinds', kind)}</Text>}
        </Group>
        <Pill tone="warn">{refusal(reason)}</Pill>
      </div>
      <Text size="sm" c="dimmed">{[author.name, device, format.ago(at)].filter(Boolean).join(' · ')}</Text>
      <FieldRows rows={changes.flatMap((change) => change.rows)} />
      {changes.some((change) => !change.is_shown) && <Text size="md" c="dimmed">{t('trust.review.no_fields')}</Text>}
      {actions}
    </Paper>
  );
}
