// 标签与习惯: media they use, what moves them to buy, services they like, and the store's own words.
import { Pill as RemovablePill, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { MEDIA, TAG_GROUPS, type CustomerPage, type TagGroup } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';

export function Tags({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { tags } = page.customer;
  const groups = TAG_GROUPS.filter((group) => page.can_edit || tags.some((tag) => tag.group === group));
  if (groups.length === 0) return null;
  return (
    <section className={classes['card']} aria-label={t('customer.tags.title')}>
      <div className={classes['cardHead']}><h2>{t('customer.tags.title')}</h2></div>
      {groups.map((group) => (
        <FieldRow key={group} label={t(`domain.tag_groups.${group}`)}>
          {group === 'media' ? <MediaTags page={page} /> : <WordTags page={page} group={group} />}
        </FieldRow>
      ))}
    </section>
  );
}

function MediaTags({ page }: { page: CustomerPage }) {
  const words = useWords();
  const { tap } = useEdit(page.customer.id);
  const has = (word: string) => page.customer.tags.some((tag) => tag.group === 'media' && tag.word === word);
  return (
    <div className={classes['tagRow']} role="group">
      {MEDIA.map((word) => (
        <button
          type="button"
          key={word}
          className={classes['toggle']}
          aria-pressed={has(word)}
          disabled={!page.can_edit}
          onClick={() => tap({ edit: 'tag', group: 'media', word, on: !has(word) })}
        >
          {words('media', word)}
        </button>
      ))}
    </div>
  );
}

function WordTags({ page, group }: { page: CustomerPage; group: TagGroup }) {
  const { t } = useTranslation();
  const { tap } = useEdit(page.customer.id);
  const [typed, setTyped] = useState<string | null>(null);
  const label = t('customer.tags.add', { group: t(`domain.tag_groups.${group}`) });
  const add = () => {
    const word = (typed ?? '').trim();
    if (word) tap({ edit: 'tag', group, word, on: true });
    setTyped(null);
  };
  return (
    <div className={classes['tagRow']}>
      {page.customer.tags.filter((tag) => tag.group === group).map(({ word }) => (
        <RemovablePill
          key={word}
          size="md"
          withRemoveButton={page.can_edit}
          removeButtonProps={{ 'aria-label': t('customer.tags.remove', { word }), tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => tap({ edit: 'tag', group, word, on: false })}
        >
          {word}
        </RemovablePill>
      ))}
      {page.can_edit && (typed === null ? (
        <UnstyledButton className={classes['addPill']} aria-label={label} onClick={() => setTyped('')}><IconPlus size={16} aria-hidden /></UnstyledButton>
      ) : (
        <TextInput
          size="sm"
          w={160}
          aria-label={label}
          value={typed}
          ref={(input) => input?.focus()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape') {
              event.stopPropagation();
              setTyped(null);
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              add();
            }
          }}
        />
      ))}
    </div>
  );
}
