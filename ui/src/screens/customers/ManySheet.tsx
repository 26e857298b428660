// One change to all chosen customers: what, then how many it changes and why others are left alone, then it is done.
import { Autocomplete, Button, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { FileId, ManyChange, ManyPreview, StaffId, Stage } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { count } from '../../records/numbers';
import { Sheet } from '../../records/Sheet';
import { StaffPicker } from '../../records/StaffPicker';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { ErrorNote } from '../../shared/ErrorNote';
import { useWords } from '../../shared/words';
import classes from './Many.module.css';

export type Deed = 'owner' | 'stage' | 'tag';

interface Props {
  deed: Deed;
  files: readonly FileId[];
  onClose: () => void;
  onDone: () => void;
}

export function ManySheet({ deed, files, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const choices = useAsk('many_choices', {}).data;
  const [owner, setOwner] = useState<StaffId | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const [tag, setTag] = useState('');
  const [put, setPut] = useState<'on' | 'off'>('on');
  const change: ManyChange | null =
    deed === 'owner' ? { to: 'owner', owner }
    : deed === 'stage' ? (stage && { to: 'stage', stage })
    : tag.trim() === '' ? null : { to: 'tag', tag, on: put === 'on' };
  const request = { files: [...files], change: change ?? { to: 'owner' as const, owner: null } };
  const preview = useAsk('preview_many', request, { enabled: change !== null, keep: true });
  const tell = useTell('change_many', { done: (answer) => t('hands.many.done', { count: answer.changed, formatted: count(answer.changed) }) });
  const will = change === null ? undefined : preview.data?.will;
  return (
    <Sheet
      opened
      title={t('hands.many.for', { what: t(`hands.many.${deed}`), count: files.length, formatted: count(files.length) })}
      onClose={onClose}
      onSubmit={() => change && will !== undefined && will > 0 && tell.mutate({ files: [...files], change }, { onSuccess: onDone })}
      actions={
        <Button type="submit" disabled={will === undefined || will === 0} loading={tell.isPending}>
          {will === undefined ? t(`hands.many.${deed}`) : t('hands.many.go', { count: will, formatted: count(will) })}
        </Button>
      }
    >
      <ErrorNote error={tell.error ?? preview.error} />
      {deed === 'owner' && <StaffPicker label={t('hands.many.owner_to')} value={owner} onChange={setOwner} />}
      {deed === 'stage' && (
        <Select
          label={t('hands.many.stage_to')}
          placeholder={t('hands.many.pick')}
          data={(choices?.stages ?? []).map((one) => ({ value: one, label: words('stages', one) }))}
          value={stage}
          comboboxProps={{ withinPortal: true }}
          onChange={(picked) => setStage(choices?.stages.find((one) => one === picked) ?? null)}
        />
      )}
      {deed === 'tag' && (
        <>
          <ChoiceChips
            label={t('hands.many.tag_how')}
            options={[{ value: 'on', label: t('hands.many.tag_on') }, { value: 'off', label: t('hands.many.tag_off') }]}
            value={put}
            onChange={setPut}
          />
          <Autocomplete
            label={t('hands.many.tag_word')}
            placeholder={t('hands.many.tag_hint')}
            data={(choices?.tags ?? []).map((one) => one.tag)}
            value={tag}
            comboboxProps={{ withinPortal: true }}
            onChange={setTag}
          />
        </>
      )}
      {change && preview.data && <Preview preview={preview.data} />}
    </Sheet>
  );
}

function Preview({ preview }: { preview: ManyPreview }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  return (
    <section className={classes['preview']} aria-live="polite" aria-label={t('hands.many.preview')} data-testid="preview">
      <Text fw={600}>{t('hands.many.will', { count: preview.will, formatted: count(preview.will) })}</Text>
      {preview.already > 0 && <Text size="sm" c="dimmed">{t('hands.many.already', { count: preview.already, formatted: count(preview.already) })}</Text>}
      {preview.cannot.map(({ why, count: left, first }) => (
        <div key={why}>
          <Text size="sm">{t('hands.many.cannot', { count: left, formatted: count(left), why: t(`hands.many.why.${why}`) })}</Text>
          {first.length > 0 && (
            <Text size="sm" c="dimmed">
              {first.map((row) => titleOf(row).title).join(t('common.list_gap'))}{left > first.length && '…'}
            </Text>
          )}
        </div>
      ))}
    </section>
  );
}
