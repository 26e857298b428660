// Visitors that the desk gave to this person and who wait for their word, with everything collected so far.
import { Button, Paper, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { LineRow } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { useLineTitle } from '../reception/Line';
import { useReceptionWords } from '../reception/words';
import classes from './Today.module.css';

export function HandedVisitors() {
  const { t } = useTranslation();
  const { can } = useSession();
  const waiting = useAsk('visitors_to_receive', {}, { enabled: can('see_reception') });
  if (!waiting.data || waiting.data.length === 0) return null;
  return (
    <section className={classes['section']} aria-label={t('reception.handed.title')}>
      <h2 className={classes['heading']}>{t('reception.handed.title')}<span className={classes['count']}>{waiting.data.length}</span></h2>
      <ul className={classes['list']}>{waiting.data.map((line) => <Visitor key={line.id} line={line} />)}</ul>
    </section>
  );
}

function Visitor({ line }: { line: LineRow }) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const format = useFormat();
  const complain = useComplain();
  const title = useLineTitle()(line);
  const under = useCustomerTitle();
  const accept = useTell('accept_line', { done: t('reception.line.accepted_said') });
  const said = [
    word('came_by', line.came_by),
    line.visit_count === 1 ? t('reception.line.first') : null,
    line.party_size === null ? null : t('reception.form.people', { count: line.party_size }),
    ...line.interests.map(({ name }) => name),
    line.enquiry,
    line.asked ? t('reception.line.asked', { count: line.asked }) : null,
  ].filter(Boolean).join(' · ');
  return (
    <Paper component="li" withBorder={false} p="sm" data-testid="handed-visitor">
      <div className={classes['who']}>
        {line.customer?.grade && <GradeBadge grade={line.customer.grade} />}
        {line.customer ? <Link to={paths.customer(line.customer.file)} className={classes['name']}>{title}</Link> : <Text span fw={600}>{title}</Text>}
        <Text span size="sm" c="dimmed">{[line.customer && under(line.customer).under, t('reception.handed.since', { when: format.ago(line.in_at) })].filter(Boolean).join(' · ')}</Text>
      </div>
      <Text size="sm" mb={8}>{said}</Text>
      <Button leftSection={<IconCheck size={16} aria-hidden />} loading={accept.isPending} onClick={() => accept.mutate({ day: line.day, line: line.id }, { onError: complain })}>
        {t('reception.line.accept')}
      </Button>
    </Paper>
  );
}
