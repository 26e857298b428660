// 知情同意: what the customer allowed, when, how and to whom. A withdrawn one stays visible.
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { CONSENT_PURPOSES, type ConsentPurpose, type CustomerPage, type FileId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useEdit } from '../../records/useEdit';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';

const WAYS = ['signature', 'tick', 'spoken'] as const;

export function Consents({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const words = useWords();
  const { ago } = useFormat();
  const { tap } = useEdit(page.customer.id);
  const [adding, setAdding] = useState(false);
  const { consents, id } = page.customer;
  return (
    <section className={classes['card']} aria-label={t('customer.consents.title')}>
      <div className={classes['cardHead']}>
        <h2>{t('customer.consents.title')}</h2>
        {page.can_edit && (
          <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('customer.consents.add')}</Button>
        )}
      </div>
      {consents.length === 0 && <p className={classes['none']}>{t('customer.consents.none')}</p>}
      {consents.map((consent) => {
        const purpose = t(`domain.consent_purposes.${consent.purpose}`);
        const who = page.names.find((name) => name.id === consent.taken_by)?.name ?? '';
        const withdrawn = consent.withdrawn_at;
        return (
          <Group key={consent.id} justify="space-between" wrap="nowrap" py={6}>
            <div>
              <Text size="sm" fw={500} td={withdrawn === null ? undefined : 'line-through'}>{purpose}</Text>
              <Text size="xs" c="dimmed">
                {withdrawn === null
                  ? t('customer.consents.given', { when: ago(consent.given_at), way: words('consent_ways', consent.way), who })
                  : t('customer.consents.withdrawn', { when: ago(withdrawn) })}
                {consent.wording && ` · ${t('customer.consents.wording_shown', { version: consent.wording })}`}
              </Text>
            </div>
            {page.can_edit && withdrawn === null && (
              <Button
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('customer.consents.withdraw_whom', { purpose })}
                onClick={() => tap({ edit: 'withdraw_consent', id: consent.id })}
              >
                {t('customer.consents.withdraw')}
              </Button>
            )}
          </Group>
        );
      })}
      {adding && <ConsentSheet file={id} onClose={() => setAdding(false)} />}
    </section>
  );
}

function ConsentSheet({ file, onClose }: { file: FileId; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  // Each purpose is asked for apart, none is chosen beforehand.
  const [purpose, setPurpose] = useState<ConsentPurpose | null>(null);
  const [way, setWay] = useState<(typeof WAYS)[number]>('signature');
  const [wording, setWording] = useState('');
  const tell = useTell('edit_customer', { done: said(t('common.saved')) });
  const field = useFieldError(tell.error);
  const save = () => {
    if (purpose) tell.mutate({ file, edits: [{ edit: 'add_consent', purpose, way, wording }] }, { onSuccess: onClose });
  };
  return (
    <Sheet
      opened
      title={t('customer.consents.add')}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending} disabled={purpose === null}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('wording', 'value')} />
      <Select
        label={t('customer.consents.purpose')}
        data={CONSENT_PURPOSES.map((one) => ({ value: one, label: t(`domain.consent_purposes.${one}`) }))}
        value={purpose}
        comboboxProps={{ withinPortal: true }}
        onChange={(_, option) => setPurpose(CONSENT_PURPOSES.find((one) => one === option?.value) ?? null)}
      />
      <ChoiceChips
        label={t('customer.consents.way')}
        options={WAYS.map((one) => ({ value: one, label: t(`domain.consent_ways.${one}`) }))}
        value={way}
        onChange={setWay}
      />
      <TextInput label={t('customer.consents.wording')} value={wording} error={field.at('wording', 'value')} onChange={(event) => setWording(event.currentTarget.value)} />
    </Sheet>
  );
}
