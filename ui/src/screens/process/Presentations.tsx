// 新车展示: which cars were shown, standing or in motion, and how the customer took it.
import { Button } from '@mantine/core';
import { IconCar, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, Presentation } from '../../api/types';
import { Pill } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { EmptyNote } from '../../shared/EmptyNote';
import { useFormat } from '../../shared/format';
import card from '../customer/Customer.module.css';
import { nameIn } from './names';
import { PresentationSheet } from './PresentationSheet';
import classes from './Process.module.css';

export function Presentations({ page }: { page: OpportunityPage }) {
  const { t } = useTranslation();
  const { moment, list } = useFormat();
  const said = useSaid();
  const complain = useComplain();
  const [editing, edit] = useState<Presentation | 'new' | null>(null);
  const remove = useTell('remove_presentation', { done: said(t('process.presentation.removed')) });
  const who = nameIn(page.names);
  const add = page.can_edit && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => edit('new')}>{t('process.presentation.add')}</Button>
  );
  return (
    <section className={card['card']} aria-label={t('process.presentation.title')}>
      <div className={card['cardHead']}>
        <h2>{t('process.presentation.title')}</h2>
        {page.presentations.length > 0 && add}
      </div>
      {page.presentations.length === 0 && <EmptyNote icon={IconCar} text={t('process.presentation.none')} action={add} />}
      {page.presentations.map((shown) => (
        <article key={shown.id} className={classes['entry']}>
          <div className={classes['entryHead']}>
            <h3>{list(shown.cars)}</h3>
            <Pill tone="quiet">{t(`process.presentation.ways.${shown.way}`)}</Pill>
            {shown.reaction && <Pill>{t(`process.reactions.${shown.reaction}`)}</Pill>}
          </div>
          {shown.feedback && <p className={classes['words']}>{shown.feedback}</p>}
          <span className={classes['small']}>{[moment(shown.at), who(shown.by)].filter(Boolean).join(' · ')}</span>
          {page.can_edit && (
            <div className={classes['acts']}>
              <Button variant="default" size="sm" onClick={() => edit(shown)}>{t('process.presentation.edit')}</Button>
              <Button variant="subtle" color="gray" size="sm" onClick={() => remove.mutate({ file: page.customer.file, id: shown.id }, { onError: complain })}>
                {t('process.presentation.remove')}
              </Button>
            </div>
          )}
        </article>
      ))}
      {editing && <PresentationSheet page={page} shown={editing === 'new' ? null : editing} onClose={() => edit(null)} />}
    </section>
  );
}
