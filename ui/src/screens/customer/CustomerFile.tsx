// 客户档案: the whole file. Wide, the timeline stands beside what is known; narrow, they share the room as tabs.
import { Tabs } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import type { CustomerPage, FollowUp } from '../../api/types';
import { put } from '../../records/filter';
import { RecordSheet } from '../../records/RecordSheet';
import { RescheduleSheet } from '../../records/RescheduleSheet';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useKeys } from '../../records/useKeys';
import { useSession } from '../../session';
import { useWords } from '../../shared/words';
import { CustomerOrders } from '../orders/CustomerOrders';
import { AroundHandOver } from './AroundHandOver';
import { AssignSheet } from './AssignSheet';
import { Clashes } from './Clashes';
import { Consents } from './Consents';
import { Contacts } from './Contacts';
import classes from './Customer.module.css';
import { Duplicates } from './Duplicates';
import { ErasureNotice } from './ErasureNotice';
import { ErasureSheet } from './ErasureSheet';
import { FleetSheet } from './FleetSheet';
import { Header } from './Header';
import { Joined } from './Joined';
import { KeyFacts } from './KeyFacts';
import { NextAction } from './NextAction';
import { NoteSheet, type Noted } from './NoteSheet';
import { Opportunities, opportunityIn } from './Opportunities';
import { Phones } from './Phones';
import { PlanSheet } from './PlanSheet';
import { PrivatePart } from './PrivatePart';
import { Profile } from './Profile';
import { Referred } from './Referred';
import { Classes, Standing } from './Standing';
import { Tags } from './Tags';
import { Timeline } from './Timeline';
import { plannedOf } from './timeline';

const TABS = ['timeline', 'opportunity', 'profile'] as const;
type Open = { sheet: 'note'; of: Noted } | { sheet: 'plan' | 'assign' | 'erase' | 'fleet' } | { sheet: 'record' | 'reschedule'; followUp: FollowUp };

export function CustomerFile({ page, wide }: { page: CustomerPage; wide: boolean }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const titleOf = useCustomerTitle();
  const words = useWords();
  const { today } = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const nameButton = useRef<HTMLButtonElement>(null);
  const stageInput = useRef<HTMLInputElement>(null);
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'timeline';
  const { customer } = page;
  const main = customer.phones.find((phone) => phone.is_main) ?? customer.phones[0];
  const { title } = titleOf({
    name: customer.fields['name'] ?? '',
    phone: main ? (main.number.normalised ?? main.number.typed) : '',
    contact_refused: customer.fields['contact_refused'] === 'yes',
  });
  const opportunity = opportunityIn(page, search);
  const close = () => setOpen(null);
  // Whoever was to be contacted by now is: that follow-up has its result. Else it is a line of the timeline.
  const contacted = (way: 'call' | 'message' | 'email') => {
    if (!page.can_edit) return;
    const due = plannedOf(customer).find((one) => one.way === way && one.due_on <= today);
    setOpen(due ? { sheet: 'record', followUp: due } : { sheet: 'note', of: way });
  };
  const goTab = (picked: string | null) => setSearch(put(search, 'tab', picked === 'timeline' ? '' : (picked ?? '')), { replace: true });

  useKeys(
    page.can_edit
      ? {
          e: () => nameButton.current?.click(),
          f: () => {
            const [next] = plannedOf(customer);
            setOpen(next ? { sheet: 'record', followUp: next } : { sheet: 'plan' });
          },
          m: () => {
            if (!wide) goTab('opportunity');
            setTimeout(() => stageInput.current?.click(), 50);
          },
        }
      : {},
  );

  const opportunities = (
    <>
      <Opportunities page={page} stageRef={stageInput} />
      <CustomerOrders page={page} opportunity={opportunity?.id ?? null} />
    </>
  );
  const known = (
    <>
      {!wide && <KeyFacts page={page} opportunity={opportunity} />}
      <Phones page={page} title={title} />
      <Profile page={page} />
      <Contacts page={page} />
      <PrivatePart page={page} />
      <Standing page={page} />
      <Classes page={page} />
      <Tags page={page} />
      <Referred page={page} />
      <Consents page={page} />
    </>
  );
  return (
    <div className={classes['file']} data-wide={wide || undefined}>
      <Header
        page={page}
        title={title}
        opportunity={opportunity}
        nameRef={nameButton}
        onNote={() => setOpen({ sheet: 'note', of: 'anything' })}
        onContact={contacted}
        onPlan={() => setOpen({ sheet: 'plan' })}
        onAssign={() => setOpen({ sheet: 'assign' })}
        onErase={() => setOpen({ sheet: 'erase' })}
        onFleet={() => setOpen({ sheet: 'fleet' })}
      />
      <NextAction
        page={page}
        onRecord={(followUp) => setOpen({ sheet: 'record', followUp })}
        onReschedule={(followUp) => setOpen({ sheet: 'reschedule', followUp })}
        onPlan={() => setOpen({ sheet: 'plan' })}
      />
      <Clashes page={page} />
      <ErasureNotice page={page} />
      <AroundHandOver page={page} />
      <Joined page={page} />
      <Duplicates file={customer.id} rows={page.duplicates} canJoin={page.can_join} />
      {wide && <KeyFacts page={page} opportunity={opportunity} />}
      {wide ? (
        <div className={classes['columns']}>
          <div><Timeline page={page} /></div>
          <div className={classes['side']}>{opportunities}{known}</div>
        </div>
      ) : (
        <Tabs value={tab} onChange={goTab} keepMounted={false}>
          <Tabs.List grow className={classes['tabs'] ?? ''}>
            {TABS.map((one) => <Tabs.Tab key={one} value={one}>{t(`customer.tabs.${one}`)}</Tabs.Tab>)}
          </Tabs.List>
          <Tabs.Panel value="timeline" pt="sm"><Timeline page={page} /></Tabs.Panel>
          <Tabs.Panel value="opportunity" pt="sm">{opportunities}</Tabs.Panel>
          <Tabs.Panel value="profile" pt="sm"><div className={classes['side']}>{known}</div></Tabs.Panel>
        </Tabs>
      )}
      {open?.sheet === 'note' && <NoteSheet file={customer.id} name={title} doNotCall={page.about.do_not_call} of={open.of} onClose={close} />}
      {open?.sheet === 'plan' && (
        <PlanSheet file={customer.id} name={title} opportunity={opportunity?.id ?? null} grade={opportunity?.grade ?? null} onClose={close} />
      )}
      {open?.sheet === 'assign' && <AssignSheet page={page} onClose={close} />}
      {open?.sheet === 'record' && (
        <RecordSheet
          task={{
            file: customer.id,
            followUp: open.followUp.id,
            title,
            why: [t(`domain.ways.${open.followUp.way}`), words('care_aims', open.followUp.aim)].filter(Boolean).join(' · '),
            grade: opportunity?.grade ?? null,
            stage: opportunity?.stage ?? null,
            visit: page.return_visits.includes(open.followUp.id),
          }}
          onClose={close}
          onDone={close}
        />
      )}
      {open?.sheet === 'fleet' && <FleetSheet page={page} onClose={close} />}
      {open?.sheet === 'erase' && <ErasureSheet page={page} onClose={close} />}
      {open?.sheet === 'reschedule' && (
        <RescheduleSheet task={{ ...open.followUp, file: customer.id, followUp: open.followUp.id, title }} onClose={close} />
      )}
    </div>
  );
}
