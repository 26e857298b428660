// Who this is, how warm, whose, and the three things done most often.
import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconBuildingWarehouse, IconCalendarPlus, IconCloudUp, IconId, IconNote, IconUserShare } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, Opportunity } from '../../api/types';
import { CallButton } from '../../records/CallButton';
import { GradeBadge } from '../../records/GradeBadge';
import { InlineText } from '../../records/InlineText';
import { groupedPhone } from '../../records/numbers';
import { Pill } from '../../records/Pill';
import { ReachButtons } from '../../records/ReachButtons';
import { isMasked } from '../../records/reveal';
import { RevealLink } from '../../records/RevealSheet';
import { StageBadge } from '../../records/StageBadge';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';
import { MoreActs } from './MoreActs';
import { RELATION_TONES } from './Standing';
import { plannedOf } from './timeline';

interface Props {
  page: CustomerPage;
  title: string;
  opportunity: Opportunity | null;
  nameRef: Ref<HTMLButtonElement>;
  onNote: () => void;
  /** The device dials or begins to write. */
  onContact: (way: 'call' | 'message' | 'email') => void;
  onPlan: () => void;
  onAssign: () => void;
  onErase: () => void;
  onFleet: () => void;
}

export function Header({ page, title, opportunity, nameRef, onNote, onContact, onPlan, onAssign, onErase, onFleet }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { save } = useEdit(page.customer.id);
  const { fields, phones } = page.customer;
  const main = phones.find((phone) => phone.is_main) ?? phones[0];
  const number = main ? (main.number.normalised ?? main.number.typed) : '';
  const missing = fields['contact_refused'] === 'yes' ? t('common.refused_phone') : t('common.no_phone');
  const sex = fields['sex'];
  return (
    <header className={classes['header']}>
      <div className={classes['identity']}>
        <div className={classes['fullName']}>
          <InlineText
            label={t('domain.customer_fields.name')}
            value={fields['name'] ?? ''}
            empty={t('common.unnamed')}
            readOnly={!page.can_edit}
            buttonRef={nameRef}
            onSave={(value) => save({ edit: 'field', field: 'name', value })}
          />
        </div>
        {sex && <Text span size="sm" c="dimmed">{words('sexes', sex)}</Text>}
        <Pill tone={RELATION_TONES[page.about.relation] ?? 'quiet'}>{words('relations', page.about.relation)}</Pill>
        {page.about.at_risk && <Pill tone="warn">{t('customer.at_risk')}</Pill>}
        {page.customer.fleet?.is_fleet && <Pill tone="accent" icon={<IconBuildingWarehouse size={14} aria-hidden />}>{words('customer_kinds', 'batch')}</Pill>}
        {fields['member'] === 'yes' && <Pill tone="good" icon={<IconId size={14} aria-hidden />}>{[t('domain.customer_fields.member'), fields['member_number']].filter(Boolean).join(' ')}</Pill>}
        {opportunity && <GradeBadge grade={opportunity.grade} />}
        {opportunity && <StageBadge stage={opportunity.stage} />}
        {page.waiting > 0 && (
          <Pill tone="quiet" icon={<IconCloudUp size={14} aria-hidden />}>{t('customer.waiting', { count: page.waiting })}</Pill>
        )}
      </div>
      <div className={classes['facts']}>
        <span>
          <Text span size="md" className={classes['number']}>{number ? groupedPhone(number) : missing}</Text>
          {isMasked(number) && main && <RevealLink file={page.customer.id} hidden={{ what: 'phone', id: main.id }} name={title} blocked={page.about.do_not_call} />}
        </span>
        {page.can_assign ? (
          <UnstyledButton className={classes['owner']} onClick={onAssign} aria-label={`${t('customer.assign')}: ${page.owner?.name ?? t('domain.pool')}`}>
            <IconUserShare size={16} aria-hidden />
            {page.owner?.name ?? t('domain.pool')}
          </UnstyledButton>
        ) : (
          <Text span size="sm" c="dimmed">{t('customer.owner')} {page.owner?.name ?? t('domain.pool')}</Text>
        )}
      </div>
      {!page.can_edit && <Text size="sm" c="dimmed">{t('customer.read_only')}</Text>}
      <div className={classes['acts']}>
        <CallButton phone={number} name={title} file={page.customer.id} blocked={page.about.do_not_call} {...(main ? { hidden: { what: 'phone', id: main.id } } : {})} {...(page.can_edit ? { onUsed: onContact } : {})} />
        <ReachButtons reach={page.about.reach} phone={number} email={fields['email'] ?? ''} name={title} onUsed={onContact} />
        {page.can_edit && (
          <>
            <Button variant="default" leftSection={<IconNote size={18} aria-hidden />} onClick={onNote}>{t('customer.note')}</Button>
            {/* Where nothing is planned, the place of the next action offers it. */}
            {plannedOf(page.customer).length > 0 && (
              <Button variant="default" leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={onPlan}>{t('customer.plan')}</Button>
            )}
          </>
        )}
        <MoreActs page={page} onErase={onErase} onFleet={onFleet} />
      </div>
    </header>
  );
}
