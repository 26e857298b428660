// 推荐人: the customer who referred this one, by file where there is one, else by name.
import { ActionIcon, Anchor, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch, IconUserSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { CustomerPage, CustomerRow, FileId } from '../../api/types';
import { paths } from '../../paths';
import { FieldRow } from '../../records/FieldRow';
import { readFilter } from '../../records/filter';
import { InlineText } from '../../records/InlineText';
import { Sheet } from '../../records/Sheet';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useEdit } from '../../records/useEdit';
import classes from './Customer.module.css';

const SHOWN = 12;

export function Referrer({ page, required }: { page: CustomerPage; required: boolean }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const { save, tap } = useEdit(page.customer.id);
  const [picking, setPicking] = useState(false);
  const { fields } = page.customer;
  const label = t('domain.customer_fields.referrer');
  const linked = page.referrer;
  const isNamedElsewhere = linked === null && Boolean(fields['referrer']);
  return (
    <FieldRow label={label} required={required}>
      <div className={classes['referrer']}>
        {linked ? (
          <Anchor component={Link} to={paths.customer(linked.file)} className={classes['referrerLink'] ?? ''}>{titleOf(linked).title}</Anchor>
        ) : isNamedElsewhere ? (
          <Text size="sm" c="dimmed" px={8}>{fields['referrer_name'] || t('customer.referrer.elsewhere')}</Text>
        ) : (
          <InlineText
            label={t('domain.customer_fields.referrer_name')}
            value={fields['referrer_name'] ?? ''}
            readOnly={!page.can_edit}
            onSave={(value) => save({ edit: 'field', field: 'referrer_name', value })}
          />
        )}
        {page.can_edit &&
          (fields['referrer'] ? (
            <ActionIcon aria-label={t('customer.referrer.clear')} onClick={() => tap({ edit: 'field', field: 'referrer', value: '' })}>
              <IconX size={18} aria-hidden />
            </ActionIcon>
          ) : (
            <ActionIcon aria-label={t('customer.referrer.pick')} title={t('customer.referrer.pick')} onClick={() => setPicking(true)}>
              <IconUserSearch size={18} aria-hidden />
            </ActionIcon>
          ))}
      </div>
      {picking && (
        <PickCustomer
          except={page.customer.id}
          onClose={() => setPicking(false)}
          onPick={(row) => {
            setPicking(false);
            tap({ edit: 'field', field: 'referrer', value: row.file }, { edit: 'field', field: 'referrer_name', value: row.name });
          }}
        />
      )}
    </FieldRow>
  );
}

interface PickProps {
  except: FileId;
  onPick: (row: CustomerRow) => void;
  onClose: () => void;
}

function PickCustomer({ except, onPick, onClose }: PickProps) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const [search, setSearch] = useState('');
  const filter = { ...readFilter(new URLSearchParams()), search };
  const found = useAsk('list_customers', { filter, sort: 'last_contact', offset: 0, limit: SHOWN }, { keep: true });
  const rows = (found.data?.rows ?? []).filter((row) => row.file !== except);
  return (
    <Sheet opened title={t('customer.referrer.pick')} onClose={onClose}>
      <TextInput
        type="search"
        aria-label={t('customer.referrer.search')}
        placeholder={t('customer.referrer.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes['found']}>
        {rows.map((row) => {
          const { title, under } = titleOf(row);
          return (
            <li key={row.file}>
              <UnstyledButton className={classes['duplicate'] ?? ''} onClick={() => onPick(row)}>
                <Text span fw={600} size="sm">{title}</Text>
                <Text span c="dimmed" size="sm" truncate>{[under, row.owner?.name].filter(Boolean).join(' · ')}</Text>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {rows.length === 0 && !found.isPending && <Text c="dimmed" size="sm">{t('customer.referrer.none')}</Text>}
    </Sheet>
  );
}
