// 未被接受的改动: what was written on this device and does not count. The file shows what everybody sees; the words are here.
import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { RefusedCard } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { FieldRows } from './FieldRows';
import classes from './Trust.module.css';
import { useRefusalWord } from './useRefusalWord';

export function RefusedScreen() {
  const { t } = useTranslation();
  const cards = useAsk('refused_cards', {});
  return (
    <Page title={t('trust.refused.title')} back={paths.sync} width={760}>
      <Text c="dimmed" mb="sm">{t('trust.refused.mine_text')}</Text>
      <ErrorNote error={cards.error} again={() => void cards.refetch()} />
      {cards.isPending && <Loading />}
      {cards.data?.length === 0 && <EmptyNote icon={IconCircleCheck} text={t('trust.refused.none')} />}
      <Stack gap="sm">{cards.data?.map((card) => <Row key={card.id} card={card} />)}</Stack>
    </Page>
  );
}

function Row({ card }: { card: RefusedCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusalWord();
  const dismiss = useTell('dismiss_card', { done: t('trust.proposals.dismissed') });
  const { id, file, kind, name, code, at, rows } = card;
  // Words that went to somebody else with the file count; only their writer sees the file no more.
  const passed = code === 'handed_over';
  const title = name === null ? t('trust.refused.elsewhere') : name || t('common.unnamed');
  return (
    <Paper p="sm" className={classes['card'] ?? ''} component="article" aria-label={title} data-testid="refused-card">
      <div className={classes['cardHead']}>
        {name !== null && kind === 'customer' && !passed
          ? <Anchor component={Link} to={paths.customer(file)} fw={600}>{title}</Anchor>
          : <Text fw={600}>{title}</Text>}
        <Pill tone={passed ? 'good' : 'bad'}>{passed ? t('trust.refused.handed_over') : refusal(code)}</Pill>
      </div>
      <FieldRows rows={rows} />
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">{format.ago(at)}</Text>
        <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate({ id })}>{t('trust.proposals.dismiss')}</Button>
      </Group>
      <ErrorNote error={dismiss.error} />
    </Paper>
  );
}
